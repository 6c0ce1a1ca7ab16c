import type { AnnouncementNews } from '../../community/announcements.ts';
import type { ServerChange } from '../../ports/index.ts';
import type { Snowflakes } from '../snowflakes.ts';

/** The listing of what happened lately, in the order of the store: each process tells those of its streams it concerns. */
export const journal = 'streams';

/** What a stream can be told of. `revoked` is about a token, and ends its streams. */
export type Happening =
  | 'update'
  | 'status.update'
  | 'delete'
  | 'notification'
  | 'filters_changed'
  | 'revoked'
  | AnnouncementNews['kind'];

export interface HappeningEntry {
  readonly kind: Happening;
  /** IRI of the thing; of `revoked`, the token's id; of announcements as `AnnouncementNews` has it. */
  readonly about: string;
  /** Actor IRI of the one person that it concerns. */
  readonly by?: string;
}

/** How long what happened can be told; a process that stalls for longer has lost its streams anyway. */
export const toldForMs = 5_000;

export function journalled(entry: HappeningEntry, item: string, snowflakes: Snowflakes): ServerChange {
  return { change: 'listing.add', listing: journal, item, position: snowflakes.next(), ...entry };
}
