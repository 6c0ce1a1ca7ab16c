import type { Database } from 'better-sqlite3';

/** One step each, applied in order and never changed once released. */
const migrations: readonly string[] = [
  `
  CREATE TABLE accounts (name TEXT PRIMARY KEY, actor TEXT NOT NULL UNIQUE, record TEXT NOT NULL) STRICT;
  CREATE TABLE actor_keys (actor TEXT PRIMARY KEY, key_id TEXT NOT NULL, public_pem TEXT NOT NULL, sealed BLOB NOT NULL) STRICT;
  CREATE TABLE tokens (jti TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
  CREATE TABLE objects (id TEXT PRIMARY KEY, inbox TEXT, host TEXT, node TEXT NOT NULL) STRICT;
  CREATE TABLE activities (id TEXT PRIMARY KEY, actor TEXT, object TEXT, node TEXT NOT NULL) STRICT;
  CREATE TABLE members (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL, activity TEXT NOT NULL, actor TEXT, object TEXT,
    UNIQUE (collection, activity)
  ) STRICT;
  CREATE INDEX members_page ON members (collection, seq);
  CREATE INDEX members_activity ON members (activity);
  CREATE INDEX members_object ON members (collection, object);
  CREATE INDEX members_actor ON members (collection, actor);
  CREATE INDEX members_followed ON members (object, collection);
  CREATE TABLE releases (
    id TEXT PRIMARY KEY, subject TEXT NOT NULL, zone TEXT NOT NULL, body BLOB NOT NULL, digest TEXT NOT NULL, actor TEXT NOT NULL,
    outcome TEXT NOT NULL, set_version TEXT NOT NULL, decided_at INTEGER NOT NULL, seal TEXT NOT NULL, current INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX releases_current ON releases (subject, zone) WHERE current = 1;
  CREATE TABLE receipts (
    id TEXT NOT NULL, subject TEXT NOT NULL, zone TEXT NOT NULL, digest TEXT NOT NULL, actor TEXT NOT NULL,
    outcome TEXT NOT NULL, set_version TEXT NOT NULL, decided_at INTEGER NOT NULL, seal TEXT NOT NULL
  ) STRICT;
  CREATE INDEX receipts_digest ON receipts (digest);
  CREATE INDEX receipts_subject ON receipts (subject);
  CREATE TABLE decisions (seq INTEGER PRIMARY KEY AUTOINCREMENT, activity TEXT NOT NULL, record TEXT NOT NULL) STRICT;
  CREATE INDEX decisions_activity ON decisions (activity);
  CREATE TABLE holds (id TEXT PRIMARY KEY, actor TEXT NOT NULL, decision TEXT NOT NULL, cause TEXT NOT NULL, draft BLOB NOT NULL, held_at INTEGER NOT NULL) STRICT;
  CREATE INDEX holds_actor ON holds (actor);
  CREATE INDEX holds_cause ON holds (cause, held_at);
  CREATE TABLE policy_sets (seq INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL) STRICT;
  CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, release TEXT NOT NULL, subject TEXT NOT NULL, inbox TEXT NOT NULL, host TEXT NOT NULL,
    signer TEXT NOT NULL, seal TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, enqueued_at INTEGER NOT NULL,
    due INTEGER NOT NULL, fence INTEGER NOT NULL, owner TEXT, error TEXT, UNIQUE (release, inbox)
  ) STRICT;
  CREATE INDEX deliveries_due ON deliveries (due) WHERE state = 'waiting';
  CREATE INDEX deliveries_subject ON deliveries (subject);
  CREATE TABLE hosts (host TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
  CREATE TABLE inbound (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, actor TEXT NOT NULL, activity TEXT NOT NULL, recipient TEXT NOT NULL,
    body BLOB, received_at INTEGER NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, due INTEGER NOT NULL, fence INTEGER NOT NULL,
    error TEXT, UNIQUE (actor, activity, recipient)
  ) STRICT;
  CREATE INDEX inbound_due ON inbound (due, seq) WHERE state = 'waiting';
  `,
];

/** Brings the database up to this code; refuses one that a newer Portico wrote. */
export function migrate(database: Database): void {
  const current = (): number => database.pragma('user_version', { simple: true }) as number;
  if (current() > migrations.length) {
    throw new Error(
      'the data folder was written by a newer version of Portico: start that version, or restore a backup',
    );
  }
  for (const [index, migration] of migrations.entries()) {
    if (index < current()) continue;
    database
      .transaction(() => {
        if (index < current()) return;
        database.exec(migration);
        database.pragma(`user_version = ${index + 1}`);
      })
      .immediate();
  }
}
