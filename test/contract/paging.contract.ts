import { InvalidCursor } from '../../federation/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { activity, press, release } from './samples.ts';

const outbox = `${press}/outbox`;
const ada = 'https://remote.example/users/ada';

export function pagingContract(open: OpenStore): void {
  describe('pages of a collection', () => {
    const opened = openedStore(open);
    const insert = async (count: number, actor = press): Promise<string[]> => {
      const nodes = Array.from({ length: count }, () => activity({ actor: [actor] }));
      for (const node of nodes)
        await opened.store.commits.commit([{ change: 'activity.insert', node, collections: [outbox] }]);
      return nodes.map(({ id }) => id);
    };
    const page = async (query: Parameters<typeof opened.store.activities.page>[1]) => {
      const items = await opened.store.activities.page(outbox, query);
      return { ids: items.map((item) => item.activity.id), last: items.at(-1)?.cursor };
    };
    const publish = (subject: string, zone: 'public' | 'addressed' = 'public') =>
      opened.store.commits.commit([{ change: 'release.put', release: release({ subject, zone }) }]);

    it('are newest first, follow each other without gap or repetition, and end', async () => {
      const ids = await insert(7);
      const first = await page({ limit: 3 });
      const second = await page({ limit: 3, after: first.last! });
      const third = await page({ limit: 3, after: second.last! });
      expect([...first.ids, ...second.ids, ...third.ids]).toEqual(ids.toReversed());
      expect((await page({ limit: 3, after: third.last! })).ids).toEqual([]);
    });

    it('hold everything where no limit is given, and nothing where the collection is unknown', async () => {
      const ids = await insert(5);
      expect((await page({})).ids).toEqual(ids.toReversed());
      expect(await opened.store.activities.page(`${press}/featured`, {})).toEqual([]);
    });

    it('stay in step while others insert: a reader sees each item that was there once', async () => {
      const ids = await insert(6);
      const first = await page({ limit: 2 });
      await insert(3);
      const second = await page({ limit: 2, after: first.last! });
      await insert(3);
      const third = await page({ limit: 9, after: second.last! });
      expect([...first.ids, ...second.ids, ...third.ids]).toEqual(ids.toReversed());
    });

    it('go on after an item that has left the collection meanwhile', async () => {
      const ids = await insert(4);
      const first = await page({ limit: 2 });
      await opened.store.commits.commit([{ change: 'activity.remove', id: first.ids[1]!, actor: press }]);
      expect((await page({ after: first.last! })).ids).toEqual([ids[1], ids[0]]);
    });

    it('put an activity that leaves and joins again in front', async () => {
      const [oldest, newest] = await insert(2);
      const member = { collection: outbox, activity: oldest! };
      await opened.store.commits.commit([
        { change: 'member.remove', ...member },
        { change: 'member.add', ...member },
      ]);
      expect((await page({})).ids).toEqual([oldest, newest]);
    });

    it('leave out the activities of given actors', async () => {
      const [ours] = await insert(1);
      await insert(2, ada);
      expect((await page({ withoutActors: [ada] })).ids).toEqual([ours]);
    });

    it('show outsiders only what is released to their zones, in full pages, and count only that', async () => {
      const ids = await insert(6);
      for (const id of [ids[0]!, ids[2]!, ids[4]!]) await publish(id);
      await publish(ids[5]!, 'addressed');
      const { activities } = opened.store;
      expect((await page({ releasedTo: ['public'], limit: 2 })).ids).toEqual([ids[4], ids[2]]);
      expect((await page({ releasedTo: ['public', 'addressed'] })).ids).toEqual([ids[5], ids[4], ids[2], ids[0]]);
      expect((await page({ releasedTo: [] })).ids).toEqual([]);
      expect(await activities.count(outbox, ['public'])).toBe(3);
      expect(await activities.count(outbox, [])).toBe(0);
      expect(await activities.count(outbox)).toBe(6);
      expect(await activities.count(`${press}/featured`)).toBe(0);
    });

    it('no longer show outsiders what was withdrawn', async () => {
      const [id] = await insert(1);
      await publish(id!);
      await opened.store.commits.commit([{ change: 'release.withdraw', subject: id! }]);
      expect((await page({ releasedTo: ['public'] })).ids).toEqual([]);
      expect(await opened.store.activities.count(outbox, ['public'])).toBe(0);
    });

    it.each([
      ['an empty one', ''],
      ['a small number', '0'],
      ['a number below nothing', '-1'],
      ['a word', 'NaN'],
      ['one of the right length', 'AAAAAAAAAAAAAAAAAAAAAA'],
      ['a piece of SQL', "' OR 1=1 --"],
      ['a MongoDB operator', '{"$gt":""}'],
      ['a very long one', 'x'.repeat(10_000)],
    ])('refuse a cursor that was never given: %s', async (_what, after) => {
      await insert(1);
      await expect(opened.store.activities.page(outbox, { after })).rejects.toBeInstanceOf(InvalidCursor);
    });

    it('refuse a cursor of another collection', async () => {
      await insert(2);
      const { last } = await page({ limit: 1 });
      await opened.store.commits.commit([
        { change: 'activity.insert', node: activity(), collections: [`${press}/featured`] },
      ]);
      const elsewhere = opened.store.activities.page(`${press}/featured`, { after: last! });
      await expect(elsewhere).rejects.toBeInstanceOf(InvalidCursor);
    });

    it('give cursors that tell neither how many items there are nor which came first', async () => {
      await insert(3);
      const cursors = (await opened.store.activities.page(outbox, {})).map(({ cursor }) => cursor);
      expect(new Set(cursors).size).toBe(3);
      for (const cursor of cursors) expect(cursor).not.toMatch(/^\d{1,15}$/);
    });
  });
}
