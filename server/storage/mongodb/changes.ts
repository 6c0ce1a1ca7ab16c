import { entryOf } from '../../ledger/entry.ts';
import type { ServerChange } from '../../ports/index.ts';
import type { MongoAccounts, MongoActorKeys } from './accounts.ts';
import type { MongoActivities } from './activities.ts';
import type { MongoActorRules } from './actor-rules.ts';
import type { MongoClientData } from './client-data.ts';
import type { MongoIds } from './client-ids.ts';
import type { Within } from './connection.ts';
import type { MongoDecisions } from './decisions.ts';
import type { MongoDeliveries } from './deliveries.ts';
import type { MongoDomainRules } from './domain-rules.ts';
import type { MongoFanOuts } from './fan-outs.ts';
import type { MongoHolds } from './holds.ts';
import type { MongoInbound } from './inbound.ts';
import type { MongoInboundHolds } from './inbound-holds.ts';
import type { MongoInboundPolicies } from './inbound-policies.ts';
import type { MongoIncidents } from './incidents.ts';
import type { MongoLeases } from './leases.ts';
import type { LedgerChange, MongoLedger } from './ledger.ts';
import type { MongoListings } from './listings.ts';
import type { MongoMedia } from './media.ts';
import type { Memberships } from './memberships.ts';
import type { MongoClients, MongoCodes, MongoCredentials } from './oauth.ts';
import type { MongoObjects } from './objects.ts';
import type { MongoPartnerZones } from './partner-zones.ts';
import type { MongoPolicySets } from './policy-sets.ts';
import type { MongoRecalls } from './recalls.ts';
import type { MongoReleases } from './releases.ts';
import type { MongoReports } from './reports.ts';
import type { MongoRetention } from './retention.ts';
import type { MongoRetractions } from './retractions.ts';
import type { MongoReviews } from './reviews.ts';
import type { MongoSearch } from './search.ts';
import type { MongoSimulations } from './simulations.ts';
import type { MongoSubscriptions } from './subscriptions.ts';
import type { MongoTokens } from './tokens.ts';

/** What a unit of work can change. */
export interface Tables {
  readonly accounts: MongoAccounts;
  readonly actorKeys: MongoActorKeys;
  readonly tokens: MongoTokens;
  readonly clients: MongoClients;
  readonly codes: MongoCodes;
  readonly credentials: MongoCredentials;
  readonly objects: MongoObjects;
  readonly activities: MongoActivities;
  readonly memberships: Memberships;
  readonly releases: MongoReleases;
  readonly media: MongoMedia;
  readonly decisions: MongoDecisions;
  readonly holds: MongoHolds;
  readonly reviews: MongoReviews;
  readonly simulations: MongoSimulations;
  readonly policySets: MongoPolicySets;
  readonly recalls: MongoRecalls;
  readonly retractions: MongoRetractions;
  readonly reports: MongoReports;
  readonly domainRules: MongoDomainRules;
  readonly actorRules: MongoActorRules;
  readonly inboundPolicies: MongoInboundPolicies;
  readonly inboundHolds: MongoInboundHolds;
  readonly incidents: MongoIncidents;
  readonly subscriptions: MongoSubscriptions;
  readonly partnerZones: MongoPartnerZones;
  readonly ledger: MongoLedger;
  readonly deliveries: MongoDeliveries;
  readonly inbound: MongoInbound;
  readonly fanOuts: MongoFanOuts;
  readonly retention: MongoRetention;
  readonly leases: MongoLeases;
  readonly ids: MongoIds;
  readonly listings: MongoListings;
  readonly clientData: MongoClientData;
  readonly search: MongoSearch;
}

export type StoredChange = ServerChange | LedgerChange;
/** Changes that become visible together or not at all. */
export type Unit = readonly StoredChange[];

/** How many numbers of the store's order a unit uses. */
export function numbersOf(unit: Unit): number {
  return unit.reduce((sum, change) => sum + numbersOfOne(change), 0);
}

