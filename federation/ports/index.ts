export * from './account.ts';
export * from './commit.ts';
export * from './delivery.ts';
export * from './fan-out.ts';
export * from './lease.ts';
export * from './ledger.ts';
export * from './node.ts';
export * from './release.ts';
export * from './signal.ts';
export * from './media.ts';

import type { Accounts, ActorKeys } from './account.ts';
import type { Commits } from './commit.ts';
import type { Deliveries, Hosts, Inbound } from './delivery.ts';
import type { Activities, Followers, Objects } from './node.ts';
import type { Decisions, Holds, PolicySets, Releases } from './release.ts';
import type { Signals } from './signal.ts';

/** Everything that federation asks of a store. Named whole in its composition only. */
export interface Store {
  readonly accounts: Accounts;
import type { FanOuts, Recipients, Retention } from './fan-out.ts';
import type { Leases, Owners } from './lease.ts';
import type { MediaUses } from './media.ts';
  readonly actorKeys: ActorKeys;
  readonly objects: Objects;
  readonly activities: Activities;
  readonly followers: Followers;
  readonly releases: Releases;
  readonly decisions: Decisions;
  readonly holds: Holds;
  readonly policySets: PolicySets;
  readonly deliveries: Deliveries;
  readonly hosts: Hosts;
  readonly inbound: Inbound;
  readonly fanOuts: FanOuts;
  readonly recipients: Recipients;
  readonly retention: Retention;
  readonly leases: Leases;
  readonly owners: Owners;
  readonly signals: Signals;
  readonly commits: Commits;
  /** Answers when the store can be read and written; throws `StoreUnavailable` with what to do. */
  check(): Promise<void>;
  close(): Promise<void>;
  readonly mediaUses: MediaUses;
}
