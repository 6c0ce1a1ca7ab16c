import type { Mark, Simulation } from '../../server/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { at, origin } from './samples.ts';

const running: Simulation = {
  id: 'simulation 1',
  version: 'one',
  since: 0,
  by: `${origin}/users/edda`,
  startedAt: at,
  state: 'running',
  done: 0,
  total: 2,
};

export function simulationsContract(open: OpenStore): void {
  describe('simulations', () => {
    const opened = openedStore(open);
    const put = (simulation: Simulation) => opened.store.commits.commit([{ change: 'simulation.put', simulation }]);

    it('come back with how far they are, and with their report in the end', async () => {
      const { simulations } = opened.store;
      await put(running);
      expect(await simulations.byId(running.id)).toEqual(running);
      const sample = { post: 'p', was: 'passes', would: 'is-stopped', texts: ['[payment-card] leaked'] } as const;
      const policy = { policy: 'cards', newlyStopped: 1, newlyLetGo: 0, changed: 0, unchanged: 1, samples: [sample] };
      const done: Simulation = {
        ...running,
        state: 'done',
        done: 2,
        report: { posts: 2, gone: 0, policies: [policy] },
      };
      await put(done);
      expect(await simulations.byId(running.id)).toEqual(done);
      expect(await simulations.byId('unknown')).toBeUndefined();
    });

    it('are listed newest first, without their reports', async () => {
      const { simulations } = opened.store;
      await put({ ...running, report: { posts: 0, gone: 0, policies: [] } });
      await put({ ...running, id: 'simulation 2' });
      expect(await simulations.list(9)).toEqual([{ ...running, id: 'simulation 2' }, running]);
      expect(await simulations.list(1)).toHaveLength(1);
    });

    it('keep one mark of each person on each sample, the last one', async () => {
      const { simulations, commits } = opened.store;
      const mark: Mark = { simulation: running.id, policy: 'cards', post: 'p', verdict: 'true', by: 'edda', at };
      const other: Mark = { ...mark, by: 'emil' };
      const changed: Mark = { ...mark, verdict: 'false', at: at + 1 };
      for (const one of [mark, other, changed]) await commits.commit([{ change: 'simulation.mark', mark: one }]);
      expect(await simulations.marks(running.id)).toEqual([changed, other]);
    });
  });
}
