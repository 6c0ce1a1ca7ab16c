import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { verifyRecords } from '../../../../server/ledger/verify-records.ts';
import type { ServerStore } from '../../../../server/ports/index.ts';
import { openSqliteStore } from '../../../../server/storage/sqlite/index.ts';
import { decision, release } from '../../../contract/samples.ts';

let folder: string;
let file: string;
let store: ServerStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portico-records-'));
  file = join(folder, 'store.sqlite');
  store = await openSqliteStore({ file });
  const { body: _body, ...receipt } = release();
  await store.commits.commit([
    { change: 'release.put', release: release() },
    { change: 'receipt.add', receipt },
    { change: 'decision.add', decision: decision() },
  ]);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As somebody with the file in hand can. */
function alter(sql: string): void {
  const raw = new Database(file);
  raw.exec('DROP TRIGGER receipts_stand; DROP TRIGGER receipts_stay; PRAGMA foreign_keys = OFF;');
  raw.exec(sql);
  raw.close();
}

describe('records and what the ledger says of them', () => {
  it('agree as they were committed', async () => {
    expect(await verifyRecords(store)).toEqual([]);
  });

  it.each([
    ['a receipt that was given another zone', "UPDATE receipts SET zone = 'addressed' WHERE n = 1", 0],
    ['a receipt that was given another outcome', "UPDATE receipts SET outcome = 'redact' WHERE n = 2", 1],
    ['a receipt that was taken away', 'DELETE FROM receipts WHERE n = 2', 1],
    ['a decision whose findings were changed', "UPDATE decisions SET verdict = replace(verdict, '95', '94')", 2],
    ['a decision that was put down to somebody else', "UPDATE decisions SET actor = 'https://acme.example/users/x'", 2],
    ['a decision that was taken away', 'DELETE FROM decisions', 2],
  ])('tell %s', async (_what, sql, index) => {
    alter(sql);
    expect(await verifyRecords(store)).toEqual([`the record of entry ${index} is not what was entered`]);
  });
});
