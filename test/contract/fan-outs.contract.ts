import { type FanOut, StaleFence } from '../../federation/ports/index.ts';
import type { ServerChange } from '../../server/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { at, deliveriesTo, delivery, press, release } from './samples.ts';

const subject = `${press}/objects/1`;
const fanOut = (id: string, overrides: Partial<FanOut> = {}): FanOut => ({
  ...{ id, releaseId: `release ${id}`, subject, signer: press, seal: `seal ${id}` },
  source: { kind: 'followers', collection: `${press}/followers` },
  ...overrides,
});

export function fanOutsContract(open: OpenStore): void {
  describe('fan-outs', () => {
    const opened = openedStore(open);
    const commit = (...changes: ServerChange[]) => opened.store.commits.commit(changes);
    const add = (...fanOuts: FanOut[]) =>
      commit(...fanOuts.map((one): ServerChange => ({ change: 'fanOut.add', fanOut: one, at })));
    const claim = async (leaseMs = 60_000) => {
      const range = await opened.store.fanOuts.claim({ owner: 'a', leaseMs });
      if (!range) throw new Error('no range waited');
      return range;
    };
    const none = () => opened.store.fanOuts.claim({ owner: 'b', leaseMs: 60_000 });

    it('are claimed whole, once, from the one that waited longest on', async () => {
      const [first, second] = [fanOut('1'), fanOut('2', { source: { kind: 'recipients' } })];
      await add(first, second, first);
      expect(await claim()).toEqual({ ...first, fence: expect.any(Number) });
      expect(await claim()).toEqual({ ...second, fence: expect.any(Number) });
      expect(await none()).toBeUndefined();
      expect(await opened.store.fanOuts.waiting()).toBe(2);
    });

    it('are cut into ranges that leave nothing out, one of which stays leased', async () => {
      await add(fanOut('1'));
      const whole = await claim();
      await commit({
        change: 'fanOut.cut',
        id: whole.id,
        fence: whole.fence,
        upto: 'https://m.example',
        restId: 'rest',
      });
      const rest = await claim();
      expect(rest).toMatchObject({
        ...fanOut('rest', { releaseId: 'release 1', seal: 'seal 1' }),
        after: 'https://m.example',
      });
      await commit({ change: 'fanOut.cut', id: rest.id, fence: rest.fence, upto: 'https://q.example', restId: 'last' });
      await commit({ change: 'fanOut.done', id: whole.id, fence: whole.fence });
      await opened.store.fanOuts.giveBack(rest);
      const again = [await claim(), await claim()];
      expect(again).toMatchObject([
        { id: 'rest', after: 'https://m.example', upto: 'https://q.example' },
        { id: 'last', after: 'https://q.example' },
      ]);
      expect(again[1]).not.toHaveProperty('upto');
      for (const { id, fence } of again) await commit({ change: 'fanOut.done', id, fence });
      expect(await opened.store.fanOuts.waiting()).toBe(0);
    });

    it('take turns, however long one of them is', async () => {
      await add(fanOut('1'), fanOut('2'));
      const { id, fence } = await claim();
      await commit({ change: 'fanOut.cut', id, fence, upto: 'https://m.example', restId: 'rest' });
      expect([(await claim()).id, (await claim()).id]).toEqual(['2', 'rest']);
    });

    it('are due again, with a higher fence, when a lease runs out or is given back', async () => {
      await add(fanOut('1'));
      const lost = await claim(0);
      const held = await claim();
      expect(held.fence).toBeGreaterThan(lost.fence);
      await opened.store.fanOuts.giveBack(lost);
      expect(await none()).toBeUndefined();
      await opened.store.fanOuts.giveBack(held);
      expect((await claim()).fence).toBeGreaterThan(held.fence);
    });

    it('stop whoever comes back with a lost lease, with all that it would write', async () => {
      await add(fanOut('1'));
      const { id, fence } = await claim(0);
      await claim();
      const deliveries = { change: 'deliveries.add', deliveries: [delivery()], at } as const;
      await expect(commit(deliveries, { change: 'fanOut.done', id, fence })).rejects.toThrow(StaleFence);
      const cut = { change: 'fanOut.cut', id, fence, upto: 'https://m.example', restId: 'rest' } as const;
      await expect(commit(deliveries, cut)).rejects.toThrow(StaleFence);
      expect(await opened.store.deliveries.stats()).toMatchObject({ waiting: 0 });
      expect(await opened.store.fanOuts.waiting()).toBe(1);
    });

    it('end when their subject, or what they carry, is taken back', async () => {
      const carried = release({ subject: 'carried' });
      await commit({ change: 'release.put', release: carried });
      await add(
        fanOut('1'),
        fanOut('2', { subject: 'other', releaseId: carried.id }),
        fanOut('3', { subject: 'other' }),
      );
      const { id, fence } = await claim();
      await commit({ change: 'release.withdraw', subject }, { change: 'release.withdraw', subject: 'carried' });
      await expect(commit({ change: 'fanOut.done', id, fence })).rejects.toThrow(StaleFence);
      expect((await claim()).id).toBe('3');
      expect(await none()).toBeUndefined();
    });

    it('keep the bytes that they carry when a newer rendition takes their place', async () => {
      const [first, second] = [release({ subject }), release({ subject })];
      await commit({ change: 'release.put', release: first });
      await add(fanOut('1', { releaseId: first.id }));
      await commit({ change: 'release.put', release: second });
      expect((await opened.store.releases.byId(first.id))?.seal).toBe(first.seal);
    });
  });
}

