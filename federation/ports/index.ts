export * from './account.ts';
export * from './commit.ts';
export * from './delivery.ts';
export * from './domain-rule.ts';
export * from './fan-out.ts';
export * from './lease.ts';
export * from './ledger.ts';
export * from './media.ts';
export * from './node.ts';
export * from './partner-zone.ts';
export * from './policy-set.ts';
export * from './recall.ts';
export * from './release.ts';
export * from './report.ts';
export * from './retraction.ts';
export * from './review.ts';
export * from './signal.ts';

import type { Accounts, ActorKeys } from './account.ts';
import type { Commits } from './commit.ts';
import type { Deliveries, Hosts, Inbound } from './delivery.ts';
import type { DomainRules } from './domain-rule.ts';
import type { FanOuts, Recipients, Retention } from './fan-out.ts';
import type { Leases, Owners } from './lease.ts';
import type { MediaUses } from './media.ts';
import type { Activities, Followers, Objects } from './node.ts';
import type { PartnerZones } from './partner-zone.ts';
import type { PolicySets } from './policy-set.ts';
import type { Recalls } from './recall.ts';
import type { Decisions, Holds, Releases } from './release.ts';
import type { Reports } from './report.ts';
import type { Retractions } from './retraction.ts';
import type { Reviews } from './review.ts';
import type { Signals } from './signal.ts';

/** Everything that federation asks of a store. Named whole in its composition only. */
export interface Store {
  readonly accounts: Accounts;
  readonly actorKeys: ActorKeys;
  readonly objects: Objects;
  readonly activities: Activities;
  readonly followers: Followers;
  readonly retractions: Retractions;
  readonly reports: Reports;
  readonly releases: Releases;
  readonly mediaUses: MediaUses;
  readonly decisions: Decisions;
  readonly holds: Holds;
  readonly reviews: Reviews;
  readonly policySets: PolicySets;
  readonly recalls: Recalls;
  readonly domainRules: DomainRules;
  readonly partnerZones: PartnerZones;
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
}
