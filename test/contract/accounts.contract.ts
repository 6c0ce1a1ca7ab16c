import { StaleFence } from '../../federation/ports/index.ts';
import type { OpenStore } from './open-store.ts';
import { openedStore } from './open-store.ts';
import { account, actorKey, press, token } from './samples.ts';

export function accountsContract(open: OpenStore): void {
  describe('accounts', () => {
    const opened = openedStore(open);

    it('are found by name and by actor, whole', async () => {
      const { commits, accounts } = opened.store;
      await commits.commit([{ change: 'account.put', account: account() }]);
      expect(await accounts.byName('press')).toEqual(account());
      expect(await accounts.byActor(press)).toEqual(account());
      expect(await accounts.byName('nobody')).toBeUndefined();
      expect(await accounts.byActor(`${press}x`)).toBeUndefined();
    });

    it('are replaced by a put under the same name', async () => {
      const { commits, accounts } = opened.store;
      const changed = account({ display: 'Press office', roles: [], kind: 'service' });
      await commits.commit([{ change: 'account.put', account: account() }]);
      await commits.commit([{ change: 'account.put', account: changed }]);
      expect(await accounts.all()).toEqual([changed]);
    });

    it('are listed by name', async () => {
      const { commits, accounts } = opened.store;
      const put = ['zoe', 'anna', 'mia'].map((name) => ({
        change: 'account.put' as const,
        account: account({ name, actorId: `${press}/${name}` }),
      }));
      await commits.commit(put);
      expect((await accounts.all()).map(({ name }) => name)).toEqual(['anna', 'mia', 'zoe']);
    });

    it('get other roles, unless those changed meanwhile or who does it lost the role that it takes', async () => {
      const { commits, accounts } = opened.store;
      const [anna, ben] = [`${press}/anna`, `${press}/ben`] as const;
      const admins = ['anna', 'ben'].map((name) => ({ name, actorId: `${press}/${name}`, roles: ['admin', 'b'] }));
      await commits.commit(admins.map((one) => ({ change: 'account.put', account: account(one) })));
      const take = (actorId: string, by: string) =>
        commits.commit([
          {
            change: 'account.roles',
            actorId,
            before: ['admin', 'b'],
            roles: ['b'],
            by: { actorId: by, role: 'admin' },
          },
        ]);
      const outcomes = await Promise.allSettled([take(anna, ben), take(ben, anna)]);
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(outcomes).toContainEqual({ status: 'rejected', reason: expect.any(StaleFence) });
      const held = (await accounts.all()).map(({ roles }) => roles);
      expect(held.toSorted((a, b) => b.length - a.length)).toEqual([['admin', 'b'], ['b']]);
      const [lost, kept] = held[0]?.length === 1 ? [anna, ben] : [ben, anna];
      await expect(take(lost, kept)).rejects.toThrow(StaleFence);
      await commits.commit([{ change: 'account.roles', actorId: kept, before: ['admin', 'b'], roles: [] }]);
      expect((await accounts.byActor(kept))?.roles).toEqual([]);
    });

    it('refuse a second account for one actor', async () => {
      const { commits, accounts } = opened.store;
      await commits.commit([{ change: 'account.put', account: account() }]);
      const impostor = account({ name: 'impostor' });
      await expect(commits.commit([{ change: 'account.put', account: impostor }])).rejects.toThrow();
      expect(await accounts.byActor(press)).toEqual(account());
    });
  });

  describe('actor keys', () => {
    const opened = openedStore(open);

    it('keep the sealed private key byte by byte, and the last one put holds', async () => {
      const { commits, actorKeys } = opened.store;
      await commits.commit([{ change: 'key.put', key: actorKey({ sealedPrivateKey: Uint8Array.of(1) }) }]);
      await commits.commit([{ change: 'key.put', key: actorKey() }]);
      const found = await actorKeys.ofActor(press);
      expect({ ...found, sealedPrivateKey: [...found!.sealedPrivateKey] }).toEqual({
        ...actorKey(),
        sealedPrivateKey: [0, 1, 254, 255],
      });
      expect(await actorKeys.ofActor('https://remote.example/users/ada')).toBeUndefined();
    });
  });

  describe('tokens', () => {
    const opened = openedStore(open);

    it('are found by id, and unknown ones are not', async () => {
      const { commits, tokens } = opened.store;
      const issued = token();
      await commits.commit([{ change: 'token.put', token: issued }]);
      expect(await tokens.byId(issued.jti)).toEqual(issued);
      expect(await tokens.byId('unknown')).toBeUndefined();
    });

    it('say when they were revoked', async () => {
      const { commits, tokens } = opened.store;
      const issued = token();
      await commits.commit([{ change: 'token.put', token: issued }]);
      await commits.commit([{ change: 'token.put', token: { ...issued, revokedAt: 7 } }]);
      expect(await tokens.byId(issued.jti)).toEqual({ ...issued, revokedAt: 7 });
    });
  });
}