export function recipientsContract(open: OpenStore): void {
  describe('recipients', () => {
    const opened = openedStore(open);
    const to = (inbox: string, releaseId: string) => delivery({ subject, inbox, releaseId });
    const made = [
      to('https://b.example:444/inbox', 'r1'),
      to('https://a.example/inbox', 'r1'),
      to('https://a.example/inbox', 'r2'),
      to('https://c.example/inbox', 'r1'),
      delivery({ subject: `${subject}0`, inbox: 'https://d.example/inbox' }),
    ];
    const page = (after?: string, limit = 10) => opened.store.recipients.page(subject, after, limit);
    const settled = () => opened.store.retention.settledDeliveries({ before: at + 1, limit: 100 });
    /** Delivers to a, gives b up, leaves c waiting, and delivers to d. */
    const deliver = async () => {
      const { commits, deliveries } = opened.store;
      await commits.commit([{ change: 'deliveries.add', deliveries: made, at }]);
      const claimed = await deliveries.claim({
        ...{ owner: 'a', now: at, leaseMs: 60_000, limit: 10, perHost: 10, withoutHosts: ['c.example'] },
      });
      await deliveries.settle(
        claimed.map(({ id, fence, host }) =>
          host === 'b.example:444'
            ? { id, fence, kind: 'given-up', error: 'gone', at }
            : { id, fence, kind: 'delivered', status: 202, at },
        ),
      );
    };
    const everyone = [
      { inbox: 'https://a.example/inbox', host: 'a.example' },
      { inbox: 'https://b.example:444/inbox', host: 'b.example:444' },
      { inbox: 'https://c.example/inbox', host: 'c.example' },
    ];

    it('are everyone that was ever given something about a subject, delivered or not, page by page', async () => {
      await deliver();
      expect(await page()).toEqual(everyone);
      expect(await page(undefined, 2)).toEqual(everyone.slice(0, 2));
      expect(await page('https://b.example:444/inbox', 2)).toEqual(everyone.slice(2));
    });

    it('stay known when their deliveries are forgotten, of which the ones that wait stay', async () => {
      const { commits, deliveries, recipients } = opened.store;
      await deliver();
      const { ids, next } = await settled();
      expect(ids).toHaveLength(4);
      await commits.commit([{ change: 'deliveries.prune', ids: [...ids, 'unknown'] }]);
      await commits.commit([{ change: 'deliveries.prune', ids }]);
      expect(next === undefined ? { ids: [] } : await settled()).toMatchObject({ ids: [] });
      expect(await deliveries.ofRelease('r1')).toMatchObject([{ inbox: 'https://c.example/inbox', state: 'waiting' }]);
      expect(await deliveries.stats()).toMatchObject({ waiting: 1, delivered: 3, givenUp: 1 });
      expect(await page()).toEqual(everyone);
      expect(await page('https://a.example/inbox', 1)).toEqual(everyone.slice(1, 2));
      expect(await recipients.includesHost({ subject, releaseId: 'r9' }, 'a.example')).toBe(true);
    });

    it('that wait are not forgotten, whoever asks for it', async () => {
      const { commits, deliveries } = opened.store;
      await commits.commit([{ change: 'deliveries.add', deliveries: deliveriesTo('a.example', 1), at }]);
      const [claimed] = await deliveries.claim({
        ...{ owner: 'a', now: at, leaseMs: 60_000, limit: 1, perHost: 1, withoutHosts: [] },
      });
      expect((await settled()).ids).toEqual([]);
      await commits.commit([{ change: 'deliveries.prune', ids: [claimed!.id] }]);
      expect(await deliveries.stats()).toMatchObject({ inFlight: 1 });
    });

    it('are found page by page when they are many, and left alone when they are new', async () => {
      const { commits, deliveries, retention } = opened.store;
      await commits.commit([
        { change: 'deliveries.add', deliveries: deliveriesTo('a.example', 5), at },
        { change: 'deliveries.add', deliveries: deliveriesTo('b.example', 2), at: at + 5 },
      ]);
      const claimed = await deliveries.claim({
        ...{ owner: 'a', now: at + 5, leaseMs: 60_000, limit: 9, perHost: 9, withoutHosts: [] },
      });
      await deliveries.settle(claimed.map(({ id, fence }) => ({ id, fence, kind: 'delivered', status: 202, at })));
      const found: string[] = [];
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const { ids, next } = await retention.settledDeliveries({ before: at + 5, ...(after && { after }), limit: 2 });
        expect(ids.length).toBeLessThanOrEqual(2);
        found.push(...ids);
        after = next;
      }
      const old = claimed.filter(({ host }) => host === 'a.example').map(({ id }) => id);
      expect(found.toSorted()).toEqual(old.toSorted());
    });

    it('are told by their host, of a subject or of one release', async () => {
      await deliver();
      const { recipients } = opened.store;
      const includes = (host: string, about: { subject?: string; releaseId?: string }) =>
        recipients.includesHost({ subject: 'none', releaseId: 'none', ...about }, host);
      expect(await includes('a.example', { subject })).toBe(true);
      expect(await includes('a.example', { releaseId: 'r2' })).toBe(true);
      expect(await includes('b.example:444', { subject })).toBe(true);
      expect(await includes('b.example', { subject })).toBe(false);
      expect(await includes('c.example', { releaseId: 'r2' })).toBe(false);
      expect(await includes('d.example', { subject })).toBe(false);
      expect(await includes('a.exampl', { subject })).toBe(false);
    });
  });
}
