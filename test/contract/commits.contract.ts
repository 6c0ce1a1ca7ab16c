import { type Change, StaleFence, StoreUnavailable } from '../../federation/ports/index.ts';
import type { ServerChange } from '../../server/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { activation, activity, at, note, policySet, press } from './samples.ts';
import { absent, outbox, partsOf, submission, whole } from './submission.ts';

const stale: Change = { change: 'inbound.done', id: 'unknown', fence: 1, at };

export function commitsContract(open: OpenStore): void {
  describe('a commit', () => {
    const opened = openedStore(open);

    it('leaves nothing of any kind of change when its last one fails', async () => {
      const { store } = opened;
      const [before, after] = [submission('before'), submission('after')];
      await store.commits.commit(before.changes);
      const undoing: Change[] = [
        { change: 'object.replace', node: note({ id: before.object.id, content: ['edited'] }) },
        { change: 'activity.replace', node: activity({ id: before.act.id, type: 'Delete' }) },
        { change: 'member.remove', collection: outbox, activity: before.act.id },
        { change: 'member.add', collection: `${press}/featured`, activity: before.act.id },
        { change: 'activity.remove', id: before.act.id, actor: press },
        { change: 'release.withdraw', subject: before.object.id },
        { change: 'hold.remove', id: 'hold before' },
      ];
      const failing = store.commits.commit([...after.changes, ...undoing, stale]);
      await expect(failing).rejects.toBeInstanceOf(StaleFence);
      expect(await partsOf('after', store)).toEqual(absent);
      expect(await partsOf('before', store)).toEqual(whole);
      expect(await store.objects.get(before.object.id)).toEqual(before.object);
      expect(await store.activities.get(before.act.id)).toEqual(before.act);
      expect(await store.activities.collectionsOf(before.act.id)).toEqual([outbox]);
    });

    it('is all there once it is acknowledged, for every other handle', async () => {
      await opened.store.commits.commit(submission('one').changes);
      expect(await partsOf('one', await open())).toEqual(whole);
    });

    it('applies its changes in their order', async () => {
      const { commits, objects, activities } = opened.store;
      const [object, act] = [note(), activity()];
      await commits.commit([
        { change: 'object.insert', node: object },
        { change: 'object.replace', node: { ...object, content: ['second'] } },
        { change: 'object.replace', node: { ...object, content: ['third'] } },
        { change: 'activity.insert', node: act, collections: [outbox] },
        { change: 'member.remove', collection: outbox, activity: act.id },
      ]);
      expect((await objects.get(object.id))?.['content']).toEqual(['third']);
      expect(await activities.count(outbox)).toBe(0);
    });

    it('without changes is done at once', async () => {
      await expect(opened.store.commits.commit([])).resolves.toBeUndefined();
    });

    it('among many of one turn fails alone, and those before and after it hold', async () => {
      const { store } = opened;
      const made = Array.from({ length: 40 }, (_, n) => submission(`author${n}`));
      const results = await Promise.allSettled(
        made.map(({ changes }, n) => store.commits.commit(n % 10 === 5 ? [...changes, stale] : changes)),
      );
      for (const [n, { status }] of results.entries()) {
        expect(status).toBe(n % 10 === 5 ? 'rejected' : 'fulfilled');
        expect(await partsOf(`author${n}`, store)).toEqual(n % 10 === 5 ? absent : whole);
      }
    });

    it('of one turn come in the order they were asked for', async () => {
      const { commits, objects, activities } = opened.store;
      const object = note();
      const acts = Array.from({ length: 150 }, () => activity());
      await Promise.all(
        acts.map((node, n) =>
          commits.commit([
            { change: 'activity.insert', node, collections: [outbox] },
            { change: 'object.replace', node: { ...object, content: [String(n)] } },
          ]),
        ),
      );
      expect((await objects.get(object.id))?.['content']).toEqual(['149']);
      const newestFirst = (await activities.page(outbox, {})).map((item) => item.activity.id);
      expect(newestFirst).toEqual(acts.map(({ id }) => id).toReversed());
    });

    it('that waits when the store closes is carried out; one after it is refused', async () => {
      const another = await open();
      const waiting = another.commits.commit(submission('one').changes);
      await another.close();
      await expect(waiting).resolves.toBeUndefined();
      expect(await partsOf('one', opened.store)).toEqual(whole);
      await expect(another.commits.commit(submission('two').changes)).rejects.toBeInstanceOf(StoreUnavailable);
    });

    it('can be made wherever the check succeeds; a closed store neither reads nor writes', async () => {
      const another = await open();
      await expect(another.check()).resolves.toBeUndefined();
      await another.close();
      await another.close();
      await expect(another.check()).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(another.objects.get('unknown')).rejects.toBeInstanceOf(StoreUnavailable);
      const claim = { owner: 'a', now: at, leaseMs: 1, limit: 1, perHost: 1, withoutHosts: [] };
      await expect(another.deliveries.claim(claim)).rejects.toBeInstanceOf(StoreUnavailable);
    });

    it('under way is not disturbed by a check', async () => {
      const { store } = opened;
      const names = Array.from({ length: 12 }, (_, n) => `author${n}`);
      const checking = names.map(async (name) => {
        await store.commits.commit(submission(name).changes);
        await store.check();
      });
      for (let n = 0; n < 6; n += 1) await store.check();
      await Promise.all(checking);
      expect(await partsOf('author11', store)).toEqual(whole);
    });

    it('that fails leaves the policy set in force', async () => {
      const { commits, policySets } = opened.store;
      const switchTo = (n: number, version: string): ServerChange[] => [
        { change: 'policySet.put', set: policySet(version) },
        { change: 'policySet.activate', set: activation(n, version) },
      ];
      await commits.commit(switchTo(1, 'one'));
      await expect(commits.commit([...switchTo(2, 'two'), stale])).rejects.toBeInstanceOf(StaleFence);
      expect((await policySets.activations(9)).map(({ version }) => version)).toEqual(['one']);
    });
  });
}
