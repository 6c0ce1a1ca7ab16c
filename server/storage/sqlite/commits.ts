import type { ActorRule, DomainRule, PartnerZone } from '../../../federation/ports/index.ts';
import { entryOf } from '../../ledger/entry.ts';
import type { ServerChange, ServerCommits, Subscription } from '../../ports/index.ts';
import type { SqliteAccounts, SqliteActorKeys } from './accounts.ts';
import type { SqliteActivities } from './activities.ts';
import type { SqliteClientData } from './client-data.ts';
import type { SqliteIds } from './client-ids.ts';
import type { Connection } from './connection.ts';
import type { SqliteDecisions } from './decisions.ts';
import type { SqliteDeliveries } from './deliveries.ts';
import type { SqliteFanOuts } from './fan-outs.ts';
import type { SqliteHolds } from './holds.ts';
import type { SqliteInbound } from './inbound.ts';
import type { SqliteInboundHolds } from './inbound-holds.ts';
import type { SqliteInboundPolicies } from './inbound-policies.ts';
import type { SqliteIncidents } from './incidents.ts';
import type { JsonTable } from './json-table.ts';
import type { SqliteLeases } from './leases.ts';
import type { SqliteLedger } from './ledger.ts';
import type { SqliteListings } from './listings.ts';
import type { SqliteMedia } from './media.ts';
import type { Memberships } from './memberships.ts';
import type { SqliteClients, SqliteCodes, SqliteCredentials } from './oauth.ts';
import type { SqliteObjects } from './objects.ts';
import type { SqlitePolicySets } from './policy-sets.ts';
import type { SqliteRecalls } from './recalls.ts';
import type { SqliteReleases } from './releases.ts';
import type { SqliteReports } from './reports.ts';
import type { SqliteRetention } from './retention.ts';
import type { SqliteRetractions } from './retractions.ts';
import type { SqliteReviews } from './reviews.ts';
import type { SqliteSearch } from './search.ts';
import type { SqliteSimulations } from './simulations.ts';
import type { SqliteTokens } from './tokens.ts';

/** What a unit of work can change. */
export interface Tables {
  readonly accounts: SqliteAccounts;
  readonly actorKeys: SqliteActorKeys;
  readonly tokens: SqliteTokens;
  readonly clients: SqliteClients;
  readonly codes: SqliteCodes;
  readonly credentials: SqliteCredentials;
  readonly ids: SqliteIds;
  readonly listings: SqliteListings;
  readonly clientData: SqliteClientData;
  readonly search: SqliteSearch;
  readonly objects: SqliteObjects;
  readonly activities: SqliteActivities;
  readonly memberships: Memberships;
  readonly releases: SqliteReleases;
  readonly media: SqliteMedia;
  readonly decisions: SqliteDecisions;
  readonly holds: SqliteHolds;
  readonly reviews: SqliteReviews;
  readonly simulations: SqliteSimulations;
  readonly policySets: SqlitePolicySets;
  readonly recalls: SqliteRecalls;
  readonly retractions: SqliteRetractions;
  readonly reports: SqliteReports;
  readonly domainRules: JsonTable<DomainRule>;
  readonly actorRules: JsonTable<ActorRule>;
  readonly inboundPolicies: SqliteInboundPolicies;
  readonly inboundHolds: SqliteInboundHolds;
  readonly incidents: SqliteIncidents;
  readonly subscriptions: JsonTable<Subscription>;
  readonly partnerZones: JsonTable<PartnerZone>;
  readonly ledger: SqliteLedger;
  readonly deliveries: SqliteDeliveries;
  readonly inbound: SqliteInbound;
  readonly fanOuts: SqliteFanOuts;
  readonly retention: SqliteRetention;
  readonly leases: SqliteLeases;
}

export class SqliteCommits implements ServerCommits {
  readonly #db: Connection;
  readonly #tables: Tables;

  constructor(db: Connection, tables: Tables) {
    this.#db = db;
    this.#tables = tables;
  }

  commit(changes: readonly ServerChange[]): Promise<void> {
    return this.#db.write(() => {
      for (const change of changes) {
        const entry = entryOf(change);
        apply(this.#tables, change, entry ? this.#tables.ledger.append(entry) : 0);
      }
    });
  }
}

