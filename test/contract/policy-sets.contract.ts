import type { ActivationRequest } from '../../federation/ports/index.ts';
import { StaleFence } from '../../federation/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { activation, at, hold, origin, policySet, press } from './samples.ts';

export function policySetsContract(open: OpenStore): void {
  describe('policy sets', () => {
    const opened = openedStore(open);
    const put = (version: string) =>
      opened.store.commits.commit([{ change: 'policySet.put', set: policySet(version) }]);
    const activate = (n: number, version: string) =>
      opened.store.commits.commit([{ change: 'policySet.activate', set: activation(n, version) }]);

    it('come back as they were handed in, and a second hand-in of a version changes nothing', async () => {
      const { policySets, commits } = opened.store;
      await put('one');
      await commits.commit([{ change: 'policySet.put', set: { ...policySet('one'), author: press } }]);
      expect(await policySets.byVersion('one')).toEqual(policySet('one'));
      expect(await policySets.byVersion('two')).toBeUndefined();
    });

    it('are listed without their files, newest first', async () => {
      await put('one');
      await put('two');
      const { files: _files, ...two } = policySet('two');
      expect(await opened.store.policySets.list(1)).toEqual([two]);
      expect((await opened.store.policySets.list(9)).map(({ version }) => version)).toEqual(['two', 'one']);
    });

    it('have none in force at first, then the one activated last, a former one included', async () => {
      const { policySets } = opened.store;
      expect(await policySets.activations(1)).toEqual([]);
      await put('one');
      await put('two');
      await activate(1, 'one');
      await activate(2, 'two');
      await activate(3, 'one');
      expect(await policySets.activations(1)).toEqual([activation(3, 'one')]);
      expect((await policySets.activations(9)).map(({ n, version }) => [n, version])).toEqual([
        [3, 'one'],
        [2, 'two'],
        [1, 'one'],
      ]);
    });

    it('are switched by one of two who switch at once', async () => {
      await put('one');
      await put('two');
      await activate(1, 'one');
      const both = await Promise.allSettled([activate(2, 'one'), activate(2, 'two')]);
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const [lost] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      expect(lost).toBeInstanceOf(StaleFence);
      await expect(activate(9, 'one')).rejects.toBeInstanceOf(StaleFence);
    });

    it('keep who asked for an activation, and who decided on it', async () => {
      const { policySets, commits } = opened.store;
      await put('one');
      const request: ActivationRequest = {
        id: 'request 1',
        version: 'one',
        requestedBy: press,
        requestedAt: at,
        reason: 'the audit asks for it',
        state: 'waiting',
      };
      await commits.commit([{ change: 'policySet.request', request }]);
      expect(await policySets.request('request 1')).toEqual(request);
      const decided = { ...request, state: 'approved', decidedBy: `${origin}/users/emil`, decidedAt: at + 1 } as const;
      await commits.commit([{ change: 'policySet.request', request: decided }]);
      expect(await policySets.requests(9)).toEqual([decided]);
      expect(await policySets.request('unknown')).toBeUndefined();
      const again = commits.commit([{ change: 'policySet.request', request: { ...decided, state: 'rejected' } }]);
      await expect(again).rejects.toBeInstanceOf(StaleFence);
      expect((await policySets.request('request 1'))?.state).toBe('approved');
    });
  });
}

export function reviewsContract(open: OpenStore): void {
  describe('reviews', () => {
    const opened = openedStore(open);

    it('stay in their order when their hold is gone', async () => {
      const { commits, reviews } = opened.store;
      const held = hold();
      const by = `${origin}/users/rita`;
      const revealed = { id: 'r1', hold: held.id, author: press, act: 'revealed', by, at } as const;
      const rejected = { ...revealed, id: 'r2', act: 'rejected', note: 'not before May', digest: 'ab' } as const;
      await commits.commit([{ change: 'hold.put', hold: held }]);
      await commits.commit([{ change: 'review.add', review: revealed }]);
      await commits.commit([
        { change: 'hold.remove', id: held.id },
        { change: 'review.add', review: rejected },
      ]);
      expect(await reviews.ofHold(held.id)).toEqual([revealed, rejected]);
      expect(await reviews.ofHold('unknown')).toEqual([]);
    });
  });
}
