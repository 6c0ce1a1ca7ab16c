import type { IndexDescription } from 'mongodb';
import { StoreUnavailable } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

/** The indexes that the queries run by, collection by collection. Every collection is named, so that all are there. */
const indexes: Readonly<Record<string, readonly IndexDescription[]>> = {
  accounts: [{ key: { actor: 1 }, unique: true }],
  actor_keys: [],
  tokens: [{ key: { actor: 1, issuedAt: -1 } }],
  oauth_clients: [],
  oauth_codes: [{ key: { expiresAt: 1 } }],
  credentials: [],
  objects: [],
  activities: [{ key: { objects: 1, actor: 1, n: 1 } }, { key: { actor: 1, n: 1 } }],
  memberships: [
    { key: { collection: 1, n: -1 } },
    { key: { collection: 1, zones: 1, n: -1 } },
    { key: { collection: 1, objects: 1, n: 1 } },
    { key: { collection: 1, actor: 1, n: 1 } },
    { key: { collection: 1, inbox: 1 } },
    { key: { activity: 1 } },
    { key: { actor: 1, type: 1 } },
  ],
  follower_inboxes: [{ key: { collection: 1, inbox: 1 } }],
  receipts: [{ key: { digest: 1, n: 1 } }, { key: { subject: 1 } }],
  releases: [{ key: { subject: 1, zone: 1, current: 1, n: -1 } }],
  media: [{ key: { read: 1, n: 1 } }, { key: { uploadedAt: 1, n: 1 } }],
  media_shown: [{ key: { media: 1, n: 1 } }],
  decisions: [{ key: { activity: 1, n: 1 } }, { key: { n: 1 } }, { key: { decidedAt: 1 } }],
  holds: [{ key: { actor: 1, heldAt: 1 } }, { key: { cause: 1, heldAt: 1, n: 1 } }, { key: { n: 1 } }],
  reviews: [{ key: { hold: 1, n: 1 } }],
  simulations: [{ key: { n: 1 } }],
  simulation_marks: [{ key: { simulation: 1, n: 1 } }],
  policy_sets: [{ key: { n: 1 } }],
  policy_activations: [],
  policy_requests: [{ key: { n: 1 } }],
  recalls: [{ key: { n: 1 } }, { key: { state: 1, n: 1 } }, { key: { cause: 1, n: 1 } }],
  recall_items: [{ key: { recall: 1, n: 1 } }],
  retractions: [{ key: { at: 1 } }],
  reports: [{ key: { id: 1 }, unique: true }, { key: { open: 1, n: 1 } }],
  domain_rules: [],
  actor_rules: [],
  inbound_policies: [],
  inbound_holds: [{ key: { n: 1 } }],
  incidents: [{ key: { 'incident.state': 1, n: -1 } }, { key: { 'incident.kind': 1, 'incident.subject': 1, n: -1 } }],
  incident_rules: [],
  subscriptions: [],
  partner_zones: [],
  ledger_entries: [{ key: { index: 1, n: 1 } }],
  ledger_tiles: [],
  ledger_checkpoints: [],
  sender_times: [],
  deliveries: [
    { key: { state: 1, retried: 1, due: 1, n: 1, host: 1, owner: 1 } },
    { key: { state: 1, due: 1 } },
    { key: { state: 1, owner: 1, enqueuedAt: 1 } },
    { key: { release: 1, n: 1 } },
    { key: { subject: 1, inbox: 1 } },
    { key: { host: 1, state: 1, n: 1 } },
    { key: { n: 1 } },
  ],
  delivery_totals: [],
  recipients: [{ key: { subject: 1, inbox: 1 } }],
  hosts: [],
  inbound: [
    { key: { actor: 1, key: 1 }, unique: true },
    { key: { actor: 1, busy: 1 }, unique: true },
    { key: { state: 1, n: 1, actor: 1 } },
    { key: { state: 1, settledAt: 1 } },
    { key: { owner: 1 } },
  ],
  fan_outs: [{ key: { n: 1 } }, { key: { release: 1 } }, { key: { subject: 1 } }],
  leases: [{ key: { owner: 1 } }],
  owners: [],
  throttle: [{ key: { until: 1 } }],
  signals: [],
  client_ids: [{ key: { iri: 1 }, unique: true }],
  listings: [{ key: { listing: 1, position: 1, _id: 1 } }, { key: { item: 1 } }, { key: { about: 1 } }],
  listing_counts: [],
  searches: [{ key: { words: 1, n: -1 } }, { key: { n: -1 } }],
  client_data: [{ key: { owner: 1, kind: 1, key: 1 } }, { key: { expiresAt: 1 } }],
};

/** Names of indexes that another one has replaced: they go once that one is there. */
const replaced: Readonly<Record<string, readonly string[]>> = { inbound: ['key_1', 'busy_1', 'state_1_n_1'] };

/** With transactions: marks of commits are of use for a while only. */
const marks: readonly IndexDescription[] = [{ key: { at: 1 }, expireAfterSeconds: 3_600 }];

/** Makes whatever collection and index is missing. Throws `StoreUnavailable` where one is there that is another one. */
export async function makeIndexes(db: Connection): Promise<void> {
  const all = db.facts.transactions ? { ...indexes, commit_marks: marks } : { ...indexes, finished_intents: [] };
  const there = new Set(await db.names());
  await Promise.all(Object.entries(all).map(([name, wanted]) => makeCollection(db, name, wanted, there.has(name))));
}

async function makeCollection(
  db: Connection,
  name: string,
  wanted: readonly IndexDescription[],
  there: boolean,
): Promise<void> {
  if (!there) await db.createCollection(name);
  if (wanted.length === 0) return;
  const found = there ? await db.collection(name).indexes() : [];
  const missing = wanted.filter((one) => !found.some((other) => sameKey(one, other)));
  const wrong = wanted.find((one) => found.some((other) => sameKey(one, other) && !sameKind(one, other)));
  if (wrong) {
    throw new StoreUnavailable(
      `the index ${JSON.stringify(wrong.key)} of the collection \`${name}\` is not the one that this version needs: drop it, then start again`,
    );
  }
  if (missing.length > 0) await db.collection(name).createIndexes(missing);
  const old = found.filter((one) => replaced[name]?.includes(one.name ?? ''));
  for (const one of old) await db.dropIndex(name, String(one.name));
}

function sameKey(one: IndexDescription, other: IndexDescription): boolean {
  return JSON.stringify(one.key) === JSON.stringify(other.key);
}

function sameKind(one: IndexDescription, other: IndexDescription): boolean {
  return (one.unique ?? false) === (other.unique ?? false) && one.expireAfterSeconds === other.expireAfterSeconds;
}
