import { type OpenStore, openedStore } from './open-store.ts';

export function hostsContract(open: OpenStore): void {
  describe('hosts', () => {
    const opened = openedStore(open);

    it('are remembered as they were put last', async () => {
      const { hosts } = opened.store;
      const dead = {
        host: 'a.example:8443',
        failingDays: ['2026-11-22', '2026-11-23'],
        deadSince: 5,
        lastProbe: 6,
        openUntil: 7,
        lastError: 'timeout',
        rfc9421: true,
      };
      const alive = { host: 'a.example:8443', failingDays: [], rfc9421: false };
      expect(await hosts.get('a.example:8443')).toBeUndefined();
      await hosts.put(dead);
      expect(await hosts.get('a.example:8443')).toEqual(dead);
      await hosts.put(alive);
      expect(await hosts.get('a.example:8443')).toEqual(alive);
      expect(await hosts.get('a.example')).toBeUndefined();
    });

    it('are listed by name where something is held against them', async () => {
      const { hosts } = opened.store;
      const fine = { failingDays: [], rfc9421: true };
      await hosts.put({ host: 'd.example', ...fine, openUntil: 9 });
      await hosts.put({ host: 'a.example', ...fine, failingDays: ['2026-11-23'] });
      await hosts.put({ host: 'b.example', ...fine });
      await hosts.put({ host: 'c.example', ...fine, deadSince: 3 });
      const named = async (query: Parameters<typeof hosts.failing>[0]) =>
        (await hosts.failing(query)).map(({ host }) => host);
      expect(await named({ limit: 2 })).toEqual(['a.example', 'c.example']);
      expect(await named({ after: 'c.example', limit: 2 })).toEqual(['d.example']);
    });
  });
}
