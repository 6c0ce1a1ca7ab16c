import type { MastodonParts } from '../door.ts';
import { type Feed, showNewcomer } from './feed.ts';
import { StreamHub } from './hub.ts';

/** The open streams of this process. */
export type Streams = StreamHub<Feed>;

export function createStreams(parts: MastodonParts): Streams {
  const { signals, listings } = parts.store;
  return new StreamHub<Feed>({
    signals,
    listings,
    clock: parts.clock,
    show: (newcomer) => showNewcomer(parts, newcomer),
  });
}
