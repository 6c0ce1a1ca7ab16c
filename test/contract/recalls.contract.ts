import type { Recall, Recalled } from '../../federation/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { at, origin } from './samples.ts';

const running: Recall = {
  id: 'recall 1',
  cause: 'activation',
  by: origin,
  reason: 'a set came in force',
  dryRun: false,
  version: 'one',
  startedAt: at,
  state: 'running',
  total: 2,
  tally: { looked: 0, stands: 0, revised: 0, withdrawn: 0, withheld: 0, undecided: 0 },
};

export function recallsContract(open: OpenStore): void {
  describe('recalls', () => {
    const opened = openedStore(open);
    const put = (recall: Recall) => opened.store.commits.commit([{ change: 'recall.put', recall }]);
    const found = (item: Recalled) => opened.store.commits.commit([{ change: 'recall.item', item }]);

    it('come back with how far they are, until their end', async () => {
      const { recalls } = opened.store;
      await put(running);
      await put({ ...running, id: 'recall 2', cause: 'post', post: `${origin}/objects/1` });
      expect((await recalls.running()).map(({ id }) => id)).toEqual(['recall 1', 'recall 2']);
      const further: Recall = { ...running, cursor: '7', tally: { ...running.tally, looked: 7, withdrawn: 1 } };
      await put(further);
      expect(await recalls.byId(running.id)).toEqual(further);
      await put({ ...further, state: 'done', endedAt: at + 1 });
      expect((await recalls.running()).map(({ id }) => id)).toEqual(['recall 2']);
      expect(await recalls.byId('unknown')).toBeUndefined();
    });

    it('are listed newest first, and the last one of an activation is known', async () => {
      const { recalls } = opened.store;
      expect(await recalls.latestActivation()).toBeUndefined();
      await put(running);
      await put({ ...running, id: 'recall 2', version: 'two' });
      await put({ ...running, id: 'recall 3', cause: 'request' });
      expect((await recalls.list(2)).map(({ id }) => id)).toEqual(['recall 3', 'recall 2']);
      expect((await recalls.latestActivation())?.version).toBe('two');
    });

    it('keep what they found, page by page, once a subject and zone', async () => {
      const { recalls } = opened.store;
      const item: Recalled = {
        recall: running.id,
        subject: 's',
        zone: 'public',
        outcome: 'undecided',
        policies: ['a'],
      };
      const other: Recalled = { ...item, zone: 'addressed', outcome: 'withdrawn', sent: 'release 1' };
      const changed: Recalled = { ...item, outcome: 'revised', sent: 'release 2' };
      for (const one of [item, other, changed, { ...item, recall: 'recall 2' }]) await found(one);
      const [first, ...rest] = await recalls.items(running.id, { limit: 1 });
      expect([first?.item, rest]).toEqual([changed, []]);
      const next = await recalls.items(running.id, { after: first?.cursor ?? '', limit: 9 });
      expect(next.map(({ item: one }) => one)).toEqual([other]);
    });
  });
}
