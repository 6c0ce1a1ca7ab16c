import { type Change, StaleFence, StoreUnavailable } from '../../federation/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import {
  account,
  activity,
  actorKey,
  at,
  decision,
  delivery,
  hold,
  note,
  origin,
  policySet,
  press,
  release,
  token,
} from './samples.ts';

const outbox = `${press}/outbox`;
const stale: Change = { change: 'inbound.done', id: 'unknown', fence: 1, at };

export function commitsContract(open: OpenStore): void {
  describe('a commit', () => {
    const opened = openedStore(open);

    it('leaves nothing of any kind of change when its last one fails', async () => {
      const { store } = opened;
      const before = { ...unitOfWork(), held: hold() };
      await store.commits.commit(before.changes);
      await store.commits.commit([{ change: 'hold.put', hold: before.held }]);
      const after = unitOfWork();
      const undoing: Change[] = [
        { change: 'object.replace', node: note({ id: before.object.id, content: ['edited'] }) },
        { change: 'activity.replace', node: activity({ id: before.act.id, type: 'Delete' }) },
        { change: 'member.remove', collection: outbox, activity: before.act.id },
        { change: 'member.add', collection: `${press}/featured`, activity: before.act.id },
        { change: 'activity.remove', id: before.act.id, actor: press },
        { change: 'release.withdraw', subject: before.object.id },
        { change: 'hold.remove', id: before.held.id },
      ];
      const failing = store.commits.commit([...after.changes, ...undoing, stale]);
      await expect(failing).rejects.toBeInstanceOf(StaleFence);
      expect(await seen(after)).toEqual(nothing);
      expect(await seen(before)).toEqual(everything);
      expect(await store.objects.get(before.object.id)).toEqual(before.object);
      expect(await store.activities.get(before.act.id)).toEqual(before.act);
      expect(await store.activities.collectionsOf(before.act.id)).toEqual([outbox]);
      expect(await store.holds.byId(before.held.id)).toBeDefined();
    });

    it('is all there once it is acknowledged, for every other handle', async () => {
      const made = unitOfWork();
      await opened.store.commits.commit(made.changes);
      expect(await seen(made, await open())).toEqual(everything);
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
      const made = Array.from({ length: 40 }, () => unitOfWork());
      const results = await Promise.allSettled(
        made.map(({ changes }, n) => store.commits.commit(n % 10 === 5 ? [...changes, stale] : changes)),
      );
      for (const [n, { status }] of results.entries()) {
        expect(status).toBe(n % 10 === 5 ? 'rejected' : 'fulfilled');
        expect(await seen(made[n]!)).toEqual(n % 10 === 5 ? nothing : everything);
      }
    });

    it('of one turn come in the order they were asked for', async () => {
      const { commits, objects, activities } = opened.store;
      const object = note();
      const acts = Array.from({ length: 300 }, () => activity());
      await Promise.all(
        acts.map((node, n) =>
          commits.commit([
            { change: 'activity.insert', node, collections: [outbox] },
            { change: 'object.replace', node: { ...object, content: [String(n)] } },
          ]),
        ),
      );
      expect((await objects.get(object.id))?.['content']).toEqual(['299']);
      const newestFirst = (await activities.page(outbox, {})).map((item) => item.activity.id);
      expect(newestFirst).toEqual(acts.map(({ id }) => id).toReversed());
    });

    it('that waits when the store closes is carried out; one after it is refused', async () => {
      const made = unitOfWork();
      const another = await open();
      const waiting = another.commits.commit(made.changes);
      await another.close();
      await expect(waiting).resolves.toBeUndefined();
      expect(await seen(made)).toEqual(everything);
      await expect(another.commits.commit(unitOfWork().changes)).rejects.toBeInstanceOf(StoreUnavailable);
    });

    it('can be made wherever the check succeeds, and not on a closed store', async () => {
      const another = await open();
      await expect(another.check()).resolves.toBeUndefined();
      await another.close();
      await another.close();
      await expect(another.check()).rejects.toBeInstanceOf(StoreUnavailable);
    });

    async function seen(made: ReturnType<typeof unitOfWork>, store = opened.store): Promise<typeof everything> {
      return {
        account: (await store.accounts.byName(made.name)) !== undefined,
        key: (await store.actorKeys.ofActor(made.actor)) !== undefined,
        token: (await store.tokens.byId(made.jti)) !== undefined,
        object: (await store.objects.get(made.object.id)) !== undefined,
        activity: (await store.activities.get(made.act.id)) !== undefined,
        member: (await store.activities.collectionsOf(made.act.id)).length > 0,
        release: (await store.releases.current(made.object.id, 'public')) !== undefined,
        receipt: (await store.releases.receipts(made.receipt.digest)).length > 0,
        decision: (await store.decisions.ofActivity(made.act.id)).length > 0,
        hold: (await store.holds.byId(made.holdId)) !== undefined,
        deliveries: (await store.deliveries.ofRelease(made.releaseId)).length === 2,
      };
    }

    it('that fails leaves the policy set in force', async () => {
      const { commits, policySets } = opened.store;
      await commits.commit([{ change: 'policySet.activate', set: policySet('one', at) }]);
      const failing = commits.commit([{ change: 'policySet.activate', set: policySet('two', at) }, stale]);
      await expect(failing).rejects.toBeInstanceOf(StaleFence);
      expect((await policySets.active())?.version).toBe('one');
    });
  });
}

const everything = {
  account: true,
  key: true,
  token: true,
  object: true,
  activity: true,
  member: true,
  release: true,
  receipt: true,
  decision: true,
  hold: true,
  deliveries: true,
};
const nothing = Object.fromEntries(Object.keys(everything).map((kind) => [kind, false]));
let made = 0;

/** One of everything that a submission leaves, under names of its own. */
function unitOfWork() {
  made += 1;
  const name = `author${made}`;
  const actor = `${origin}/users/${name}`;
  const [object, issued, held] = [note(), token(), hold()];
  const act = activity({ object: [object.id] });
  const sealed = release({ subject: object.id });
  const { body: _body, ...receipt } = release();
  const deliveries = ['a', 'b'].map((host) =>
    delivery({ inbox: `https://${host}.example/inbox`, releaseId: sealed.id }),
  );
  const changes: Change[] = [
    { change: 'account.put', account: account({ name, actorId: actor }) },
    { change: 'key.put', key: actorKey({ actorId: actor }) },
    { change: 'token.put', token: issued },
    { change: 'object.insert', node: object },
    { change: 'activity.insert', node: act, collections: [outbox] },
    { change: 'release.put', release: sealed },
    { change: 'receipt.add', receipt },
    { change: 'decision.add', decision: decision({ activity: act.id }) },
    { change: 'hold.put', hold: held },
    { change: 'deliveries.add', deliveries, at },
  ];
  return { name, actor, jti: issued.jti, object, act, receipt, holdId: held.id, releaseId: sealed.id, changes };
}
