import type { Act } from '../../federation/ports/index.ts';
import type { CheckpointRecord, ServerChange } from '../../server/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { activation, at, decision, hold, policySet, press, release } from './samples.ts';

const act: Act = { kind: 'export', id: 'act-1', actor: press, subject: 'account/press', outcome: 'handed out', at };

export function ledgerContract(open: OpenStore): void {
  describe('the ledger', () => {
    const opened = openedStore(open);
    const commit = (...changes: ServerChange[]) => opened.store.commits.commit(changes);
    const kinds = async () => {
      await opened.store.ledger.sequence();
      return (await opened.store.ledger.entries(0, 99)).map((entry) => JSON.parse(Buffer.from(entry).toString()).kind);
    };

    it('is entered by every release, receipt, decision and act, in their order', async () => {
      expect(await opened.store.ledger.sequence()).toBe(0);
      const { body: _body, ...receipt } = release();
      await commit(
        { change: 'release.put', release: release() },
        { change: 'receipt.add', receipt },
        { change: 'decision.add', decision: decision() },
      );
      await commit({ change: 'ledger.append', act });
      expect(await kinds()).toEqual(['receipt', 'receipt', 'decision', 'export']);
      expect(await opened.store.ledger.sequence()).toBe(4);
    });

    it('is entered by reviews and by what happens to policy sets, without what people wrote', async () => {
      const held = hold();
      const request = {
        id: 'q',
        version: 'one',
        requestedBy: press,
        requestedAt: at,
        reason: 'why',
        state: 'waiting',
      } as const;
      const review = {
        id: 'r',
        hold: held.id,
        author: press,
        act: 'asked',
        by: press,
        at,
        note: 'is it out?',
      } as const;
      await commit({ change: 'hold.put', hold: held }, { change: 'policySet.put', set: policySet('one') });
      await commit(
        { change: 'policySet.request', request },
        { change: 'policySet.activate', set: activation(1, 'one') },
        { change: 'review.add', review },
      );
      expect(await kinds()).toEqual(['policy-set', 'policy-request', 'policy-activation', 'review']);
      const texts = (await opened.store.ledger.entries(0, 9)).map((entry) => Buffer.from(entry).toString());
      expect(texts[2]).toContain('"approvedBy"');
      for (const written of ['cards stay inside', 'why', 'is it out?', 'policy: payment']) {
        expect(texts.join()).not.toContain(written);
      }
    });

    it('knows where the entry of a receipt or a decision is', async () => {
      const [first, second, decided] = [release(), release(), decision()];
      await commit({ change: 'release.put', release: first }, { change: 'decision.add', decision: decided });
      await commit({ change: 'release.put', release: second });
      const { ledger } = opened.store;
      await ledger.sequence();
      const index = await ledger.indexOf('receipt', second.id);
      const [entry] = await ledger.entries(index!, 1);
      expect(JSON.parse(Buffer.from(entry!).toString())).toMatchObject({ id: second.id, digest: second.digest });
      expect(await ledger.indexOf('receipt', first.id)).toBe(0);
      expect(await ledger.indexOf('decision', decided.id)).toBe(1);
      expect(await ledger.indexOf('receipt', decided.id)).toBeUndefined();
    });

    it('has no entry of a commit that failed', async () => {
      const twice = release();
      await commit({ change: 'release.put', release: twice });
      await expect(
        commit({ change: 'ledger.append', act }, { change: 'release.put', release: twice }),
      ).rejects.toThrow();
      await commit({ change: 'ledger.append', act: { ...act, id: 'act-2' } });
      expect(await kinds()).toEqual(['receipt', 'export']);
    });

    it('gives one place once, whoever asks for places at the same time', async () => {
      const other = await open();
      const commits = Array.from({ length: 20 }, (_, n) =>
        commit({ change: 'ledger.append', act: { ...act, id: `${n}` } }),
      );
      await Promise.all(commits);
      await Promise.all([opened.store.ledger.sequence(), other.ledger.sequence(), other.ledger.sequence()]);
      expect(await other.ledger.sequence()).toBe(20);
      const ids = (await other.ledger.entries(0, 99)).map((entry) => JSON.parse(Buffer.from(entry).toString()).id);
      expect(new Set(ids).size).toBe(20);
    });

    it('hands out entries from an index on, up to a limit', async () => {
      for (const id of ['a', 'b', 'c']) await commit({ change: 'ledger.append', act: { ...act, id } });
      const { ledger } = opened.store;
      await ledger.sequence();
      const ids = (entries: Uint8Array[]) => entries.map((entry) => JSON.parse(Buffer.from(entry).toString()).id);
      expect(ids(await ledger.entries(1, 1))).toEqual(['b']);
      expect(ids(await ledger.entries(1, 9))).toEqual(['b', 'c']);
      expect(await ledger.entries(3, 9)).toEqual([]);
    });

    it('keeps tiles and checkpoint of one integration, and refuses one that was overtaken', async () => {
      const { ledger } = opened.store;
      const [one, two, late] = [checkpoint(1), checkpoint(2), checkpoint(3)];
      const tile = (byte: number) => ({ level: 0, n: 0, hashes: Buffer.alloc(32, byte) });
      expect(await ledger.latestCheckpoint()).toBeUndefined();
      expect(await ledger.integrate({ after: undefined, tiles: [tile(1)], checkpoint: one })).toBe(true);
      expect(await ledger.integrate({ after: 1, tiles: [tile(2)], checkpoint: two })).toBe(true);
      expect(await ledger.integrate({ after: 1, tiles: [tile(3)], checkpoint: late })).toBe(false);
      expect(Buffer.from((await ledger.tile({ level: 0, n: 0 }))!)).toEqual(Buffer.alloc(32, 2));
      expect(await ledger.tile({ level: 1, n: 0 })).toBeUndefined();
      expect(await ledger.latestCheckpoint()).toEqual(two);
      expect(await ledger.checkpoints(-1, 9)).toEqual([one, two]);
      expect(await ledger.checkpoints(1, 9)).toEqual([two]);
      expect(await ledger.checkpoints(-1, 1)).toEqual([one]);
    });
  });
}

function checkpoint(size: number): CheckpointRecord {
  return { size, note: `acme.example/ledger\n${size}\n`, at: at + size };
}
