import type { StatusFeed } from './feed.ts';
import type { StreamHub, Subscriber } from './hub.ts';

/** A stream of activities, as ActivityPub clients read it. */
export interface ActivityFeed extends Subscriber {
  readonly kind: 'activities';
  /** A post or boost that came into one of its listings. */
  show(item: string): Promise<void>;
}

export type Feed = StatusFeed | ActivityFeed;

/** The open streams of this process. */
export type Streams = StreamHub<Feed>;
