import type { Account, ActorKey } from './account.ts';
import type { ActorRule } from './actor-rule.ts';
import type { NewDelivery } from './delivery.ts';
import type { DomainRule } from './domain-rule.ts';
import type { FanOut } from './fan-out.ts';
import type { InboundHold } from './inbound-hold.ts';
import type { InboundPolicy } from './inbound-policy.ts';
import type { Act } from './ledger.ts';
import type { Node } from './node.ts';
import type { PartnerZone } from './partner-zone.ts';
import type { Activation, ActivationRequest, PolicySetRecord } from './policy-set.ts';
import type { Recall, Recalled } from './recall.ts';
import type { Decision, Hold, Receipt, SealedRelease } from './release.ts';
import type { Report } from './report.ts';
import type { Retraction } from './retraction.ts';
import type { Review } from './review.ts';

/** One change of a unit of work. All changes of one `commit` become visible together or not at all, in their order. */
export type Change =
  | { readonly change: 'account.put'; readonly account: Account }
  | { readonly change: 'key.put'; readonly key: ActorKey }
  /** Kept as it stands where the id exists already. */
  | { readonly change: 'object.insert'; readonly node: Node }
  /** Inserted where the id is not there yet. */
  | { readonly change: 'object.replace'; readonly node: Node }
  /** Kept as it stands where the id exists already; the memberships are added all the same. */
  | { readonly change: 'activity.insert'; readonly node: Node; readonly collections: readonly string[] }
  /** Memberships stay. Nothing where the id is not there: what was removed does not come back. */
  | { readonly change: 'activity.replace'; readonly node: Node }
  /** Also from every collection; only where it is that actor's. */
  | { readonly change: 'activity.remove'; readonly id: string; readonly actor: string }
  /** Nothing where the activity is not stored (any more), or is in the collection already. */
  | { readonly change: 'member.add'; readonly collection: string; readonly activity: string }
  | { readonly change: 'member.remove'; readonly collection: string; readonly activity: string }
  /**
   * Becomes the current rendition of its subject and zone; its receipt is added for good. The bytes of a release that it
   * supersedes are kept as long as a delivery or a fan-out of that one waits, and may go then.
   */
  | { readonly change: 'release.put'; readonly release: SealedRelease }
  /**
   * The subject has no rendition in any zone any more, and its releases' bytes are gone; receipts stay. Deliveries about
   * it that wait or are leased are given up, and fan-outs of it or about it end: what was taken back does not go out.
   */
  | { readonly change: 'release.withdraw'; readonly subject: string }
  /** A receipt of bytes that are not kept (answers built on request). */
  | { readonly change: 'receipt.add'; readonly receipt: Receipt }
  | { readonly change: 'decision.add'; readonly decision: Decision }
  /** The files that an object shows, in the place of those that it showed before. */
  | { readonly change: 'media.shown'; readonly object: string; readonly media: readonly string[] }
  | { readonly change: 'hold.put'; readonly hold: Hold }
  /** A hold that is not there (any more) fails the whole commit with `StaleFence`: it came to its end once. */
  | { readonly change: 'hold.remove'; readonly id: string }
  | { readonly change: 'review.add'; readonly review: Review }
  | SubmissionKeyChange
  /** One waiting delivery each; a (release, inbox) that exists already is left alone. */
  | { readonly change: 'deliveries.add'; readonly deliveries: readonly NewDelivery[]; readonly at: number }
  /** Waits to be cut into deliveries; an id that exists already is left alone. */
  | { readonly change: 'fanOut.add'; readonly fanOut: FanOut; readonly at: number }
  /**
   * Of a leased range only what goes up to and including `upto` stays leased; the rest waits as a range `restId` of its own.
   * A stale fence fails the whole commit with `StaleFence`.
   */
  | {
      readonly change: 'fanOut.cut';
      readonly id: string;
      readonly fence: number;
      readonly upto: string;
      readonly restId: string;
    }
  /** Every delivery of a leased range is made. A stale fence fails the whole commit with `StaleFence`. */
  | { readonly change: 'fanOut.done'; readonly id: string; readonly fence: number }
  /** Forgets deliveries that wait for nothing any more; that their inboxes were given something stays known. */
  | { readonly change: 'deliveries.prune'; readonly ids: readonly string[] }
  /** Fails the whole commit with `StaleFence` where the lease has passed on or was given up. Changes nothing. */
  | { readonly change: 'lease.assert'; readonly name: string; readonly fence: number }
  /** Done with an inbound activity under its fence; a stale fence fails the whole commit with `StaleFence`. */
  | { readonly change: 'inbound.done'; readonly id: string; readonly fence: number; readonly at: number }
  /** Kept as it stands where the version is there already. */
  | { readonly change: 'policySet.put'; readonly set: PolicySetRecord }
  /** One whose `n` does not follow on the last one fails the whole commit with `StaleFence`. */
  | { readonly change: 'policySet.activate'; readonly set: Activation }
  /** One that was decided already fails the whole commit with `StaleFence`. */
  | { readonly change: 'policySet.request'; readonly request: ActivationRequest }
  /** Takes the place of one with the same id. */
  | { readonly change: 'recall.put'; readonly recall: Recall }
  /** Takes the place of what the same recall found of the same subject and zone. */
  | { readonly change: 'recall.item'; readonly item: Recalled }
  /** Kept as it stands where the actor took the same back before. */
  | { readonly change: 'retraction.put'; readonly retraction: Retraction }
  /** Takes the place of the report of the same activity, which keeps its id. */
  | { readonly change: 'report.put'; readonly report: Report }
  /** Takes the place of the rule for the same domain. */
  | { readonly change: 'domain.put'; readonly rule: DomainRule }
  | { readonly change: 'domain.remove'; readonly domain: string }
  /** Takes the place of the rule for the same actor. */
  | { readonly change: 'actorRule.put'; readonly rule: ActorRule }
  | { readonly change: 'actorRule.remove'; readonly actor: string }
  /** Takes the place of the one before. */
  | { readonly change: 'inboundPolicy.put'; readonly policy: InboundPolicy }
  /** Kept as it stands where the id exists already. */
  | { readonly change: 'inboundHold.put'; readonly hold: InboundHold }
  /** One that is not there (any more) fails the whole commit with `StaleFence`: it came to its end once. */
  | { readonly change: 'inboundHold.remove'; readonly id: string }
  /** Takes the place of the zone of the same name. */
  | { readonly change: 'partnerZone.put'; readonly zone: PartnerZone }
  | { readonly change: 'partnerZone.remove'; readonly name: string }
  /** Enters an act in the ledger; what the other changes record enters by itself. */
  | { readonly change: 'ledger.append'; readonly act: Act };

/**
 * Remembers what came of a submission under the key that its client gave it. A key of the actor's that is taken fails the
 * whole commit with `StaleFence`.
 */
export interface SubmissionKeyChange {
  readonly change: 'submission.key';
  readonly actor: string;
  readonly key: string;
  /** IRI of the activity, or of the hold that waits in its place. */
  readonly result: string;
  /** When the key is free again, in milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The lease under which this work was done has passed to somebody else: nothing was written. */
export class StaleFence extends Error {}

/** The store can't be written now (full, read-only, gone): nothing was written and the caller may try again later. */
export class StoreUnavailable extends Error {}

/** Its server does not answer, or takes no writes for the moment: it may be back by itself. */
export class StoreAway extends StoreUnavailable {}

export interface Commits {
  /**
   * Makes all changes durable in one transaction, or none. Resolves after they are on disk.
   * Throws `StaleFence`, `StoreUnavailable`.
   */
  commit(changes: readonly Change[]): Promise<void>;
}
