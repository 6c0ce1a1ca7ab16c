import type { DeliveryTarget } from './node.ts';

/** Whose inboxes a fan-out goes to. */
export type FanOutSource =
  /** The remote followers in a followers collection, as they are when it is carried out. */
  | { readonly kind: 'followers'; readonly collection: string }
  /** Whoever was ever given a delivery about the fan-out's subject. */
  | { readonly kind: 'recipients' };

/** One release that goes to more inboxes than fit into the transaction of its post. */
export interface FanOut {
  /** Unique. */
  readonly id: string;
  readonly releaseId: string;
  /** What its deliveries are remembered under. */
  readonly subject: string;
  readonly source: FanOutSource;
  /** Actor whose key signs. */
  readonly signer: string;
  /** HMAC over release seal, source and signer, made by the gate. */
  readonly seal: string;
}

/** A part of a fan-out, leased: the inboxes after `after` up to and including `upto`, in inbox order. */
export interface ClaimedRange extends FanOut {
  /** Absent: from the first one on. */
  readonly after?: string;
  /** Absent: to the last one. */
  readonly upto?: string;
  readonly fence: number;
}

export interface FanOuts {
  /** Leases the range that has waited longest; undefined where none waits. A lease that ran out by the store's time waits. */
  claim(request: { readonly owner: string; readonly leaseMs: number }): Promise<ClaimedRange | undefined>;
  /** Hands a range back at once. Nothing where it has passed on. */
  giveBack(range: { readonly id: string; readonly fence: number }): Promise<void>;
  /** Ranges that wait or are leased. */
  waiting(): Promise<number>;
}

/** Who was ever given a delivery about a subject, whatever became of it; kept when the delivery itself is forgotten. */
export interface Recipients {
  /** Distinct targets in inbox order, page by page. */
  page(subject: string, after: string | undefined, limit: number): Promise<DeliveryTarget[]>;
  /** Was a delivery about the subject, or of the release, ever made for an inbox of this host (with port, lower case)? */
  includesHost(about: { readonly subject: string; readonly releaseId: string }, host: string): Promise<boolean>;
}

/** What is done with and takes room. */
export interface Retention {
  /**
   * Ids of deliveries made before `before` (milliseconds since the epoch) that wait for nothing any more, oldest first, up
   * to `limit`. The query reads on from `after`, the `next` of the page before; no `next`: there are no more.
   */
  settledDeliveries(query: {
    readonly before: number;
    readonly after?: string;
    readonly limit: number;
  }): Promise<{ readonly ids: readonly string[]; readonly next?: string }>;
}