export function numbersOfOne(change: StoredChange): number {
  if (change.change === 'deliveries.add') return Math.max(1, change.deliveries.length);
  if (change.change === 'activity.insert') return Math.max(1, change.collections.length);
  return 1;
}

/** True of a change that takes something away: what comes after it in its unit may add the same anew. */
export function takesAway({ change }: StoredChange): boolean {
  return /\.(withdraw|remove|done|cut|prune|forget|clear)$/.test(change);
}

/**
 * Throws where a change can't be made as things stand; `StaleFence` where that is for a lease that has passed on. Asked
 * before anything of the unit is written where there are no transactions.
 */
export async function assertPossible(tables: Tables, change: StoredChange, within: Within): Promise<void> {
  switch (change.change) {
    case 'account.put':
      return tables.accounts.assertFree(change.account, within);
    case 'account.roles':
      return tables.accounts.assertRoles(change, within);
    case 'release.put':
      return tables.releases.assertNew(change.release.id, within);
    case 'receipt.add':
      return tables.releases.assertNew(change.receipt.id, within);
    case 'decision.add':
      return tables.decisions.assertNew(change.decision.id, within);
    case 'hold.remove':
      return tables.holds.assertHeld(change.id, within);
    case 'inboundHold.remove':
      return tables.inboundHolds.assertHeld(change.id, within);
    case 'submission.key':
      return tables.clientData.assertFree(change, within);
    case 'fanOut.cut':
    case 'fanOut.done':
      return tables.fanOuts.assertHeld(change.id, change.fence, within);
    case 'lease.assert':
      return tables.leases.assert(change.name, change.fence, within);
    case 'inbound.done':
      return tables.inbound.assertHeld(change.id, change.fence, within);
    case 'policySet.activate':
      return tables.policySets.assertNext(change.set, within);
    case 'policySet.request':
      return tables.policySets.assertUndecided(change.request, within);
    case 'incident.put':
      return tables.incidents.assertNext(change.incident, within);
    case 'ledger.integrate':
      return tables.ledger.assertLatest(change.integration, within);
    default:
      return;
  }
}

/** Makes a possible change; made a second time it changes nothing more. `n` is its number in the store's order. */
export async function applyChange(tables: Tables, change: StoredChange, n: number, within: Within): Promise<void> {
  if (change.change === 'ledger.sequence') return tables.ledger.givePlaces(within);
  if (change.change === 'ledger.integrate') return tables.ledger.addCheckpoint(change.integration, within);
  const entry = entryOf(change);
  // First of all: nothing is there that the ledger does not speak of.
  if (entry) await tables.ledger.append(entryName(change, n), entry, n, within);
  return apply(tables, change, n, within);
}

function entryName(change: ServerChange, n: number): string {
  if (change.change === 'release.put') return `receipt ${change.release.id}`;
  if (change.change === 'receipt.add') return `receipt ${change.receipt.id}`;
  if (change.change === 'decision.add') return `decision ${change.decision.id}`;
  return `entry ${n}`;
}

