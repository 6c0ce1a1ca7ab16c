import type { JsonObject, OutsideZone } from '../../../policies/index.ts';
import type { Addresses } from '../../addressing.ts';
import type { ApexStore } from '../../apex/store.ts';
import type { Apex, ApexNode } from '../../apex/types.ts';
import type { LateStop } from '../../outbox/late-stops.ts';
import type { SubmitOutcome } from '../../outbox/submit.ts';
import type { Account, Accounts, Activities, Followers, Releases, Retractions } from '../../ports/index.ts';
import type { Fetched } from '../../wire/index.ts';

export interface EffectParts {
  readonly apex: Apex;
  readonly store: ApexStore;
  readonly addresses: Addresses;
  readonly accounts: Accounts;
  readonly activities: Activities;
  readonly followers: Followers;
  readonly releases: Releases;
  readonly retractions: Retractions;
  readonly clock: () => number;
  /** Says something in the name of an account, through the gate, in the running unit of work. */
  readonly say: (account: Account, document: JsonObject) => Promise<SubmitOutcome>;
  /** Somebody outside voted in a poll of this server: once the vote is kept, others hear of its counts. */
  readonly voted: (questionId: string) => void;
  /** Does something in the name of an account instead of the sender's, in the running unit of work. */
  readonly as: (account: Account, work: () => Promise<void>) => Promise<void>;
  /** Fetches from elsewhere, signed by the instance actor. */
  readonly fetchDocument: (url: string) => Promise<Fetched>;
  /** Sends to everyone it is for what waited for an outsider's word. */
  readonly letOutApproved: (account: Account, activity: ApexNode) => Promise<void>;
  /** Hears what an outsider agreed to and policies then stopped. */
  readonly stoppedLate: (stop: LateStop) => void;
  /** Takes a post back from everyone outside; inside it stays. */
  readonly takeBack: (post: string) => Promise<void>;
  /** Serves an account's object outside as it is from here on, where the gate lets it. */
  readonly serve: (account: Account, object: ApexNode, zones: readonly OutsideZone[]) => Promise<void>;
}

/** What a verified and accepted activity comes to, before it is filed. */
export type EffectOutcome =
  /** Goes into the inboxes of those whom it concerns, where apex does the rest. */
  | { readonly kind: 'file'; readonly activity: ApexNode }
  /** Nothing is left to do. */
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Works in the unit of work of its activity. */
export type Effect = (parts: EffectParts, activity: ApexNode) => Promise<EffectOutcome>;

export const done: EffectOutcome = { kind: 'done' };

export function file(activity: ApexNode): EffectOutcome {
  return { kind: 'file', activity };
}

export function refused(reason: string): EffectOutcome {
  return { kind: 'refused', reason };
}
