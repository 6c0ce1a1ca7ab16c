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
  });
}