async function apply(tables: Tables, change: ServerChange, n: number, within: Within): Promise<void> {
  switch (change.change) {
    case 'account.put':
      return tables.accounts.put(change.account, within);
    case 'account.roles':
      return tables.accounts.putRoles(change, n, within);
    case 'key.put':
      return tables.actorKeys.put(change.key, within);
    case 'token.put':
      return tables.tokens.put(change.token, within);
    case 'client.put':
      return tables.clients.put(change.client, within);
    case 'code.put':
      return tables.codes.put(change.code, within);
    case 'credential.put':
      return tables.credentials.put(change.actorId, change.hash, within);
    case 'object.insert':
      return tables.objects.insert(change.node, within);
    case 'object.replace':
      return tables.objects.replace(change.node, within);
    case 'activity.insert':
      return tables.activities.insert(change.node, change.collections, n, within);
    case 'activity.replace':
      return tables.activities.replace(change.node, within);
    case 'activity.remove':
      return tables.activities.remove(change.id, change.actor, within);
    case 'member.add':
      return tables.memberships.add(change.collection, change.activity, n, within);
    case 'member.remove':
      return tables.memberships.remove(change.collection, change.activity, within);
    case 'release.put':
      return tables.releases.put(change.release, n, within);
    case 'release.withdraw':
      await tables.releases.withdraw(change.subject, within);
      await tables.fanOuts.withdraw(change.subject, within);
      return tables.deliveries.withdraw(change.subject, within);
    case 'receipt.add':
      return tables.releases.addReceipt(change.receipt, n, within);
    case 'media.put':
      return tables.media.put(change.file, n, within);
    case 'media.remove':
      return tables.media.remove(change.id, within);
    case 'media.shown':
      return tables.media.show(change.object, change.media, n, within);
    case 'decision.add':
      return tables.decisions.add(change.decision, n, within);
    case 'hold.put':
      return tables.holds.put(change.hold, n, within);
    case 'hold.remove':
      return tables.holds.remove(change.id, within);
    case 'review.add':
      return tables.reviews.add(change.review, n, within);
    case 'deliveries.add':
      return tables.deliveries.add(change.deliveries, change.at, n, within);
    case 'deliveries.prune':
      return tables.retention.prune(change.ids, within);
    case 'fanOut.add':
      return tables.fanOuts.add(change.fanOut, change.at, n, within);
    case 'fanOut.cut':
      return tables.fanOuts.cut(change, n, within);
    case 'fanOut.done':
      return tables.fanOuts.done(change.id, within);
    case 'lease.assert':
      return tables.leases.hold(change.name, change.fence, within);
    case 'inbound.done':
      return tables.inbound.done(change.id, change.at, within);
    case 'simulation.put':
      return tables.simulations.put(change.simulation, n, within);
    case 'simulation.mark':
      return tables.simulations.mark(change.mark, n, within);
    case 'policySet.put':
      return tables.policySets.put(change.set, n, within);
    case 'policySet.request':
      return tables.policySets.putRequest(change.request, n, within);
    case 'policySet.activate':
      return tables.policySets.activate(change.set, within);
    case 'recall.put':
      return tables.recalls.put(change.recall, n, within);
    case 'recall.item':
      return tables.recalls.putItem(change.item, n, within);
    case 'retraction.put':
      return tables.retractions.put(change.retraction, within);
    case 'report.put':
      return tables.reports.put(change.report, n, within);
    case 'domain.put':
      return tables.domainRules.put(change.rule, within);
    case 'domain.remove':
      return tables.domainRules.remove(change.domain, within);
    case 'actorRule.put':
      return tables.actorRules.put(change.rule, within);
    case 'actorRule.remove':
      return tables.actorRules.remove(change.actor, within);
    case 'inboundPolicy.put':
      return tables.inboundPolicies.put(change.policy, within);
    case 'inboundHold.put':
      return tables.inboundHolds.put(change.hold, n, within);
    case 'inboundHold.remove':
      return tables.inboundHolds.remove(change.id, within);
    case 'incident.put':
      return tables.incidents.put(change.incident, n, within);
    case 'incidentRules.put':
      return tables.incidents.putRules(change.rules, within);
    case 'subscription.put':
      return tables.subscriptions.put(change.subscription, within);
    case 'subscription.remove':
      return tables.subscriptions.remove(change.id, within);
    case 'partnerZone.put':
      return tables.partnerZones.put(change.zone, within);
    case 'partnerZone.remove':
      return tables.partnerZones.remove(change.name, within);
    case 'ledger.append':
      return;
    case 'id.put':
      return tables.ids.put(change.iri, change.id, within);
    case 'listing.add':
    case 'listing.remove':
    case 'listing.forget':
    case 'listing.cut':
    case 'listing.clear':
      return tables.listings.apply(change, within);
    case 'clientData.put':
    case 'clientData.remove':
    case 'clientData.clear':
      return tables.clientData.apply(change, within);
    case 'search.put':
    case 'search.remove':
      return tables.search.apply(change, n, within);
    case 'submission.key':
      return tables.clientData.claim(change, within);
  }
}
