import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
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
  it('makes one that its owner alone may read, side files too', async () => {
    await opened(async (store) => {
      await store.check();
      const files = await readdir(folder);
      expect(files).toContain('portico.sqlite-wal');
      for (const name of files) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
    });
  });

  it('keeps what was there', async () => {
    await opened((store) => store.commits.commit([{ change: 'account.put', account: account() }]));
    await opened(async (store) => expect(await store.accounts.all()).toEqual([account()]));
  });

  it('serves a store in memory, which needs no file', async () => {
    const store = await openSqliteStore({ file: ':memory:' });
    await store.commits.commit([{ change: 'account.put', account: account() }]);
    expect(await store.accounts.byName('press')).toEqual(account());
    await store.close();
  });

  it('refuses one that a newer version wrote, and leaves it as it is', async () => {
    await opened((store) => store.commits.commit([{ change: 'account.put', account: account() }]));
    tamper('PRAGMA user_version = 999');
    await expect(openSqliteStore({ file })).rejects.toThrow(
      /written by a newer Portico \(step 999, .*restore a backup/,
    );
    await expect(openSqliteStore({ file })).rejects.toBeInstanceOf(StoreUnavailable);
    const database = new Database(file, { readonly: true });
    expect(database.pragma('user_version', { simple: true })).toBe(999);
    database.close();
  });

  it('refuses a database of another program', async () => {
    tamper('CREATE TABLE songs (title TEXT)');
    await expect(openSqliteStore({ file })).rejects.toThrow(
      'the data file belongs to another program: name another one',
    );
  });

  it('refuses a file that is no database', async () => {
    await writeFile(file, 'a letter, not a database\n'.repeat(200));
    await expect(openSqliteStore({ file })).rejects.toMatchObject(
      unavailable('the data file is damaged or not a database: restore a backup'),
    );
  });

  it.each([
    ['a folder that is not there', 'missing/portico.sqlite'],
    ['a folder', 'folder'],
  ])('refuses %s in words that say what to do', async (_what, name) => {
    await mkdir(join(folder, 'folder'));
    await expect(openSqliteStore({ file: join(folder, name) })).rejects.toMatchObject(
      unavailable('the data file does not open: check its path and the rights of its folder'),
    );
  });

  const asRoot = process.getuid?.() === 0;
  (asRoot ? it.skip : it)('refuses one that this user may not write (not as root, who may)', async () => {
    await opened((store) => store.check());
    await chmod(file, 0o400);
    await expect(openSqliteStore({ file })).rejects.toThrow(/can not be written: check its owner/);
  });
});

describe('a data file in use', () => {
  it.each(['deleted', 'exchanged'])('takes nothing more once it was %s', async (how) => {
    await opened(async (store) => {
      await rename(file, join(folder, 'elsewhere'));
      if (how === 'exchanged') await writeFile(file, '');
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
