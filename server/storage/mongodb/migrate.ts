import { StoreUnavailable } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import { makeIndexes } from './indexes.ts';
import { ListingCounts } from './listing-counts.ts';
import { type Setting, settingsOf } from './settings.ts';
import type { WriterDocument } from './writing-turns.ts';

/** One step for each change of what is stored; each may be done by several processes at once, and again. */
const steps: readonly ((db: Connection) => Promise<void>)[] = [
  async (db) => {
    const free = { owner: null, fence: 0, until: 0, intent: null };
    const settings = db.collection<WriterDocument>('settings');
    await settings.updateOne({ _id: 'writer' }, { $setOnInsert: free }, { upsert: true });
  },
  async (db) => {
    if (db.facts.transactions) await new ListingCounts(db).countAnew();
  },
];

/** Brings the database up to this version. Throws `StoreUnavailable` where it is a newer Portico's or another program's. */
export async function migrate(db: Connection): Promise<void> {
  const settings = settingsOf(db);
  const schema = await settings.findOne({ _id: 'schema' });
  if (!schema && (await db.names()).some((name) => name !== 'settings' && !name.startsWith('system.'))) {
    throw new StoreUnavailable('the database belongs to another program: name another one in PORTICO_STORE');
  }
  const version = schema?.version ?? 0;
  if (version > steps.length) {
    throw new StoreUnavailable(
      `the database was written by a newer Portico (step ${version}, this one knows ${steps.length}): start that version, or restore a backup`,
    );
  }
  for (const step of steps.slice(version)) await step(db);
  const reached: Partial<Setting> = { version: steps.length };
  if (version < steps.length) await settings.updateOne({ _id: 'schema' }, { $set: reached }, { upsert: true });
  await makeIndexes(db);
}
