import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { StoreUnavailable } from '../../../federation/ports/index.ts';

const folder = join(import.meta.dirname, 'migrations');
/** `PRAGMA application_id` of a data file of Portico: `PRTC`. */
const applicationId = 0x50525443;

/**
 * Brings the data file up to this version: `migrations/<number>-<what>.sql`, in order, each in a transaction of its own,
 * counted in `PRAGMA user_version`. Throws `StoreUnavailable` where the file is a newer Portico's or none at all.
 */
export function migrate(database: Database): void {
  const steps = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const version = (): number => Number(database.pragma('user_version', { simple: true }));
  assertOurs(database);
  if (version() > steps.length) {
    throw new StoreUnavailable(
      `the data file was written by a newer Portico (step ${version()}, this one knows ${steps.length}): start that version, or restore a backup`,
    );
  }
  for (const [index, step] of steps.entries()) {
    const apply = database.transaction(() => {
      // Another process may have been here since.
      if (version() > index) return;
      database.exec(readFileSync(join(folder, step), 'utf8'));
      database.pragma(`application_id = ${applicationId}`);
      database.pragma(`user_version = ${index + 1}`);
    });
    if (version() <= index) apply.immediate();
  }
}

function assertOurs(database: Database): void {
  const id = database.pragma('application_id', { simple: true });
  const tables = database.prepare<[], { total: number }>('SELECT count(*) AS total FROM sqlite_schema').get();
  // Another process that makes the file writes both in one transaction, so an empty file has no tables.
  if (id === applicationId || tables?.total === 0) return;
  throw new StoreUnavailable('the data file belongs to another program: name another one');
}
