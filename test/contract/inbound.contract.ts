import { setImmediate } from 'node:timers/promises';
import { type InboundActivity, StaleFence } from '../../federation/ports/index.ts';
import type { ServerChange, ServerStore } from '../../server/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { at, inbound, note } from './samples.ts';

type Claim = Parameters<ServerStore['inbound']['claim']>[0];

export function inboundContract(open: OpenStore): void {
  describe('inbound activities', () => {
    const opened = openedStore(open);
    const accept = async (...activities: InboundActivity[]): Promise<boolean[]> => {
      const accepted: boolean[] = [];
      for (const one of activities) accepted.push(await opened.store.inbound.accept(one));
      return accepted;
    };
    const claim = (request: Partial<Claim> = {}, store = opened.store) =>
      store.inbound.claim({ owner: 'a', now: at, leaseMs: 60_000, limit: 10, ...request });
    const one = async (request: Partial<Claim> = {}) => {
      const [first] = await claim({ ...request, limit: 1 });
      if (!first) throw new Error('nothing was due');
      return first;
    };
    const done = ({ id, fence }: { id: string; fence: number }, doneAt = at, ...rest: ServerChange[]) =>
      opened.store.commits.commit([...rest, { change: 'inbound.done', id, fence, at: doneAt }]);

    it('come back byte by byte, with their recipient where they have one', async () => {
      const [shared, named] = [inbound(), inbound({ actor: 'https://b.example/users/bo', recipient: 'anna' })];
      await accept(shared, named);
      const claimed = await claim();
      expect(claimed.map(({ body, ...rest }) => ({ ...rest, body: Buffer.from(body) }))).toEqual([
        { ...shared, attempts: 0, fence: expect.any(Number) },
        { ...named, attempts: 0, fence: expect.any(Number) },
      ]);
    });

    it('are accepted once for each actor, activity and recipient', async () => {
      const first = inbound({ recipient: 'anna' });
      const again = (overrides: Partial<InboundActivity>) =>
        inbound({ ...first, id: `again-${JSON.stringify(overrides)}`, ...overrides });
      const { recipient: _recipient, ...shared } = again({ body: Buffer.from('s') });
      expect(
        await accept(first, again({}), again({ recipient: 'mia' }), shared, { ...shared, id: 'shared-again' }),
      ).toEqual([true, false, true, true, false]);
      const byAnother = again({ actor: 'https://evil.example/users/eve' });
      expect(await accept(byAnother)).toEqual([true]);
      expect(await opened.store.inbound.waiting()).toBe(4);
    });

    it('are accepted once when many arrive at the same moment, on several handles', async () => {
      const first = inbound();
      const stores = [opened.store, await open(), await open()];
      const answers = await Promise.all(
        Array.from({ length: 48 }, async (_, n) => stores[n % 3]?.inbound.accept({ ...first, id: `id-${n}` })),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await opened.store.inbound.waiting()).toBe(1);
    });

    it('are still known when they are done with, until they are forgotten', async () => {
      const first = inbound();
      await accept(first);
      await done(await one(), at + 10);
      expect(await accept({ ...first, id: 'again' })).toEqual([false]);
      expect(await opened.store.inbound.forget(at + 10)).toBe(0);
      expect(await opened.store.inbound.forget(at + 11)).toBe(1);
      expect(await accept({ ...first, id: 'again' })).toEqual([true]);
    });

    it('are not forgotten while they wait', async () => {
      const [waiting, claimed] = [inbound(), inbound({ actor: 'https://b.example/users/bo' })];
      await accept(claimed, waiting);
      await one();
      expect(await opened.store.inbound.forget(Number.MAX_SAFE_INTEGER)).toBe(0);
      expect(await accept({ ...waiting, id: 'x' }, { ...claimed, id: 'y' })).toEqual([false, false]);
    });

    it('are claimed in order of arrival, up to the limit', async () => {
      const arrived = ['c', 'a', 'b'].map((name) => inbound({ actor: `https://${name}.example/users/x` }));
      await accept(...arrived);
      expect((await claim({ limit: 2 })).map(({ id }) => id)).toEqual(arrived.slice(0, 2).map(({ id }) => id));
      expect((await claim({ limit: 2 })).map(({ id }) => id)).toEqual([arrived[2]!.id]);
    });

    it('of one actor come one after the other, in order, whoever claims', async () => {
      const [first, second, third] = [inbound(), inbound(), inbound()];
      const other = inbound({ actor: 'https://b.example/users/bo' });
      await accept(first, second, other, third);
      const another = await open();
      const taken = await claim();
      expect(taken.map(({ id }) => id)).toEqual([first.id, other.id]);
      expect(await claim({ owner: 'b' }, another)).toEqual([]);
      await done(taken[0]!);
      expect((await claim({ owner: 'b' }, another)).map(({ id }) => id)).toEqual([second.id]);
      expect(await claim()).toEqual([]);
    });

    it('of others are found behind however many of one actor', async () => {
      const { store } = opened;
      const many = Array.from({ length: 1_100 }, (_, n) =>
        inbound({ id: `m${n}`, activity: `https://a.example/${n}` }),
      );
      await Promise.all(many.map((each) => store.inbound.accept(each)));
      const others = ['b', 'c'].map((host) => inbound({ id: host, actor: `https://${host}.example/users/bo` }));
      await accept(...others);
      expect((await claim()).map(({ id }) => id)).toEqual(['m0', 'b', 'c']);
    });

    it('hold back what came after from the same actor while one waits to be retried', async () => {
      const [first, second] = [inbound(), inbound()];
      await accept(first, second);
      const taken = await one();
      await opened.store.inbound.retry(taken.id, taken.fence, at + 500, 'the database of b.example is away');
      expect(await claim({ now: at + 499 })).toEqual([]);
      expect(await claim({ now: at + 500 })).toMatchObject([{ id: first.id, attempts: 1 }]);
    });

    it('let the next one of the actor come up when one is set aside', async () => {
      const [first, second] = [inbound(), inbound()];
      await accept(first, second);
      const taken = await one();
      await opened.store.inbound.discard(taken.id, taken.fence, 'not understood');
      expect((await claim()).map(({ id }) => id)).toEqual([second.id]);
    });

    it('are forgotten when they were set aside long ago', async () => {
      await accept(inbound());
      const taken = await one();
      await opened.store.inbound.discard(taken.id, taken.fence, 'not understood');
      expect(await opened.store.inbound.forget(at)).toBe(0);
      expect(await opened.store.inbound.forget(Number.MAX_SAFE_INTEGER)).toBe(1);
    });

    it('are due again, with a higher fence, when a lease runs out', async () => {
      await accept(inbound());
      const lost = await one({ leaseMs: 0 });
      const taken = await one({ owner: 'b' });
      expect(taken.id).toBe(lost.id);
      expect(taken.fence).toBeGreaterThan(lost.fence);
      expect(await claim({ now: at + 10 ** 9 })).toEqual([]);
    });

    it('ignore whoever comes back with a lost lease', async () => {
      await accept(inbound());
      const lost = await one({ leaseMs: 0 });
      const taken = await one({ owner: 'b' });
      await opened.store.inbound.retry(lost.id, lost.fence, at, 'late');
      await opened.store.inbound.discard(lost.id, lost.fence, 'late');
      expect(await opened.store.inbound.waiting()).toBe(1);
      expect(await claim()).toEqual([]);
      await done(taken);
      expect(await opened.store.inbound.waiting()).toBe(0);
    });

    it('undo all the work of whoever finishes with a lost lease', async () => {
      await accept(inbound());
      const lost = await one({ leaseMs: 0 });
      const taken = await one({ owner: 'b' });
      const node = note();
      await expect(done(lost, at, { change: 'object.insert', node })).rejects.toBeInstanceOf(StaleFence);
      expect(await opened.store.objects.get(node.id)).toBeUndefined();
      await done(taken, at, { change: 'object.insert', node });
      expect(await opened.store.objects.get(node.id)).toEqual(node);
    });

    it('are done with once', async () => {
      await accept(inbound());
      const taken = await one();
      await done(taken);
      await expect(done(taken)).rejects.toBeInstanceOf(StaleFence);
      await expect(done({ id: 'unknown', fence: 1 })).rejects.toBeInstanceOf(StaleFence);
    });

    it('are never claimed twice by claimers on several handles, and keep each actor in order', async () => {
      const arrived = Array.from({ length: 60 }, (_, n) =>
        inbound({ id: `${n}`, actor: `https://a.example/users/${n % 6}` }),
      );
      await accept(...arrived);
      const finished: number[] = [];
      const work = async (store: ServerStore, owner: string): Promise<void> => {
        while ((await store.inbound.waiting()) > 0) {
          // Whoever finds nothing lets the others finish: an embedded store answers without leaving this turn.
          await setImmediate();
          for (const taken of await claim({ owner, limit: 4 }, store)) {
            await store.commits.commit([{ change: 'inbound.done', id: taken.id, fence: taken.fence, at }]);
            finished.push(Number(taken.id));
          }
        }
      };
      await Promise.all([work(opened.store, 'a'), work(opened.store, 'b'), work(await open(), 'c')]);
      expect(finished.toSorted((a, b) => a - b)).toEqual(arrived.map((_, n) => n));
      for (let actor = 0; actor < 6; actor += 1) {
        const ofActor = finished.filter((n) => n % 6 === actor);
        expect(ofActor).toEqual(ofActor.toSorted((a, b) => a - b));
      }
    });
  });
}
