import type { Node } from '../../federation/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { activity, actor, follow, origin, press } from './samples.ts';

const followers = `${press}/followers`;
/** Origins that a careless prefix or pattern match takes for ours. */
const lookalikes = ['https://acme_100%.example.evil.example', 'https://acmeX100Y.example', `${origin}:8443`];

export function followersContract(open: OpenStore): void {
  describe('followers', () => {
    const opened = openedStore(open);
    const joins = async (...actors: Node[]): Promise<void> => {
      for (const node of actors) {
        await opened.store.commits.commit([
          { change: 'object.insert', node },
          { change: 'activity.insert', node: follow(node.id, press), collections: [followers] },
        ]);
      }
    };
    const remote = (host: string, name: string, shared = true): Node =>
      actor(`https://${host}/users/${name}`, shared ? `https://${host}/inbox` : undefined);
    const colleague = (name: string): Node => actor(`${origin}/users/${name}`, `${origin}/inbox`);
    const targets = (after?: string, limit = 100) => opened.store.followers.targets(followers, after, limit);

    it('share one target where they share an inbox; the others have their own', async () => {
      await joins(remote('b.example', 'bo'), remote('b.example', 'bea'), remote('a.example', 'ada', false));
      expect(await targets()).toEqual([
        { inbox: 'https://a.example/users/ada/inbox', host: 'a.example' },
        { inbox: 'https://b.example/inbox', host: 'b.example' },
      ]);
    });

    it('keep the port in the host of a target', async () => {
      await joins(remote('a.example:8443', 'ada'));
      expect(await targets()).toEqual([{ inbox: 'https://a.example:8443/inbox', host: 'a.example:8443' }]);
    });

    it('are targets page by page, each inbox once', async () => {
      await joins(...Array.from({ length: 10 }, (_, n) => remote(`${n % 5}.example`, `user${n}`)));
      const inboxes: string[] = [];
      for (let page = await targets(undefined, 2); page.length > 0; page = await targets(inboxes.at(-1), 2)) {
        expect(page.length).toBeLessThanOrEqual(2);
        inboxes.push(...page.map(({ inbox }) => inbox));
      }
      expect(inboxes).toEqual([0, 1, 2, 3, 4].map((n) => `https://${n}.example/inbox`));
    });

    it('of this server are no targets, however many there are', async () => {
      await joins(colleague('anna'), remote('a.example', 'ada'), colleague('mia'), remote('z.example', 'zoe'));
      expect((await targets()).map(({ host }) => host)).toEqual(['a.example', 'z.example']);
      expect((await targets(undefined, 1)).map(({ host }) => host)).toEqual(['a.example']);
      expect(await opened.store.followers.targets(`${origin}/users/anna/followers`, undefined, 9)).toEqual([]);
    });

    it('get what is sent to the inbox that they have today', async () => {
      await joins(remote('a.example', 'ada'));
      const moved = actor('https://a.example/users/ada', 'https://a.example/shared');
      await opened.store.commits.commit([{ change: 'object.replace', node: moved }]);
      expect((await targets()).map(({ inbox }) => inbox)).toEqual(['https://a.example/shared']);
    });

    it('become targets once their actor is known', async () => {
      const ada = remote('a.example', 'ada');
      const asked = follow(ada.id, press);
      await opened.store.commits.commit([{ change: 'activity.insert', node: asked, collections: [followers] }]);
      expect(await targets()).toEqual([]);
      await opened.store.commits.commit([{ change: 'object.insert', node: ada }]);
      expect((await targets()).map(({ host }) => host)).toEqual(['a.example']);
    });

    it('get nothing more once they have left', async () => {
      const ada = remote('a.example', 'ada');
      await joins(ada);
      const found = await opened.store.activities.inCollectionByActor(followers, ada.id);
      await opened.store.commits.commit([{ change: 'activity.remove', id: found!.id, actor: ada.id }]);
      expect(await targets()).toEqual([]);
      expect(await opened.store.followers.countOutside(followers, origin)).toBe(0);
    });

    it('are local only under this very origin', async () => {
      await joins(colleague('mia'), colleague('anna'), ...lookalikes.map((other) => actor(`${other}/users/eve`)));
      expect(await opened.store.followers.under(followers, origin)).toEqual([
        `${origin}/users/anna`,
        `${origin}/users/mia`,
      ]);
    });

    it('outside are counted once each, whichever inbox they share and however often they asked', async () => {
      const ada = remote('a.example', 'ada');
      await joins(
        colleague('anna'),
        ada,
        ada,
        remote('a.example', 'bo'),
        ...lookalikes.map((o) => actor(`${o}/users/eve`)),
      );
      expect(await opened.store.followers.countOutside(followers, origin)).toBe(5);
      expect(await opened.store.followers.countOutside(`${press}/unknown`, origin)).toBe(0);
    });

    it('of a remote actor are those here whose following holds it', async () => {
      const ada = 'https://a.example/users/ada';
      const { commits } = opened.store;
      for (const name of ['mia', 'anna', 'tom']) {
        const node = colleague(name);
        const asked = follow(node.id, ada);
        await commits.commit([
          { change: 'object.insert', node },
          { change: 'activity.insert', node: asked, collections: [`${node.id}/outbox`] },
        ]);
        if (name !== 'tom')
          await commits.commit([{ change: 'member.add', collection: `${node.id}/following`, activity: asked.id }]);
      }
      const stranger = actor('https://b.example/users/bo');
      await commits.commit([
        { change: 'object.insert', node: stranger },
        { change: 'activity.insert', node: follow(stranger.id, ada), collections: [`${stranger.id}/following`] },
        {
          change: 'activity.insert',
          node: activity({ type: 'Like', object: [ada] }),
          collections: [`${press}/following`],
        },
      ]);
      const here = await opened.store.followers.localFollowersOf(ada, origin);
      expect(here).toEqual([`${origin}/users/anna`, `${origin}/users/mia`]);
    });
  });
}
