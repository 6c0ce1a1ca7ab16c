import type { MastodonParts } from '../door.ts';
import { showNewcomer } from './feed.ts';
import { StreamHub } from './hub.ts';
import type { Feed, Streams } from './open-streams.ts';

export function createStreams(parts: MastodonParts): Streams {
  const { signals, listings } = parts.store;
  return new StreamHub<Feed>({
    signals,
    listings,
    clock: parts.clock,
    async show({ item, to }) {
      const statuses = to.flatMap(({ subscriber, listing }) =>
        subscriber.kind === 'statuses' ? [{ subscriber, listing }] : [],
      );
      if (statuses.length > 0) await showNewcomer(parts, { item, to: statuses });
      for (const { subscriber } of to) if (subscriber.kind === 'activities') await subscriber.show(item);
    },
  });
}
