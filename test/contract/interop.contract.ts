import type { Report } from '../../federation/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { at } from './samples.ts';

const finn = 'https://far.example/users/finn';

export function retractionsContract(open: OpenStore): void {
  describe('retractions', () => {
    const opened = openedStore(open);

    it('are each one actor’s own, and forgotten by age', async () => {
      const { retractions, commits } = opened.store;
      const put = (actor: string, id: string, when: number) =>
        commits.commit([{ change: 'retraction.put', retraction: { actor, id, at: when } }]);
      await put(finn, 'https://far.example/1', at);
      await put(finn, 'https://far.example/2', at + 10);
      await put('https://far.example/users/eve', 'https://far.example/3', at + 10);
      const ids = [1, 2, 3].map((n) => `https://far.example/${n}`);
      expect((await retractions.among(finn, ids)).toSorted()).toEqual(ids.slice(0, 2));
      expect(await retractions.among(finn, [])).toEqual([]);
      expect(await retractions.forget(at + 10)).toBe(1);
      expect(await retractions.among(finn, ids)).toEqual([ids[1]]);
    });

    it('keep the time of the first one', async () => {
      const { retractions, commits } = opened.store;
      const retraction = { actor: finn, id: 'https://far.example/1', at };
      await commits.commit([{ change: 'retraction.put', retraction }]);
      await commits.commit([{ change: 'retraction.put', retraction: { ...retraction, at: at + 10 } }]);
      expect(await retractions.forget(at + 5)).toBe(1);
    });
  });
}

export function reportsContract(open: OpenStore): void {
  describe('reports', () => {
    const opened = openedStore(open);
    const report = (n: number): Report => ({
      id: `report-${n}`,
      activity: `https://far.example/flags/${n}`,
      by: 'https://far.example/actor',
      about: ['https://acme.example/users/anna'],
      items: ['https://acme.example/objects/1'],
      category: 'spam',
      comment: 'rude',
      at: at + n,
    });

    it('are listed oldest first, the open apart from those that were dealt with', async () => {
      const { reports, commits } = opened.store;
      for (const n of [1, 2, 3]) await commits.commit([{ change: 'report.put', report: report(n) }]);
      const resolved = { ...report(2), resolved: { by: 'https://acme.example/users/mo', at: at + 9 } };
      await commits.commit([{ change: 'report.put', report: resolved }]);
      expect(await reports.page({ open: true, limit: 10 })).toEqual([report(1), report(3)]);
      expect(await reports.page({ open: true, after: 'report-1', limit: 10 })).toEqual([report(3)]);
      expect(await reports.page({ open: false, limit: 10 })).toEqual([resolved]);
      expect(await reports.byId('report-2')).toEqual(resolved);
      expect(await reports.byId('report-9')).toBeUndefined();
    });

    it('are open again where they are put as open', async () => {
      const { reports, commits } = opened.store;
      const mo = 'https://acme.example/users/mo';
      const dealtWith = { ...report(1), assignedTo: mo, resolved: { by: mo, at: at + 9, act: 'silence' } };
      for (const one of [dealtWith, report(1)]) await commits.commit([{ change: 'report.put', report: one }]);
      expect(await reports.page({ open: true, limit: 10 })).toEqual([report(1)]);
    });

    it('are one for the same activity, whose id stays', async () => {
      const { reports, commits } = opened.store;
      await commits.commit([{ change: 'report.put', report: report(1) }]);
      await commits.commit([{ change: 'report.put', report: { ...report(1), id: 'another', comment: 'again' } }]);
      expect(await reports.page({ open: true, limit: 10 })).toEqual([{ ...report(1), comment: 'again' }]);
    });
  });
}
