import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import { runCommitter } from './committer.ts';
import { absent, partsOf, whole } from './submission.ts';

describe('the data file', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portico-processes-'));
    file = join(folder, 'portico.sqlite');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is made and written by several processes at once', async () => {
    const prefixes = ['a', 'b', 'c'];
    const place = `sqlite:${file}`;
    const told = await Promise.all(prefixes.map((prefix) => runCommitter({ place, prefix, submissions: 40 })));
    const store = await openSqliteStore({ file });
    for (const { committed, refused } of told) {
      expect([...refused.values()]).toEqual([]);
      expect(committed).toHaveLength(40);
      for (const name of committed) expect(await partsOf(name, store)).toEqual(whole);
    }
    const delivered = told.flatMap((one) => one.delivered);
    expect(new Set(delivered).size).toBe(delivered.length);
    await store.close();
  }, 60_000);

  it('keeps what the disk took, refuses what it does not take, and goes on once there is room', async () => {
    await (await openSqliteStore({ file })).close();
    const place = `sqlite:${file}`;
    const full = await runCommitter({ place, prefix: 'full', submissions: 400, under: 'ulimit -f 2000' });
    expect(full.committed.length).toBeGreaterThan(0);
    expect([...new Set(full.refused.values())]).toEqual([
      'the disk fails to read or write: check it, then start again',
    ]);
    const room = await runCommitter({ place, prefix: 'room', submissions: 20 });
    expect(room.committed).toHaveLength(20);
    const store = await openSqliteStore({ file });
    for (const name of full.committed) expect(await partsOf(name, store)).toEqual(whole);
    for (const name of full.refused.keys()) expect(await partsOf(name, store)).toEqual(absent);
    await store.close();
  }, 60_000);
});
