import { randomUUID } from 'node:crypto';
import { openCheckpoint } from '../../../../server/ledger/checkpoint.ts';
import { createLedgerLog } from '../../../../server/ledger/log.ts';
import { createNoteSigner } from '../../../../server/ledger/note.ts';
import { verifyLedger } from '../../../../server/ledger/verify.ts';
import type { Ledger, ServerStore } from '../../../../server/ports/index.ts';
import { openSqliteStore } from '../../../../server/storage/sqlite/index.ts';
import { at, press } from '../../../contract/samples.ts';

const signer = createNoteSigner('acme.example/ledger', Buffer.alloc(32, 1));
let store: ServerStore;

beforeEach(async () => {
  store = await openSqliteStore({ file: ':memory:' });
});
afterEach(() => store.close());

const logOf = (ledger: Ledger = store.ledger) => createLedgerLog({ ledger, signer, clock: () => at });
const enter = (entries: number) =>
  store.commits.commit(
    Array.from({ length: entries }, () => ({
      change: 'ledger.append',
      act: { kind: 'export', id: randomUUID(), actor: press, subject: 's', outcome: 'done', at },
    })),
  );
const verified = () => verifyLedger({ ledger: store.ledger, signer, anchored: [] });

describe('a checkpoint', () => {
  it('covers what was entered before it, and is the same again where nothing was', async () => {
    const log = logOf();
    await enter(3);
    expect(await log.waiting()).toBe(3);
    const first = await log.checkpoint();
    expect(first).toMatchObject({ size: 3, at });
    expect(await log.waiting()).toBe(0);
    expect(await log.checkpoint()).toEqual(first);
    await enter(2_500);
    expect(await log.checkpoint()).toMatchObject({ size: 2_503 });
    expect(await verified()).toMatchObject({ entries: 2_503, checkpoints: 2, uncovered: 0, faults: [] });
  });

  it('of an empty ledger has the root of nothing', async () => {
    const { note } = await logOf().checkpoint();
    expect(openCheckpoint(signer, note)?.root.toString('hex')).toMatch(/^e3b0c44298fc1c14/);
    expect((await verified()).faults).toEqual([]);
  });

  it('is one where several processes make it at the same time', async () => {
    await enter(700);
    const made = await Promise.all([logOf(), logOf(), logOf()].map((log) => log.checkpoint()));
    expect(new Set(made.map(({ note }) => note)).size).toBe(1);
    expect(await verified()).toMatchObject({ entries: 700, checkpoints: 1, faults: [] });
  });

  it('is not made on a tree that is damaged', async () => {
    await enter(5);
    await logOf().checkpoint();
    await enter(1);
    const damaged: Ledger = Object.assign(Object.create(store.ledger), {
      sequence: () => store.ledger.sequence(),
      entries: (from: number, limit: number) => store.ledger.entries(from, limit),
      latestCheckpoint: () => store.ledger.latestCheckpoint(),
      tile: async () => Buffer.alloc(5 * 32),
    });
    await expect(logOf(damaged).checkpoint()).rejects.toThrow('does not match its last checkpoint');
    expect((await store.ledger.latestCheckpoint())?.size).toBe(5);
  });

  it('holds what an earlier one said, and not what another says', async () => {
    const log = logOf();
    await enter(3);
    const head = openCheckpoint(signer, (await log.checkpoint()).note)!;
    await enter(4);
    await log.checkpoint();
    expect(await log.holds(head)).toBe(true);
    expect(await log.holds({ ...head, root: Buffer.alloc(32) })).toBe(false);
    expect(await log.holds({ ...head, size: 4 })).toBe(false);
    expect(await log.holds({ ...head, size: 8 })).toBe(false);
  });
});

describe('a proof', () => {
  it('is given for what a checkpoint covers alone', async () => {
    const log = logOf();
    await enter(2);
    expect(await log.inclusion(0)).toBeUndefined();
    await log.checkpoint();
    await enter(1);
    expect(await log.inclusion(1)).toMatchObject({ index: 1, checkpoint: { size: 2 } });
    for (const index of [2, -1, 0.5, Number.NaN]) expect(await log.inclusion(index)).toBeUndefined();
    expect(await log.consistency(1, 2)).toHaveLength(1);
    for (const [from, to] of [
      [2, 1],
      [0, 3],
      [-1, 2],
      [0.5, 2],
    ] as const) {
      expect(await log.consistency(from, to)).toBeUndefined();
    }
  });
});
