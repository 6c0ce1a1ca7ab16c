import type { ClaimedDelivery, NewDelivery, Settlement } from '../../federation/ports/index.ts';
import type { ServerStore } from '../../server/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { at, deliveriesTo, delivery } from './samples.ts';

type Claim = Parameters<ServerStore['deliveries']['claim']>[0];

export function deliveriesContract(open: OpenStore): void {
  describe('deliveries', () => {
    const opened = openedStore(open);
    const add = (deliveries: readonly NewDelivery[], addedAt = at) =>
      opened.store.commits.commit([{ change: 'deliveries.add', deliveries, at: addedAt }]);
    const claim = (request: Partial<Claim> = {}, store = opened.store) =>
      store.deliveries.claim({ ...everything, ...request });
    const settle = (...settlements: Settlement[]) => opened.store.deliveries.settle(settlements);
    const one = async (request: Partial<Claim> = {}): Promise<ClaimedDelivery> => {
      const [first] = await claim({ ...request, limit: 1 });
      if (!first) throw new Error('nothing was due');
      return first;
    };

    it('are claimed whole, once, and not again while the lease holds, whatever the claimer takes for now', async () => {
      const made = delivery();
      await add([made]);
      const claimed = await claim();
      expect(claimed).toEqual([
        { ...made, id: expect.any(String), attempts: 0, enqueuedAt: at, fence: expect.any(Number) },
      ]);
      expect(await claim()).toEqual([]);
      expect(await claim({ now: at + 10 ** 9 })).toEqual([]);
    });

    it('exist once for each release and inbox', async () => {
      const made = delivery();
      await add([made, made]);
      await add([{ ...made, seal: 'another' }, delivery({ inbox: made.inbox, releaseId: 'release-2' })]);
      const claimed = await claim();
      expect(claimed.map(({ releaseId, seal }) => [releaseId, seal])).toEqual([
        ['release-1', made.seal],
        ['release-2', `seal for ${made.inbox}`],
      ]);
    });

    it('do not come back for a release and inbox that were delivered', async () => {
      const made = delivery();
      await add([made]);
      const { id, fence } = await one();
      await settle({ id, fence, kind: 'delivered', status: 202, at });
      await add([made]);
      expect(await claim()).toEqual([]);
    });

    it('are given up with what they are about when that is taken back, leased ones too', async () => {
      const [kept, waiting, leased] = [
        delivery({ subject: 'other' }),
        delivery(),
        delivery({ releaseId: 'release-2' }),
      ];
      await add([leased]);
      const taken = await one();
      await add([waiting, kept], at + 1);
      await opened.store.commits.commit([{ change: 'release.withdraw', subject: leased.subject }]);
      expect((await claim({ now: at + 10 ** 9 })).map(({ subject }) => subject)).toEqual(['other']);
      expect(await settle({ id: taken.id, fence: taken.fence, kind: 'retry', notBefore: at, error: 'x' })).toBe(0);
      expect(await opened.store.deliveries.stats()).toMatchObject({ waiting: 0, inFlight: 1, givenUp: 2 });
    });

    it('are not due before their time', async () => {
      await add([delivery()]);
      const { id, fence } = await one();
      await settle({ id, fence, kind: 'retry', notBefore: at + 1, error: 'refused' });
      expect(await claim({ now: at })).toEqual([]);
      expect(await claim({ now: at + 1 })).toHaveLength(1);
    });

    it('are claimed sender by sender, so that one with many delays nobody else, and each in their order', async () => {
      const [much, little] = ['https://acme.example/users/much', 'https://acme.example/users/little'];
      await add([
        ...deliveriesTo('busy.example', 150, { signer: much }),
        ...deliveriesTo('other.example', 150, { signer: much }),
      ]);
      await add(deliveriesTo('busy.example', 1, { signer: little, releaseId: 'release-2' }), at + 1_000);
      await add(deliveriesTo('own.example', 1, { signer: little, releaseId: 'release-2' }), at + 1_000);
      await add(deliveriesTo('busy.example', 1, { signer: much, releaseId: 'release-3' }), at + 1_000);
      const [first = [], ...rest] = [
        await claim({ now: at + 1_000, limit: 80, perHost: 40 }),
        await claim({ now: at + 1_000, limit: 5_000, perHost: 5_000 }),
      ];
      expect(first.flatMap(({ host, signer }) => (signer === little ? [host] : [])).toSorted()).toEqual([
        'busy.example',
        'own.example',
      ]);
      const ofMuch = [...first, ...rest.flat()].filter(
        ({ signer, host }) => signer === much && host === 'busy.example',
      );
      expect(ofMuch).toHaveLength(151);
      expect(ofMuch.at(-1)?.releaseId).toBe('release-3');
    });

    it('are claimed oldest first, up to the limit', async () => {
      const inboxes = [3, 1, 2].map((n) => `https://remote.example/users/${n}/inbox`);
      for (const [n, inbox] of inboxes.entries()) await add([delivery({ inbox })], at + n);
      const claimed = await claim({ now: at + 9, limit: 2 });
      expect(claimed.map(({ inbox }) => inbox)).toEqual(inboxes.slice(0, 2));
    });

    it('are new before retried, however long the retried have been due', async () => {
      await add(deliveriesTo('a.example', 2));
      for (const { id, fence } of await claim())
        await settle({ id, fence, kind: 'retry', notBefore: at, error: 'refused' });
      await add([...deliveriesTo('b.example', 1), ...deliveriesTo('a.example', 1, { releaseId: 'release-2' })], at + 5);
      const claimed = await claim({ now: at + 9, limit: 3 });
      expect(claimed.map(({ attempts }) => attempts)).toEqual([0, 0, 1]);
    });

    it('are at most so many of one host, and a host with a long queue starves none', async () => {
      await add(deliveriesTo('busy.example', 2_000));
      await add(deliveriesTo('quiet.example', 1), at + 1);
      await add(deliveriesTo('late.example', 1), at + 2);
      const claimed = await claim({ now: at + 9, limit: 4, perHost: 2 });
      const hosts = claimed.map(({ host }) => host);
      expect(hosts.toSorted()).toEqual(['busy.example', 'busy.example', 'late.example', 'quiet.example']);
    });

    it('count new and retried of one host together', async () => {
      await add(deliveriesTo('a.example', 3));
      for (const { id, fence } of await claim())
        await settle({ id, fence, kind: 'retry', notBefore: at, error: 'refused' });
      await add(deliveriesTo('a.example', 1, { releaseId: 'release-2' }));
      expect(await claim({ perHost: 2 })).toHaveLength(2);
    });

    it('leave out hosts that the claimer names, whatever they are called', async () => {
      await add([
        ...deliveriesTo('a.example', 2),
        ...deliveriesTo("b'.example", 2),
        ...deliveriesTo('c.example:8443', 1),
      ]);
      const claimed = await claim({ withoutHosts: ['a.example', "b'.example"] });
      expect(claimed.map(({ host }) => host)).toEqual(['c.example:8443']);
    });

    it('give nothing where nothing may be taken', async () => {
      await add(deliveriesTo('a.example', 1));
      expect(await claim({ limit: 0 })).toEqual([]);
      expect(await claim({ perHost: 0 })).toEqual([]);
      expect(await claim({ withoutHosts: ['a.example'] })).toEqual([]);
      expect(await claim()).toHaveLength(1);
    });

    it('are due again, with a higher fence, when a lease runs out', async () => {
      await add([delivery()]);
      const lost = await one({ leaseMs: 0 });
      const taken = await one({ owner: 'b' });
      expect(taken.id).toBe(lost.id);
      expect(taken.fence).toBeGreaterThan(lost.fence);
      expect(taken.attempts).toBe(0);
    });

    it('ignore whoever comes back with a lost lease, whatever it says', async () => {
      await add([delivery()]);
      const { id, fence } = await one({ leaseMs: 0 });
      const taken = await one({ owner: 'b' });
      for (const kind of kinds) expect(await settle(settlementOf(kind, { id, fence }))).toBe(0);
      expect(await stateOf('release-1')).toEqual([{ inbox: taken.inbox, state: 'waiting', attempts: 0 }]);
      expect(await settle({ id, fence: taken.fence, kind: 'delivered', status: 200, at })).toBe(1);
    });

    it.each(['delivered', 'retry', 'given-up', 'returned'] as const)('are settled once: %s', async (kind) => {
      await add([delivery()]);
      const claimed = await one();
      expect(await settle(settlementOf(kind, claimed), settlementOf(kind, claimed))).toBe(1);
      expect(await settle(settlementOf(kind, claimed))).toBe(0);
    });

    it('are settled many at once, and a stale one among them stops none', async () => {
      await add(deliveriesTo('a.example', 3));
      const [first, second, third] = await claim();
      const settled = await settle(
        settlementOf('delivered', first!),
        { ...settlementOf('delivered', second!), fence: second!.fence - 1 },
        { ...settlementOf('delivered', second!), id: 'unknown' },
        settlementOf('given-up', third!),
      );
      expect(settled).toBe(2);
      expect((await stateOf('release-1')).map(({ state }) => state)).toEqual(['delivered', 'waiting', 'given-up']);
    });

    it('count an attempt and wait for their time when they are to be retried', async () => {
      await add([delivery()]);
      const { id, fence, inbox } = await one();
      await settle({ id, fence, kind: 'retry', notBefore: at + 500, error: 'refused with 503' });
      expect(await stateOf('release-1')).toEqual([{ inbox, state: 'waiting', attempts: 1, error: 'refused with 503' }]);
      expect(await claim({ now: at + 499 })).toEqual([]);
      expect(await one({ now: at + 500 })).toMatchObject({ id, attempts: 1, enqueuedAt: at });
    });

    it('count no attempt when they are handed back, and wait only where they are told to', async () => {
      await add(deliveriesTo('a.example', 2));
      const [first, second] = await claim();
      await settle(
        { id: first!.id, fence: first!.fence, kind: 'returned' },
        { id: second!.id, fence: second!.fence, kind: 'returned', notBefore: at + 500 },
      );
      expect(await claim()).toMatchObject([{ id: first!.id, attempts: 0 }]);
      expect(await claim({ now: at + 500 })).toMatchObject([{ id: second!.id, attempts: 0 }]);
    });

    it('tell when the next one is due', async () => {
      const { deliveries } = opened.store;
      expect(await deliveries.nextDue()).toBeUndefined();
      await add([...deliveriesTo('b.example', 1), ...deliveriesTo('a.example', 1)]);
      expect(await deliveries.nextDue()).toBeLessThanOrEqual(at);
      for (const [nth, { id, fence }] of (await claim()).entries()) {
        await settle({ id, fence, kind: 'retry', notBefore: at + 8 + nth, error: 'refused' });
      }
      expect(await deliveries.nextDue()).toBe(at + 8);
      for (const claimed of await claim({ now: at + 9 })) await settle(settlementOf('delivered', claimed));
      expect(await deliveries.nextDue()).toBeUndefined();
    });

    it('are counted by what became of them', async () => {
      const { deliveries } = opened.store;
      expect(await deliveries.stats()).toEqual({ waiting: 0, inFlight: 0, delivered: 0, givenUp: 0 });
      await add(deliveriesTo('a.example', 5));
      const [first, second] = await claim({ limit: 3 });
      await settle(settlementOf('delivered', first!), settlementOf('given-up', second!));
      expect(await deliveries.stats()).toEqual({ waiting: 2, inFlight: 1, delivered: 1, givenUp: 1, oldest: at });
    });

    it('tell why they were given up', async () => {
      await add([delivery()]);
      const { id, fence, inbox } = await one();
      await settle({ id, fence, kind: 'given-up', error: 'refused with 410', at });
      expect(await stateOf('release-1')).toEqual([
        { inbox, state: 'given-up', attempts: 1, error: 'refused with 410' },
      ]);
      expect(await stateOf('release-2')).toEqual([]);
    });

    it('are never claimed twice by claimers on several handles, and none is left', async () => {
      await add(Array.from({ length: 12 }, (_, n) => deliveriesTo(`${n}.example`, 10)).flat());
      const handles = [opened.store, await open(), await open()];
      const claimers = handles.flatMap((store, n) => [drain(store, `${n}.1`), drain(store, `${n}.2`)]);
      const ids = (await Promise.all(claimers)).flat();
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(120);
    }, 120_000);

    /** Claims and delivers until nothing is due. */
    async function drain(store: ServerStore, owner: string): Promise<string[]> {
      const ids: string[] = [];
      for (;;) {
        const claimed = await claim({ owner, limit: 5, perHost: 2 }, store);
        if (claimed.length === 0) return ids;
        ids.push(...claimed.map(({ id }) => id));
        await store.deliveries.settle(claimed.map((each) => settlementOf('delivered', each)));
      }
    }

    async function stateOf(releaseId: string) {
      const found = await opened.store.deliveries.ofRelease(releaseId);
      return found.toSorted((a, b) => a.inbox.localeCompare(b.inbox));
    }
  });
}

const everything: Claim = { owner: 'a', now: at, leaseMs: 60_000, limit: 100, perHost: 100, withoutHosts: [] };
const kinds = ['delivered', 'retry', 'given-up', 'returned'] as const;

function settlementOf(
  kind: Settlement['kind'],
  { id, fence }: { readonly id: string; readonly fence: number },
): Settlement {
  switch (kind) {
    case 'delivered':
      return { id, fence, kind, status: 202, at };
    case 'retry':
      return { id, fence, kind, notBefore: at, error: 'refused' };
    case 'given-up':
      return { id, fence, kind, error: 'refused', at };
    case 'returned':
      return { id, fence, kind };
  }
}
