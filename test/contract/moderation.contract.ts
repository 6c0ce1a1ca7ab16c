import { type ActorRule, type InboundHold, type InboundPolicy, StaleFence } from '../../federation/ports/index.ts';
import type { Subscription } from '../../server/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { at } from './samples.ts';

export function moderationContract(open: OpenStore): void {
  const opened = openedStore(open);

  describe('rules for actors', () => {
    it('are one an actor, the last one that was set, until they are removed', async () => {
      const { actorRules, commits } = opened.store;
      const eve: ActorRule = {
        actor: 'https://far.example/users/eve',
        suspend: true,
        silence: false,
        rejectMedia: false,
        reason: 'spam',
        by: 'operator',
        at,
      };
      const bob: ActorRule = { ...eve, actor: 'https://far.example/users/bob', expiresAt: at + 1 };
      const changed = { ...eve, suspend: false, silence: true };
      for (const rule of [eve, bob, changed]) await commits.commit([{ change: 'actorRule.put', rule }]);
      expect(await actorRules.all()).toEqual([bob, changed]);
      await commits.commit([{ change: 'actorRule.remove', actor: bob.actor }]);
      expect(await actorRules.all()).toEqual([changed]);
    });
  });

  describe('the inbound policy', () => {
    it('is the one that was set last', async () => {
      const { inboundPolicies, commits } = opened.store;
      const policy: InboundPolicy = {
        rules: [{ kind: 'word', match: 'casino', action: 'score', points: 30 }],
        mentionsMost: 20,
        newAccount: { days: 7, mentionsMost: 3, linksMost: 2 },
        holdAt: 60,
        by: 'operator',
        at,
      };
      expect(await inboundPolicies.current()).toBeUndefined();
      const without = { ...policy, rules: [], at: at + 1 };
      for (const put of [without, policy]) {
        await commits.commit([{ change: 'inboundPolicy.put', policy: put }]);
        expect(await inboundPolicies.current()).toEqual(put);
      }
    });
  });

  describe('what waits for a moderator', () => {
    const held = (n: number, more: Partial<InboundHold> = {}): InboundHold => ({
      id: `held-${n}`,
      actor: 'https://far.example/users/eve',
      activity: `https://far.example/activities/${n}`,
      type: 'Create',
      body: Uint8Array.of(0, 254, n),
      score: 70,
      signals: [{ signal: 'first-contact', points: 20 }],
      heldAt: at + n,
      ...more,
    });

    it('is paged oldest first and counted', async () => {
      const { inboundHolds, commits } = opened.store;
      const holds = [held(2), held(1, { recipient: 'anna', signals: [] }), held(3)];
      for (const hold of [...holds, { ...held(2), score: 1 }])
        await commits.commit([{ change: 'inboundHold.put', hold }]);
      const found = await inboundHolds.page({ limit: 2 });
      expect(found.map(plain)).toEqual(holds.slice(0, 2).map(plain));
      expect((await inboundHolds.page({ after: 'held-1', limit: 2 })).map(({ id }) => id)).toEqual(['held-3']);
      expect(await inboundHolds.count()).toBe(3);
      expect(await inboundHolds.byId('held-9')).toBeUndefined();
    });

    it('comes to its end once', async () => {
      const { inboundHolds, commits } = opened.store;
      await commits.commit([{ change: 'inboundHold.put', hold: held(1) }]);
      await commits.commit([{ change: 'inboundHold.remove', id: 'held-1' }]);
      expect(await inboundHolds.byId('held-1')).toBeUndefined();
      await expect(commits.commit([{ change: 'inboundHold.remove', id: 'held-1' }])).rejects.toThrow(StaleFence);
    });

    const plain = (hold: InboundHold): object => ({ ...hold, body: [...hold.body] });
  });

  describe('subscriptions', () => {
    it('are as they were put last, until they are removed', async () => {
      const { subscriptions, commits } = opened.store;
      const list: Subscription = {
        ...{ id: 's1', url: 'https://lists.example/blocks.csv', kind: 'block', priority: 100, dryRun: false },
        ...{ title: 'blocks', expireDays: 30, by: 'operator', at },
      };
      const other: Subscription = { ...list, id: 's0', kind: 'allow' };
      const lastRun = { kind: 'applied', at: at + 1, added: 3, changed: 0, removed: 1, skipped: 2 } as const;
      for (const subscription of [list, other, { ...list, lastRun }]) {
        await commits.commit([{ change: 'subscription.put', subscription }]);
      }
      expect(await subscriptions.all()).toEqual([other, { ...list, lastRun }]);
      await commits.commit([{ change: 'subscription.remove', id: 's0' }]);
      expect(await subscriptions.all()).toEqual([{ ...list, lastRun }]);
    });
  });
}
