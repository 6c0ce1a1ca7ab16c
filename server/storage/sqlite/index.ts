import type { ActorRule, DomainRule, PartnerZone } from '../../../federation/ports/index.ts';
import type { ServerStore, Subscription } from '../../ports/index.ts';
import { SqliteAccounts, SqliteActorKeys } from './accounts.ts';
import { SqliteActivities } from './activities.ts';
import { SqliteClientData } from './client-data.ts';
import { SqliteIds } from './client-ids.ts';
import { SqliteCommits } from './commits.ts';
import { Connection, type Durability } from './connection.ts';
import { SqliteDecisions } from './decisions.ts';
import { SqliteDeliveries } from './deliveries.ts';
import { SqliteFanOuts } from './fan-outs.ts';
import { SqliteFollowers } from './followers.ts';
import { SqliteHolds } from './holds.ts';
import { SqliteHosts } from './hosts.ts';
import { SqliteInbound } from './inbound.ts';
import { SqliteInboundHolds } from './inbound-holds.ts';
import { SqliteInboundPolicies } from './inbound-policies.ts';
import { SqliteIncidents } from './incidents.ts';
import { SqliteInstallation } from './installation.ts';
import { JsonTable } from './json-table.ts';
import { Lanes } from './lanes.ts';
import { SqliteLeases } from './leases.ts';
import { SqliteLedger } from './ledger.ts';
import { SqliteListings } from './listings.ts';
import { SqliteMedia } from './media.ts';
import { Memberships } from './memberships.ts';
import { SqliteClients, SqliteCodes, SqliteCredentials } from './oauth.ts';
import { SqliteObjects } from './objects.ts';
import { SqliteOwners } from './owners.ts';
import { SqlitePolicySets } from './policy-sets.ts';
import { SqliteRecalls } from './recalls.ts';
import { SqliteRecipients } from './recipients.ts';
import { SqliteReleases } from './releases.ts';
import { SqliteReports } from './reports.ts';
import { SqliteRetention } from './retention.ts';
import { SqliteRetractions } from './retractions.ts';
import { SqliteReviews } from './reviews.ts';
import { SqliteSearch } from './search.ts';
import { SqliteSignals } from './signals.ts';
import { SqliteSimulations } from './simulations.ts';
import { SqliteThrottle } from './throttle.ts';
import { SqliteTokens } from './tokens.ts';

export interface SqliteOptions {
  /** Path of the data file, or `:memory:`. Its folder is there already. */
  readonly file: string;
  /** By which leases run out, in milliseconds since the epoch. */
  readonly clock?: () => number;
  /** `full`: what is acknowledged survives a power cut. `normal`: it survives the end of the process. */
  readonly durability?: Durability;
}

/**
 * The embedded store: one SQLite file in WAL mode, which several processes of one machine may have open.
 * Throws `StoreUnavailable` with what to do where the file does not open or is a newer Portico's.
 */
export async function openSqliteStore({
  file,
  clock = Date.now,
  durability = 'full',
}: SqliteOptions): Promise<ServerStore> {
  const db = new Connection(file, durability);
  const memberships = new Memberships(db);
  const tables = {
    ledger: new SqliteLedger(db),
    accounts: new SqliteAccounts(db),
    actorKeys: new SqliteActorKeys(db),
    tokens: new SqliteTokens(db),
    clients: new SqliteClients(db),
    codes: new SqliteCodes(db),
    credentials: new SqliteCredentials(db),
    ids: new SqliteIds(db),
    listings: new SqliteListings(db),
    clientData: new SqliteClientData(db, clock),
    search: new SqliteSearch(db),
    objects: new SqliteObjects(db),
    activities: new SqliteActivities(db, memberships),
    releases: new SqliteReleases(db),
    media: new SqliteMedia(db),
    decisions: new SqliteDecisions(db),
    holds: new SqliteHolds(db),
    reviews: new SqliteReviews(db),
    simulations: new SqliteSimulations(db),
    policySets: new SqlitePolicySets(db),
    recalls: new SqliteRecalls(db),
    retractions: new SqliteRetractions(db),
    reports: new SqliteReports(db),
    domainRules: new JsonTable<DomainRule>(db, { table: 'domain_rules', name: 'domain', record: 'rule' }),
    actorRules: new JsonTable<ActorRule>(db, { table: 'actor_rules', name: 'actor', record: 'rule' }),
    inboundPolicies: new SqliteInboundPolicies(db),
    inboundHolds: new SqliteInboundHolds(db),
    incidents: new SqliteIncidents(db),
    subscriptions: new JsonTable<Subscription>(db, { table: 'subscriptions', name: 'id', record: 'subscription' }),
    partnerZones: new JsonTable<PartnerZone>(db, { table: 'partner_zones', name: 'name', record: 'zone' }),
    deliveries: new SqliteDeliveries(db, clock),
    inbound: new SqliteInbound(db, clock),
    fanOuts: new SqliteFanOuts(db, clock),
    retention: new SqliteRetention(db),
    leases: new SqliteLeases(db, clock),
    throttle: new SqliteThrottle(db, clock),
  };
  const owners = new SqliteOwners(db, file);
  const probe = db.prepare<[]>("UPDATE settings SET value = value WHERE name = 'write-probe' RETURNING value");
  return {
    ...tables,
    mediaUses: tables.media,
    followers: new SqliteFollowers(db),
    hosts: new SqliteHosts(db),
    recipients: new SqliteRecipients(db),
    owners,
    signals: new SqliteSignals(db),
    installation: new SqliteInstallation(db, owners, new Lanes(db)),
    commits: new SqliteCommits(db, { ...tables, memberships }),
    check: () => db.write(() => void probe.get()),
    time: async () => Math.floor(clock()),
    clock,
    close() {
      owners.close();
      return db.close();
    },
  };
}
