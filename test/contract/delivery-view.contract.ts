import type { ClaimedDelivery, NewDelivery } from '../../federation/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { at, deliveriesTo } from './samples.ts';

export function deliveryViewContract(open: OpenStore): void {
  describe('the queue, for operators', () => {
    const opened = openedStore(open);
    const add = (deliveries: readonly NewDelivery[], when: number) =>
      opened.store.commits.commit([{ change: 'deliveries.add', deliveries, at: when }]);
    const claim = (limit: number, now = at + 99): Promise<ClaimedDelivery[]> =>
      opened.store.deliveries.claim({ owner: 'w', now, leaseMs: 60_000, limit, perHost: 9, withoutHosts: [] });
    const ofHost = (host: string, state: 'waiting' | 'given-up' = 'waiting') =>
      opened.store.deliveries.ofHost({ host, state, limit: 10 });

    it('tells what waits by host, the most first', async () => {
      const { deliveries } = opened.store;
      await add(deliveriesTo('a.example', 1), at);
      await claim(1);
      await add(deliveriesTo('a.example', 1, { releaseId: 'release-2' }), at + 1);
      await add(deliveriesTo('b.example', 3), at + 2);
      expect(await deliveries.queues(9)).toEqual([
        { host: 'b.example', waiting: 3, inFlight: 0, oldest: at + 2, nextDue: at + 2 },
        { host: 'a.example', waiting: 1, inFlight: 1, oldest: at, nextDue: at + 1 },
      ]);
      expect(await deliveries.queues(1)).toHaveLength(1);
    });

    it('shows the deliveries of a host in their order, page by page, with what the last attempt came to', async () => {
      const { deliveries } = opened.store;
      await add(deliveriesTo('a.example', 3), at);
      const [first] = await claim(1);
      if (!first) throw new Error('nothing was due');
      await deliveries.settle([
        { id: first.id, fence: first.fence, kind: 'retry', notBefore: at + 500, error: 'timeout' },
      ]);
      const all = await ofHost('a.example');
      expect(all.map(({ inbox }) => inbox)).toEqual(deliveriesTo('a.example', 3).map(({ inbox }) => inbox));
      expect(all[0]).toMatchObject({ id: first.id, attempts: 1, due: at + 500, error: 'timeout', state: 'waiting' });
      const rest = await deliveries.ofHost({ host: 'a.example', state: 'waiting', after: first.id, limit: 1 });
      expect(rest).toEqual([all[1]]);
      expect(await ofHost('b.example')).toEqual([]);
    });

    it('tries again what waits for its time and what was given up, of a host or one by one', async () => {
      const { deliveries } = opened.store;
      await add([...deliveriesTo('a.example', 2), ...deliveriesTo('b.example', 1)], at);
      for (const { id, fence, host, inbox } of await claim(9)) {
        const givenUp = host === 'a.example' && inbox === deliveriesTo('a.example', 1)[0]?.inbox;
        await deliveries.settle([
          givenUp
            ? { id, fence, kind: 'given-up', error: 'answered 403', at }
            : { id, fence, kind: 'retry', notBefore: at + 10 ** 9, error: 'timeout' },
        ]);
      }
      expect(await claim(9)).toEqual([]);
      expect(await deliveries.retry({ host: 'a.example' }, at + 50)).toBe(2);
      expect(await deliveries.stats()).toMatchObject({ waiting: 3, givenUp: 0 });
      const again = await claim(9);
      expect(again.map(({ host, attempts }) => `${host} ${attempts}`).toSorted((a, b) => a.localeCompare(b))).toEqual([
        'a.example 0',
        'a.example 1',
      ]);
      const [other] = await ofHost('b.example');
      expect(await deliveries.retry({ id: other?.id ?? '' }, at + 50)).toBe(1);
      expect(await deliveries.retry({ id: 'unknown' }, at + 50)).toBe(0);
      expect(await claim(9)).toMatchObject([{ host: 'b.example' }]);
    });

    it('does not try again what was taken back', async () => {
      const { deliveries, commits } = opened.store;
      const made = deliveriesTo('a.example', 1);
      await add(made, at);
      await commits.commit([{ change: 'release.withdraw', subject: made[0]?.subject ?? '' }]);
      expect(await deliveries.retry({ host: 'a.example' }, at)).toBe(0);
      expect(await claim(9)).toEqual([]);
    });

    it('lists what was given up by whatever host, until somebody drops it or tries it again', async () => {
      const { deliveries, commits } = opened.store;
      await add([...deliveriesTo('a.example', 2), ...deliveriesTo('b.example', 2)], at);
      for (const { id, fence } of await claim(9)) {
        await deliveries.settle([{ id, fence, kind: 'given-up', error: 'answered 410', at }]);
      }
      const shown = await deliveries.givenUp({ limit: 9 });
      expect(shown).toHaveLength(4);
      expect(shown[0]).toMatchObject({ state: 'given-up', error: 'answered 410' });
      expect(await deliveries.givenUp({ after: shown[1]?.id ?? '', limit: 1 })).toEqual([shown[2]]);
      const idOf = (n: number): string => shown[n]?.id ?? '';
      expect(await deliveries.dismiss(idOf(0))).toBe(1);
      expect(await deliveries.dismiss(idOf(0))).toBe(0);
      await deliveries.retry({ id: idOf(1) }, at);
      expect(await deliveries.dismiss(idOf(1))).toBe(0);
      await commits.commit([{ change: 'release.withdraw', subject: shown[2]?.subject ?? '' }]);
      expect(await deliveries.givenUp({ limit: 9 })).not.toContainEqual(expect.objectContaining({ id: idOf(0) }));
      expect(await deliveries.givenUp({ limit: 9 })).not.toContainEqual(expect.objectContaining({ id: idOf(1) }));
    });

    it('drops what waits, leased ones too, of a host or one by one', async () => {
      const { deliveries } = opened.store;
      await add([...deliveriesTo('a.example', 2), ...deliveriesTo('b.example', 2)], at);
      const [leased] = await claim(1);
      if (!leased) throw new Error('nothing was due');
      expect(await deliveries.drop({ host: leased.host }, at + 1)).toBe(2);
      expect(
        await deliveries.settle([{ id: leased.id, fence: leased.fence, kind: 'delivered', status: 202, at }]),
      ).toBe(0);
      expect(await ofHost(leased.host, 'given-up')).toHaveLength(2);
      const [one, other] = await claim(9);
      expect(await deliveries.drop({ id: one?.id ?? '' }, at + 1)).toBe(1);
      expect(await deliveries.stats()).toMatchObject({ waiting: 0, inFlight: 1, givenUp: 3 });
      expect((await ofHost(other?.host ?? '')).map(({ id }) => id)).toEqual([other?.id]);
    });
  });
}
