import { StaleFence } from '../../federation/ports/index.ts';
import type { ServerChange } from '../../server/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';

const home = 'home:https://acme.example/users/anna';
const iri = (n: number) => `https://acme.example/objects/${n}`;
const idOf = (n: number) => String(n).padStart(18, '0');
const put = (n: number): ServerChange => ({ change: 'id.put', iri: iri(n), id: idOf(n) });
const add = (n: number, listing = home): ServerChange => ({ change: 'listing.add', listing, item: iri(n) });

export function listingsContract(open: OpenStore): void {
  describe('ids', () => {
    const opened = openedStore(open);

    it('are kept by whoever has one, and the next free one is given where one is taken', async () => {
      const { commits, ids } = opened.store;
      await commits.commit([put(7), { change: 'id.put', iri: iri(7), id: idOf(9) }]);
      await commits.commit([{ change: 'id.put', iri: iri(8), id: idOf(7) }]);
      expect(await ids.idsOf([iri(7), iri(8), iri(9)])).toEqual(
        new Map([
          [iri(7), idOf(7)],
          [iri(8), idOf(8)],
        ]),
      );
      expect(await ids.iriOf(idOf(8))).toBe(iri(8));
      expect(await ids.iriOf(idOf(9))).toBeUndefined();
    });
  });

  describe('listings', () => {
    const opened = openedStore(open);
    const items = async (query: object) =>
      (await opened.store.listings.page(home, { limit: 2, ...query })).map(({ item }) => item);

    it('are paged from either end, newest first, without the bounds', async () => {
      await opened.store.commits.commit([1, 2, 3, 4, 5].flatMap((n) => [put(n), add(n)]));
      expect(await items({})).toEqual([iri(5), iri(4)]);
      expect(await items({ maxId: idOf(4) })).toEqual([iri(3), iri(2)]);
      expect(await items({ sinceId: idOf(2) })).toEqual([iri(5), iri(4)]);
      expect(await items({ minId: idOf(2) })).toEqual([iri(4), iri(3)]);
      expect(await items({ minId: idOf(1), maxId: idOf(3) })).toEqual([iri(2)]);
    });

    it('have an item once, where it was first', async () => {
      const { commits, listings } = opened.store;
      await commits.commit([put(1), add(1), { ...add(1), position: idOf(5) } as ServerChange]);
      expect(await listings.page(home, { limit: 9 })).toEqual([{ item: iri(1), position: idOf(1) }]);
    });

    it('leave out what has no id and is given no position', async () => {
      await opened.store.commits.commit([add(1)]);
      expect(await items({})).toEqual([]);
    });

    it('tell kinds apart and remember who and about what', async () => {
      const { commits, listings } = opened.store;
      const more = { kind: 'favourite', by: iri(10), about: iri(11) };
      await commits.commit([put(1), put(2), { ...add(1), ...more } as ServerChange, add(2)]);
      expect(await listings.page(home, { limit: 9, kinds: ['favourite'] })).toEqual([
        { item: iri(1), position: idOf(1), ...more },
      ]);
    });

    it('say what they hold and how much', async () => {
      const { commits, listings } = opened.store;
      await commits.commit([put(1), put(2), add(1), add(2), add(1, 'public')]);
      const asked = [home, 'public'].flatMap((listing) => [iri(1), iri(2)].map((item) => ({ listing, item })));
      const held = await listings.holding(asked);
      expect(held).toHaveLength(3);
      expect(held).not.toContainEqual({ listing: 'public', item: iri(2) });
      expect(await listings.counts([home, 'public', 'none'])).toEqual(
        new Map([
          [home, 2],
          ['public', 1],
        ]),
      );
    });

    it('of an account say how long they are, whatever comes and goes', async () => {
      const { commits, listings } = opened.store;
      const [posts, other] = ['account:https://acme.example/users/anna', 'account:https://acme.example/users/ben'];
      const totals = async () =>
        [...(await listings.counts([posts, other, home])).entries()].sort(([a], [b]) => a.localeCompare(b));
      await commits.commit([1, 2, 3].flatMap((n) => [put(n), add(n, posts), add(n)]));
      await commits.commit([add(1, posts), add(1, other)]);
      await commits.commit([{ change: 'listing.remove', listing: posts, item: iri(2) }]);
      expect(await totals()).toEqual([
        [posts, 2],
        [other, 1],
        [home, 3],
      ]);
      await commits.commit([{ change: 'listing.forget', item: iri(1) }]);
      await commits.commit([{ change: 'listing.clear', listing: posts }]);
      expect(await totals()).toEqual([[home, 2]]);
    });

    it('lose one item, all of an item with what is about it, or everything', async () => {
      const { commits, listings } = opened.store;
      const about = { ...add(3, 'public'), about: iri(1) } as ServerChange;
      await commits.commit([1, 2, 3].flatMap((n) => [put(n), add(n)]).concat(add(1, 'public'), about));
      await commits.commit([{ change: 'listing.remove', listing: home, item: iri(2) }]);
      expect(await items({})).toEqual([iri(3), iri(1)]);
      await commits.commit([{ change: 'listing.forget', item: iri(1) }]);
      expect(await items({})).toEqual([iri(3)]);
      expect((await listings.counts(['public'])).size).toBe(0);
      await commits.commit([4, 5].flatMap((n) => [put(n), add(n)]));
      await commits.commit([{ change: 'listing.cut', listing: home, before: idOf(5) }]);
      expect(await items({})).toEqual([iri(5)]);
      await commits.commit([{ change: 'listing.clear', listing: home }]);
      expect(await items({})).toEqual([]);
    });
  });

  describe('what clients keep', () => {
    const opened = openedStore(open);
    const owner = 'https://acme.example/users/anna';

    it('is found by owner, kind and key until it is removed or has expired', async () => {
      const { commits, clientData } = opened.store;
      const datum = (key: string, more: object = {}) =>
        ({ change: 'clientData.put', owner, kind: 'marker', key, value: { key }, ...more }) as ServerChange;
      await commits.commit([datum('b'), datum('a'), datum('gone', { expiresAt: 1 })]);
      expect(await clientData.all(owner, 'marker')).toEqual([
        { key: 'a', value: { key: 'a' } },
        { key: 'b', value: { key: 'b' } },
      ]);
      expect(await clientData.get(owner, 'marker', 'gone')).toBeUndefined();
      await commits.commit([{ change: 'clientData.remove', owner, kind: 'marker', key: 'a' }]);
      expect(await clientData.get(owner, 'marker', 'a')).toBeUndefined();
      await commits.commit([{ change: 'clientData.clear', owner }]);
      expect(await clientData.all(owner, 'marker')).toEqual([]);
    });

    it('remembers the key of a submission once, with everything else of its commit', async () => {
      const { commits, clientData } = opened.store;
      const keyed = (result: string, expiresAt: number): ServerChange => ({
        change: 'submission.key',
        actor: owner,
        key: 'k1',
        result,
        expiresAt,
      });
      await commits.commit([keyed('https://acme.example/activities/0', 1)]);
      const later = Date.now() + 3_600_000;
      await commits.commit([keyed('https://acme.example/activities/1', later)]);
      const second = commits.commit([put(9), keyed('https://acme.example/activities/2', later)]);
      await expect(second).rejects.toThrow(StaleFence);
      expect(await clientData.get(owner, 'submission', 'k1')).toBe('https://acme.example/activities/1');
      expect((await opened.store.ids.idsOf([iri(9)])).size).toBe(0);
    });
  });
}
