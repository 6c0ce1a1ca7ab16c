import type { ClaimedDelivery } from '../ports/index.ts';
import type { RemoteHost } from './remote-host.ts';

/** A claimed delivery on its way through a lane. */
export interface Job {
  readonly delivery: ClaimedDelivery;
  readonly host: RemoteHost;
  /** The newest fence under which the store has leased it to this worker. */
  fence: number;
  /** Monotonic milliseconds. */
  leasedAt: number;
  startedAt: number;
  /** Has been under way for so long that it no longer counts among the quick ones. */
  slow: boolean;
  /** Has an outcome: whatever comes later is ignored. */
  over: boolean;
}
