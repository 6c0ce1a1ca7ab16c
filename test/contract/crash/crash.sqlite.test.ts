import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../../server/storage/sqlite/index.ts';
import { storeCrashCampaign } from './campaign.ts';
import { Committer } from './committer.ts';
import { unit } from './unit.ts';

describe('the data file of the embedded store', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portico-crash-'));
    file = join(folder, 'portico.sqlite');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('holds everything acknowledged and nothing by halves when its process is killed at any moment', async () => {
    const report = await storeCrashCampaign(file, 20, seeded(11), () => undefined);
    expect(report.acknowledged).toBeGreaterThan(20);
    expect(report).toMatchObject({ lost: [], halved: [] });
  }, 180_000);

  it('is made and written by several processes at once', async () => {
    const runs = ['a', 'b', 'c'];
    const committers = runs.map((run) => new Committer({ file, run, inFlight: 4, count: 60 }));
    await Promise.all(committers.map((committer) => committer.ended()));
    const store = await openSqliteStore({ file });
    for (const [index, { kept, refused }] of committers.entries()) {
      expect([...refused.values()]).toEqual([]);
      expect(kept.size).toBe(60);
      for (const n of kept) expect(await unit(runs[index]!, n).parts(store)).not.toContain(false);
    }
    await store.close();
  }, 60_000);

  it('refuses what the disk does not take, keeps what it took, and goes on once there is room', async () => {
    await (await openSqliteStore({ file })).close();
    const full = new Committer({ file, run: 'full', inFlight: 4, count: 400, under: 'ulimit -f 2000' });
    await full.ended();
    expect(full.kept.size).toBeGreaterThan(0);
    expect(full.refused.size).toBeGreaterThan(0);
    expect(new Set(full.refused.values())).toEqual(
      new Set(['the disk fails to read or write: check it, then start again']),
    );
    const room = new Committer({ file, run: 'room', inFlight: 4, count: 20 });
    await room.ended();
    expect(room.kept.size).toBe(20);
    const store = await openSqliteStore({ file });
    for (const n of full.kept) expect(await unit('full', n).parts(store)).not.toContain(false);
    for (const n of full.refused.keys()) expect(await unit('full', n).parts(store)).not.toContain(true);
    await store.close();
  }, 60_000);
});

/** A sequence that is the same at each run (Park and Miller's minimal standard generator). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