/** `entry` is the row of the ledger that speaks of the change, where there is one. */
function apply(tables: Tables, change: ServerChange, entry: number): void {
  switch (change.change) {
    case 'account.put':
      return tables.accounts.put(change.account);
    case 'account.roles':
      return tables.accounts.putRoles(change);
    case 'key.put':
      return tables.actorKeys.put(change.key);
    case 'token.put':
      return tables.tokens.put(change.token);
    case 'client.put':
      return tables.clients.put(change.client);
    case 'code.put':
      return tables.codes.put(change.code);
    case 'credential.put':
      return tables.credentials.put(change.actorId, change.hash);
    case 'id.put':
      return tables.ids.put(change.iri, change.id);
    case 'listing.add':
    case 'listing.remove':
    case 'listing.forget':
    case 'listing.cut':
    case 'listing.clear':
      return tables.listings.apply(change);
    case 'clientData.put':
    case 'clientData.remove':
    case 'clientData.clear':
      return tables.clientData.apply(change);
    case 'search.put':
    case 'search.remove':
      return tables.search.apply(change);
    case 'submission.key':
      return tables.clientData.claim(change);
    case 'object.insert':
      return tables.objects.insert(change.node);
    case 'object.replace':
      return tables.objects.replace(change.node);
    case 'activity.insert':
      return tables.activities.insert(change.node, change.collections);
    case 'activity.replace':
      return tables.activities.replace(change.node);
    case 'activity.remove':
      return tables.activities.remove(change.id, change.actor);
    case 'member.add':
      return tables.memberships.add(change.collection, change.activity);
    case 'member.remove':
      return tables.memberships.remove(change.collection, change.activity);
    case 'release.put':
      return tables.releases.put(change.release, entry);
    case 'release.withdraw':
      tables.fanOuts.withdraw(change.subject);
      tables.releases.withdraw(change.subject);
      return tables.deliveries.withdraw(change.subject);
    case 'receipt.add':
      return void tables.releases.addReceipt(change.receipt, entry);
    case 'media.put':
      return tables.media.put(change.file);
    case 'media.remove':
      return tables.media.remove(change.id);
    case 'media.shown':
      return tables.media.show(change.object, change.media);
    case 'decision.add':
      return tables.decisions.add(change.decision, entry);
    case 'hold.put':
      return tables.holds.put(change.hold);
    case 'hold.remove':
      return tables.holds.remove(change.id);
    case 'review.add':
      return tables.reviews.add(change.review);
    case 'deliveries.add':
      return tables.deliveries.add(change.deliveries, change.at);
    case 'fanOut.add':
      return tables.fanOuts.add(change.fanOut, change.at);
    case 'fanOut.cut':
      return tables.fanOuts.cut(change);
    case 'fanOut.done':
      return tables.fanOuts.done(change.id, change.fence);
    case 'deliveries.prune':
      return tables.retention.prune(change.ids);
    case 'lease.assert':
      return tables.leases.assert(change.name, change.fence);
    case 'inbound.done':
      return tables.inbound.done(change.id, change.fence, change.at);
    case 'simulation.put':
      return tables.simulations.put(change.simulation);
    case 'simulation.mark':
      return tables.simulations.mark(change.mark);
    case 'policySet.put':
      return tables.policySets.put(change.set);
    case 'policySet.request':
      return tables.policySets.putRequest(change.request);
    case 'policySet.activate':
      return tables.policySets.activate(change.set);
    case 'recall.put':
      return tables.recalls.put(change.recall);
    case 'recall.item':
      return tables.recalls.putItem(change.item);
    case 'retraction.put':
      return tables.retractions.put(change.retraction);
    case 'report.put':
      return tables.reports.put(change.report);
    case 'domain.put':
      return tables.domainRules.put(change.rule);
    case 'domain.remove':
      return tables.domainRules.remove(change.domain);
    case 'actorRule.put':
      return tables.actorRules.put(change.rule);
    case 'actorRule.remove':
      return tables.actorRules.remove(change.actor);
    case 'inboundPolicy.put':
      return tables.inboundPolicies.put(change.policy);
    case 'inboundHold.put':
      return tables.inboundHolds.put(change.hold);
    case 'inboundHold.remove':
      return tables.inboundHolds.remove(change.id);
    case 'incident.put':
      return tables.incidents.put(change.incident);
    case 'incidentRules.put':
      return tables.incidents.putRules(change.rules);
    case 'subscription.put':
      return tables.subscriptions.put(change.subscription);
    case 'subscription.remove':
      return tables.subscriptions.remove(change.id);
    case 'partnerZone.put':
      return tables.partnerZones.put(change.zone);
    case 'partnerZone.remove':
      return tables.partnerZones.remove(change.name);
    case 'ledger.append':
      return;
  }
}
