import { type OpenStore, openedStore } from './open-store.ts';
import { activity, follow, note, origin, press } from './samples.ts';

const outbox = `${press}/outbox`;
const remote = 'https://remote.example/users/ada';

export function objectsContract(open: OpenStore): void {
  describe('objects', () => {
    const opened = openedStore(open);

    it('come back as they were put, unknown ids as nothing', async () => {
      const { commits, objects } = opened.store;
      const node = note({ content: ['Õlu 🌊 \u0000'], nested: [{ id: 'x', list: [1, null, { deep: [] }] }] });
      await commits.commit([{ change: 'object.insert', node }]);
      expect(await objects.get(node.id)).toEqual(node);
      expect(await objects.get(`${node.id}/x`)).toBeUndefined();
    });

    it('are kept as they stand by an insert, and changed by a replace', async () => {
      const { commits, objects } = opened.store;
      const first = note();
      await commits.commit([{ change: 'object.insert', node: first }]);
      await commits.commit([{ change: 'object.insert', node: note({ id: first.id, content: ['forged'] }) }]);
      expect(await objects.get(first.id)).toEqual(first);
      const edited = note({ id: first.id, content: ['edited'] });
      await commits.commit([{ change: 'object.replace', node: edited }]);
      expect(await objects.get(first.id)).toEqual(edited);
    });

    it('are inserted by a replace where there is none', async () => {
      const { commits, objects } = opened.store;
      const node = note();
      await commits.commit([{ change: 'object.replace', node }]);
      expect(await objects.get(node.id)).toEqual(node);
    });

    it("rest without the process's own members, at any depth", async () => {
      const { commits, objects } = opened.store;
      const node = note({ _meta: { key: 'secret' }, tag: [{ id: 'x', _local: 1 }] });
      await commits.commit([{ change: 'object.insert', node }]);
      const kept = await objects.get(node.id);
      expect(kept?.['tag']).toEqual([{ id: 'x' }]);
      expect(JSON.stringify(kept)).not.toContain('secret');
    });

    it('come back several at once, each as it stands, and can not be changed by whoever reads them', async () => {
      const { commits, objects } = opened.store;
      const [first, second] = [note({ tag: [{ id: 'x' }] }), note({ content: ['two'] })];
      await commits.commit([
        { change: 'object.insert', node: first },
        { change: 'object.insert', node: second },
      ]);
      const asked = [first.id, `${first.id}/x`, second.id, first.id];
      expect(await objects.getMany(asked)).toEqual(new Map([first, second].map((node) => [node.id, node])));
      const edited = note({ id: first.id, content: ['edited'] });
      await commits.commit([{ change: 'object.replace', node: edited }]);
      const read = (await objects.getMany(asked)).get(first.id);
      expect(read).toEqual(edited);
      expect(Object.isFrozen(read?.['content'])).toBe(true);
      expect(await objects.getMany([])).toEqual(new Map());
    });

    it('hand out copies: what a caller changes stays its own', async () => {
      const { commits, objects } = opened.store;
      const node = note();
      await commits.commit([{ change: 'object.insert', node }]);
      const taken = await objects.get(node.id);
      taken!['content'] = ['changed in memory'];
      expect(await objects.get(node.id)).toEqual(node);
    });
  });
}

