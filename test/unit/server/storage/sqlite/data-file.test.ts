import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Store, StoreUnavailable } from '../../../../../federation/ports/index.ts';
import { openSqliteStore } from '../../../../../server/storage/sqlite/index.ts';
import { account, release } from '../../../../contract/samples.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-sqlite-'));
  file = join(folder, 'portico.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Changes the data file as no port can. */
function tamper(sql: string): void {
  const database = new Database(file);
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}

/** What a refusal is: of this kind, in these words. */
function unavailable(message: string): object {
  return { constructor: StoreUnavailable, message };
}

async function opened(act: (store: Store) => Promise<void>): Promise<void> {
  const store = await openSqliteStore({ file });
  try {
    await act(store);
  } finally {
    await store.close();
  }
}

describe('opening a data file', () => {
  it('serves a store in memory, which needs no file', async () => {
    const store = await openSqliteStore({ file: ':memory:' });
    await store.commits.commit([{ change: 'account.put', account: account() }]);
    expect(await store.accounts.byName('press')).toEqual(account());
    await store.close();
  });

  const asRoot = process.getuid?.() === 0;
  (asRoot ? it.skip : it)('refuses one that this user may not write (not as root, who may)', async () => {
    await opened((store) => store.check());
    await chmod(file, 0o400);
    await expect(openSqliteStore({ file })).rejects.toThrow(/can not be written: check its owner/);
  });
});

describe('a data file in use', () => {
  it('takes nothing more once another file stands in its place', async () => {
    await opened(async (store) => {
      await rename(file, join(folder, 'elsewhere'));
      await writeFile(file, '');
      const told = unavailable('the data file was moved or deleted: put it back, then start again');
      await expect(store.commits.commit([{ change: 'account.put', account: account() }])).rejects.toMatchObject(told);
      await expect(store.check()).rejects.toMatchObject(told);
      await rename(join(folder, 'elsewhere'), file);
      await expect(store.check()).resolves.toBeUndefined();
    });
  });

  it('never lets a receipt be changed or removed, not even from outside the ports', async () => {
    const kept = release();
    await opened((store) => store.commits.commit([{ change: 'release.put', release: kept }]));
    expect(() => tamper("UPDATE receipts SET zone = 'internal'")).toThrow('receipts never change');
    expect(() => tamper('DELETE FROM receipts')).toThrow('receipts are kept for good');
    await opened(async (store) => expect(await store.releases.receipts(kept.digest)).toHaveLength(1));
  });
});
