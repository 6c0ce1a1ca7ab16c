import { StaleFence } from '../../federation/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { account, at, deliveriesTo, inbound } from './samples.ts';

export function leasesContract(open: OpenStore): void {
  describe('leases', () => {
    const opened = openedStore(open);
    const acquire = (owner: string, leaseMs = 60_000, name = 'recall') =>
      opened.store.leases.acquire({ name, owner, leaseMs });

    it('are held by one at a time, each name for itself', async () => {
      expect(await acquire('a')).toEqual({ name: 'recall', owner: 'a', fence: expect.any(Number) });
      expect(await acquire('b')).toBeUndefined();
      expect(await acquire('a')).toBeUndefined();
      expect(await acquire('b', 60_000, 'retention')).toBeDefined();
    });

    it('are taken by one of many that ask at once', async () => {
      const stores = await Promise.all([open(), open(), open()]);
      const taken = await Promise.all(
        stores.map(({ leases }, n) => leases.acquire({ name: 'recall', owner: `${n}`, leaseMs: 60_000 })),
      );
      expect(taken.filter((lease) => lease !== undefined)).toHaveLength(1);
    });

    it('pass on, with a higher fence, when they run out or are given up', async () => {
      const lost = await acquire('a', 0);
      const taken = await acquire('b');
      expect(taken!.fence).toBeGreaterThan(lost!.fence);
      await opened.store.leases.release(taken!);
      const next = await acquire('c');
      expect(next!.fence).toBeGreaterThan(taken!.fence);
    });

    it('are renewed by whoever has them and nobody else', async () => {
      const { leases } = opened.store;
      const lost = await acquire('a', 0);
      expect(await leases.renew(lost!, 0)).toBe(true);
      const taken = await acquire('b', 0);
      expect(await leases.renew(lost!, 60_000)).toBe(false);
      expect(await leases.renew(taken!, 60_000)).toBe(true);
      expect(await acquire('c')).toBeUndefined();
    });

    it('are not given up by whoever has lost them', async () => {
      const lost = await acquire('a', 0);
      await acquire('b');
      await opened.store.leases.release(lost!);
      expect(await acquire('c')).toBeUndefined();
    });

    it('stop a commit whole when they have passed on or were given up', async () => {
      const { leases, commits, accounts } = opened.store;
      const put = (fence: number, name: string) =>
        commits.commit([
          { change: 'account.put', account: account({ name, actorId: name }) },
          { change: 'lease.assert', name: 'recall', fence },
        ]);
      await expect(put(1, 'never-taken')).rejects.toThrow(StaleFence);
      const first = await acquire('a', 0);
      await put(first!.fence, 'held');
      const second = await acquire('b');
      await expect(put(first!.fence, 'lost')).rejects.toThrow(StaleFence);
      await leases.release(second!);
      await expect(put(second!.fence, 'released')).rejects.toThrow(StaleFence);
      const known = await accounts.all();
      expect(known.map(({ name }) => name)).toEqual(['held']);
    });
  });
}

export function ownersContract(open: OpenStore): void {
  describe('owners', () => {
    const opened = openedStore(open);
    const everything = async (owner: string, leaseMs = 60_000) => {
      const { store } = opened;
      return {
        deliveries: await store.deliveries.claim({
          ...{ owner, now: at, leaseMs, limit: 9, perHost: 9, withoutHosts: [] },
        }),
        inbound: await store.inbound.claim({ owner, now: at, leaseMs, limit: 9 }),
        lease: await store.leases.acquire({ name: 'recall', owner, leaseMs }),
      };
    };

    it('hand back everything when they leave, so that nobody waits for it', async () => {
      const { store } = opened;
      await store.commits.commit([{ change: 'deliveries.add', deliveries: deliveriesTo('a.example', 2), at }]);
      await store.inbound.accept(inbound());
      await store.owners.enlist('a');
      const first = await everything('a');
      expect([first.deliveries, first.inbound, first.lease]).toMatchObject([
        { length: 2 },
        { length: 1 },
        { owner: 'a' },
      ]);
      await store.owners.leave('a');
      const second = await everything('b');
      expect([second.deliveries, second.inbound, second.lease]).toMatchObject([
        [{ fence: first.deliveries[0]!.fence + 2 }, {}],
        [{ fence: first.inbound[0]!.fence + 2 }],
        { fence: first.lease!.fence + 2 },
      ]);
    });

    it('that live keep what they have', async () => {
      const { store } = opened;
      const other = await open();
      await store.owners.enlist('a');
      await other.owners.enlist('b');
      const { lease } = await everything('a');
      expect(await other.owners.releaseGone()).toEqual([]);
      expect(await store.leases.renew(lease!, 60_000)).toBe(true);
    });
  });
}
