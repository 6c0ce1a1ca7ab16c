import type { ServerStore } from '../../ports/index.ts';
import { MongoAccounts, MongoActorKeys } from './accounts.ts';
import { MongoActivities } from './activities.ts';
import { MongoActorRules } from './actor-rules.ts';
import { MongoClientData } from './client-data.ts';
import { MongoIds } from './client-ids.ts';
import { type CarryOut, MongoCommits } from './commits.ts';
import { Connection } from './connection.ts';
import { MongoDecisions } from './decisions.ts';
import { MongoDeliveries } from './deliveries.ts';
import { MongoDomainRules } from './domain-rules.ts';
import { MongoFanOuts } from './fan-outs.ts';
import { MongoFollowers } from './followers.ts';
import { MongoHolds } from './holds.ts';
import { MongoHosts } from './hosts.ts';
import { MongoInbound } from './inbound.ts';
import { MongoInboundHolds } from './inbound-holds.ts';
import { MongoInboundPolicies } from './inbound-policies.ts';
import { MongoIncidents } from './incidents.ts';
import { MongoInstallation } from './installation.ts';
import { Journal } from './journal.ts';
import { MongoLeases } from './leases.ts';
import { MongoLedger } from './ledger.ts';
import { ListingCounts } from './listing-counts.ts';
import { MongoListings } from './listings.ts';
import { MongoMedia } from './media.ts';
import { Memberships } from './memberships.ts';
import { migrate } from './migrate.ts';
import { MongoClients, MongoCodes, MongoCredentials } from './oauth.ts';
import { MongoObjects } from './objects.ts';
import { MongoOwners } from './owners.ts';
import { MongoPartnerZones } from './partner-zones.ts';
import { MongoPolicySets } from './policy-sets.ts';
import { MongoRecalls } from './recalls.ts';
import { MongoRecipients } from './recipients.ts';
import { MongoReleases } from './releases.ts';
import { MongoReports } from './reports.ts';
import { MongoRetention } from './retention.ts';
import { MongoRetractions } from './retractions.ts';
import { MongoReviews } from './reviews.ts';
import { MongoSearch } from './search.ts';
import { cursorKey, Order, settingsOf } from './settings.ts';
import { MongoSignals } from './signals.ts';
import { MongoSimulations } from './simulations.ts';
import { StoreClock } from './store-clock.ts';
import { MongoSubscriptions } from './subscriptions.ts';
import { MongoThrottle } from './throttle.ts';
import { MongoTokens } from './tokens.ts';
import { Transactions } from './transactions.ts';
import { WritingTurns } from './writing-turns.ts';

export interface MongoOptions {
  /** `mongodb://…` or `mongodb+srv://…`; the database is `portico` where it names none. */
  readonly url: string;
  /** By which leases run out, in milliseconds since the epoch; the server's where it is left out. */
  readonly clock?: () => number;
}

/**
 * The distributed store: one database of a MongoDB server, which processes on many machines may have open.
 * Throws `StoreUnavailable` with what to do where the server does not answer or will not do.
 */
export async function openMongoStore({ url, clock }: MongoOptions): Promise<ServerStore> {
  const db = await Connection.open(url);
  try {
    return await db.run(() => open(db, new StoreClock(db, clock)));
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function open(db: Connection, clock: StoreClock): Promise<ServerStore> {
  await migrate(db);
  await clock.now();
  const order = new Order(db);
  const memberships = new Memberships(db);
  const tables = {
    ledger: new MongoLedger(db, (change) => commits.carryOut([change])),
    accounts: new MongoAccounts(db),
    actorKeys: new MongoActorKeys(db),
    tokens: new MongoTokens(db),
    clients: new MongoClients(db),
    codes: new MongoCodes(db),
    credentials: new MongoCredentials(db),
    objects: new MongoObjects(db, memberships),
    activities: new MongoActivities(db, memberships, await cursorKey(db)),
    releases: new MongoReleases(db, memberships),
    media: new MongoMedia(db),
    decisions: new MongoDecisions(db),
    holds: new MongoHolds(db),
    reviews: new MongoReviews(db),
    simulations: new MongoSimulations(db),
    policySets: new MongoPolicySets(db),
    recalls: new MongoRecalls(db),
    retractions: new MongoRetractions(db),
    reports: new MongoReports(db),
    domainRules: new MongoDomainRules(db),
    actorRules: new MongoActorRules(db),
    inboundPolicies: new MongoInboundPolicies(db),
    inboundHolds: new MongoInboundHolds(db),
    incidents: new MongoIncidents(db),
    subscriptions: new MongoSubscriptions(db),
    partnerZones: new MongoPartnerZones(db),
    deliveries: new MongoDeliveries(db, clock),
    inbound: new MongoInbound(db, clock, order),
    fanOuts: new MongoFanOuts(db, clock),
    retention: new MongoRetention(db),
    leases: new MongoLeases(db, clock),
    throttle: new MongoThrottle(db, clock),
    ids: new MongoIds(db),
    listings: new MongoListings(db, db.facts.transactions ? new ListingCounts(db) : undefined),
    clientData: new MongoClientData(db, clock),
    search: new MongoSearch(db),
  };
  const carryOut = carriedOut(db, clock, order, { ...tables, memberships });
  const commits = new MongoCommits(db, carryOut);
  const owners = new MongoOwners(db, clock);
  // What a process left behind is finished before anything is read.
  if (!db.facts.transactions) await carryOut([]);
  return {
    ...tables,
    mediaUses: tables.media,
    followers: new MongoFollowers(db),
    hosts: new MongoHosts(db),
    recipients: new MongoRecipients(db),
    owners,
    signals: new MongoSignals(db),
    installation: new MongoInstallation({ db, owners, ledger: tables.ledger, memberships }),
    commits,
    check: () => db.run(() => probe(db, carryOut)),
    time: () => db.run(() => clock.now()),
    clock: clock.reckon,
    async close() {
      await Promise.all([commits.close(), tables.inbound.close()]);
      owners.close();
      await db.close();
    },
  };
}

function carriedOut(
  db: Connection,
  clock: StoreClock,
  order: Order,
  tables: ConstructorParameters<typeof Transactions>[2],
): CarryOut {
  const units = db.facts.transactions
    ? new Transactions(db, order, tables)
    : new Journal(new WritingTurns(db, clock), order, tables);
  return (given) => units.carryOut(given);
}

/** Writes, and finishes what a process that has ended left behind. */
async function probe(db: Connection, carryOut: CarryOut): Promise<void> {
  await settingsOf(db).updateOne({ _id: 'write-probe' }, { $inc: { n: 1 } }, { upsert: true });
  if (!db.facts.transactions) await carryOut([]);
}