export function activitiesContract(open: OpenStore): void {
  describe('activities', () => {
    const opened = openedStore(open);
    const insert = (node: ReturnType<typeof activity>, ...collections: string[]) =>
      opened.store.commits.commit([{ change: 'activity.insert', node, collections }]);

    it('are kept as they stand by a second insert, whose memberships are added all the same', async () => {
      const { activities } = opened.store;
      const first = activity();
      await insert(first, outbox);
      await insert(activity({ id: first.id, type: 'Delete' }), outbox, `${press}/inbox`);
      expect(await activities.get(first.id)).toEqual(first);
      expect((await activities.collectionsOf(first.id)).sort()).toEqual([`${press}/inbox`, outbox]);
      expect(await activities.count(outbox)).toBe(1);
    });

    it('keep their memberships when they are replaced', async () => {
      const { commits, activities } = opened.store;
      const first = activity();
      await insert(first, outbox);
      const replaced = activity({ id: first.id, object: [remote] });
      await commits.commit([{ change: 'activity.replace', node: replaced }]);
      expect(await activities.get(first.id)).toEqual(replaced);
      expect(await activities.collectionsOf(first.id)).toEqual([outbox]);
      expect(await activities.inCollectionByObject(outbox, remote)).toEqual(replaced);
      const [former] = first['object'] as string[];
      expect(await activities.inCollectionByObject(outbox, former!)).toBeUndefined();
    });

    it('do not come back by a replace or a membership once they were removed', async () => {
      const { commits, activities } = opened.store;
      const node = activity();
      await insert(node, outbox);
      await commits.commit([{ change: 'activity.remove', id: node.id, actor: press }]);
      await commits.commit([
        { change: 'activity.replace', node },
        { change: 'member.add', collection: outbox, activity: node.id },
      ]);
      expect(await activities.get(node.id)).toBeUndefined();
      expect(await activities.page(outbox, {})).toEqual([]);
    });

    it('are removed from every collection, and by their own actor only', async () => {
      const { commits, activities } = opened.store;
      const node = activity();
      await insert(node, outbox, `${press}/liked`);
      await commits.commit([{ change: 'activity.remove', id: node.id, actor: remote }]);
      expect(await activities.get(node.id)).toEqual(node);
      await commits.commit([{ change: 'activity.remove', id: node.id, actor: press }]);
      expect(await activities.get(node.id)).toBeUndefined();
      expect(await activities.collectionsOf(node.id)).toEqual([]);
      expect(await activities.count(`${press}/liked`)).toBe(0);
    });

    it('join and leave a collection, once each however often it is said', async () => {
      const { commits, activities } = opened.store;
      const node = activity();
      const member = { collection: outbox, activity: node.id };
      await insert(node);
      expect(await activities.collectionsOf(node.id)).toEqual([]);
      await commits.commit([
        { change: 'member.add', ...member },
        { change: 'member.add', ...member },
      ]);
      expect(await activities.count(outbox)).toBe(1);
      await commits.commit([
        { change: 'member.remove', ...member },
        { change: 'member.remove', ...member },
      ]);
      expect(await activities.count(outbox)).toBe(0);
      expect(await activities.get(node.id)).toEqual(node);
    });

    it('are found by the object that they name or embed, the oldest first', async () => {
      const { activities } = opened.store;
      const object = `${origin}/objects/1`;
      const embedding = activity({ object: [{ id: object, type: 'Note' }] });
      await insert(embedding, outbox);
      await insert(activity({ type: 'Like', object: [object] }), outbox);
      await insert(activity({ type: 'Flag', object: [remote, `${object}0`] }), outbox);
      expect(await activities.inCollectionByObject(outbox, object)).toEqual(embedding);
      expect((await activities.inCollectionByObject(outbox, `${object}0`))?.type).toBe('Flag');
      expect(await activities.inCollectionByObject(`${press}/inbox`, object)).toBeUndefined();
    });

    it('are found by actor and object, the oldest first', async () => {
      const { activities } = opened.store;
      const object = `${origin}/objects/1`;
      const [made, edited] = [activity({ object: [{ id: object, type: 'Note' }] }), activity({ object: [object] })];
      await insert(made, outbox);
      await insert(edited, outbox);
      await insert(activity({ actor: [remote], object: [object] }), outbox);
      expect(await activities.byActorAndObject(press, object)).toEqual([made.id, edited.id]);
      expect(await activities.byActorAndObject(press, `${object}0`)).toEqual([]);
      expect(await activities.byActor(press, 10)).toEqual([made.id, edited.id]);
      expect(await activities.byActor(press, 1)).toEqual([made.id]);
    });

    it('are found by object and type: an answer finds the Follow behind an earlier Like', async () => {
      const { activities } = opened.store;
      const asked = follow(press, remote);
      await insert(activity({ type: 'Like', object: [remote] }), outbox);
      await insert(asked, outbox);
      expect((await activities.inCollectionByObject(outbox, remote))?.type).toBe('Like');
      expect(await activities.inCollectionByObject(outbox, remote, 'Follow')).toEqual(asked);
      expect(await activities.inCollectionByObject(outbox, remote, 'Block')).toBeUndefined();
    });

    it('are found by their actor, the oldest first', async () => {
      const { activities } = opened.store;
      const first = follow(remote, press);
      await insert(first, `${press}/followers`);
      await insert(follow(remote, press), `${press}/followers`);
      expect(await activities.inCollectionByActor(`${press}/followers`, remote)).toEqual(first);
      expect(await activities.inCollectionByActor(`${press}/followers`, press)).toBeUndefined();
      expect(await activities.inCollectionByActor(outbox, remote)).toBeUndefined();
    });
  });
}
