import { StaleFence } from '../../federation/ports/index.ts';
import type { Incident, IncidentRules } from '../../server/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { at } from './samples.ts';

export function incidentsContract(open: OpenStore): void {
  const opened = openedStore(open);
  const author = 'https://acme.example/users/anna';
  const incident = (id: string, more: Partial<Incident> = {}): Incident => ({
    id,
    kind: 'policy',
    subject: 'code-names',
    title: 'Unannounced products',
    state: 'open',
    openedAt: at,
    latestAt: at,
    count: 1,
    items: [{ decision: `d-${id}`, activity: 'a', actor: author, outcome: 'hold', zone: 'public', at }],
    revision: 1,
    ...more,
  });

  describe('incidents', () => {
    const ids = (incidents: readonly Incident[]): string[] => incidents.map(({ id }) => id);

    it('are listed by whether they are closed, the newest first, page by page', async () => {
      const { incidents, commits } = opened.store;
      const all = ['i1', 'i2', 'i3'].map((id) => incident(id));
      for (const one of all) await commits.commit([{ change: 'incident.put', incident: one }]);
      expect(ids(await incidents.page({ closed: false, limit: 2 }))).toEqual(['i3', 'i2']);
      expect(ids(await incidents.page({ closed: false, after: 'i2', limit: 2 }))).toEqual(['i1']);
      const note = 'A test of the fair.';
      const closed = incident('i2', { state: 'closed', closed: { by: author, at, note }, owner: author, revision: 2 });
      await commits.commit([{ change: 'incident.put', incident: closed }]);
      expect(ids(await incidents.page({ closed: false, limit: 9 }))).toEqual(['i3', 'i1']);
      expect(await incidents.page({ closed: true, limit: 9 })).toEqual([closed]);
      expect(await incidents.byId('i2')).toEqual(closed);
      expect(await incidents.byId('i9')).toBeUndefined();
    });

    it('are known by what they are about, the last one that was opened', async () => {
      const { incidents, commits } = opened.store;
      const others = [incident('i1'), incident('i2'), incident('i3', { kind: 'author', subject: author })];
      for (const one of others) await commits.commit([{ change: 'incident.put', incident: one }]);
      expect((await incidents.latestOf('policy', 'code-names'))?.id).toBe('i2');
      expect((await incidents.latestOf('author', author))?.id).toBe('i3');
      expect(await incidents.latestOf('author', 'code-names')).toBeUndefined();
    });

    it('are changed by whoever saw them as they are', async () => {
      const { incidents, commits } = opened.store;
      const put = (one: Incident): Promise<void> => commits.commit([{ change: 'incident.put', incident: one }]);
      await put(incident('i1'));
      await expect(put(incident('i1'))).rejects.toBeInstanceOf(StaleFence);
      await put(incident('i1', { revision: 2, state: 'acknowledged', owner: author }));
      await expect(put(incident('i1', { revision: 2, count: 7 }))).rejects.toBeInstanceOf(StaleFence);
      const { owner: _owner, ...without } = incident('i1', { revision: 3, state: 'open' });
      await put(without);
      expect(await incidents.byId('i1')).toEqual(without);
    });

    it('have rules, the last ones that were set', async () => {
      const { incidents, commits } = opened.store;
      const threshold = { count: 10, minutes: 60 };
      const rules: IncidentRules = { policy: threshold, author: { count: 0, minutes: 60 }, by: author, at };
      expect(await incidents.rules()).toBeUndefined();
      for (const put of [{ ...rules, author: threshold }, rules]) {
        await commits.commit([{ change: 'incidentRules.put', rules: put }]);
      }
      expect(await incidents.rules()).toEqual(rules);
    });
  });
}
