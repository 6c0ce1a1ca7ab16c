import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { StoreUnavailable } from '../../../federation/ports/index.ts';

const folder = join(import.meta.dirname, 'migrations');
/** `PRAGMA application_id` of a data file of Portico: `PRTC`. */
const applicationId = 0x50525443;
/** Steps of the files that were only counted, in `PRAGMA user_version`. */
const countedSteps = [
  '0001-accounts.sql',
  '0002-nodes.sql',
  '0003-releases.sql',
  '0004-decisions.sql',
  '0005-deliveries.sql',
  '0006-inbound.sql',
];

/**
 * Brings the data file up to this version: `migrations/<number>-<what>.sql`, those that the file has not had, in order,
 * each in a transaction of its own and remembered by its name. Throws `StoreUnavailable` where the file is a newer
 * Portico's or none at all.
 */
export function migrate(database: Database): void {
  const steps = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  assertOurs(database);
  const unknown = applied(database).find((name) => !steps.includes(name));
  if (unknown !== undefined) {
    throw new StoreUnavailable(
      `the data file was written by a newer Portico (it has had \`${unknown}\`): start that version, or restore a backup`,
    );
  }
  for (const step of steps) if (!applied(database).includes(step)) apply(database, step);
}

function apply(database: Database, step: string): void {
  const once = database.transaction(() => {
    // Another process may have been here since.
    if (applied(database).includes(step)) return;
    remember(database);
    database.exec(readFileSync(join(folder, step), 'utf8'));
    database.prepare('INSERT INTO migrations (name) VALUES (?)').run(step);
    database.pragma(`application_id = ${applicationId}`);
    // By which a Portico that only counts knows that the file is newer than itself.
    database.pragma(`user_version = ${applied(database).length}`);
  });
  once.immediate();
}

/** Names of the steps that the file has had; a file that only counts them has had the first ones. */
function applied(database: Database): string[] {
  const known = database
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE name = 'migrations'")
    .get();
  if (!known) return countedSteps.slice(0, Number(database.pragma('user_version', { simple: true })));
  return database
    .prepare<[], { name: string }>('SELECT name FROM migrations')
    .all()
    .map(({ name }) => name);
}

function remember(database: Database): void {
  const had = applied(database);
  database.exec('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID');
  const add = database.prepare('INSERT OR IGNORE INTO migrations (name) VALUES (?)');
  for (const name of had) add.run(name);
}

function assertOurs(database: Database): void {
  const id = database.pragma('application_id', { simple: true });
  const tables = database.prepare<[], { total: number }>('SELECT count(*) AS total FROM sqlite_schema').get();
  // Another process that makes the file writes both in one transaction, so an empty file has no tables.
  if (id === applicationId || tables?.total === 0) return;
  throw new StoreUnavailable('the data file belongs to another program: name another one');
}
