import type { Apex } from 'activitypub-express';
import { createApex } from '../../federation/apex/core.ts';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

async function wrapped(): Promise<Apex> {
  const { objects, activities } = await openSqliteStore({ file: ':memory:' });
  return createApex({
    origin: 'https://acme.example',
    version: '0',
    objects,
    activities,
    fetchNode: async () => undefined,
  }).apex;
}

type Net = Record<string, Record<string, unknown>>;

/** Counts calls of apex's own middleware while `work` runs; its `net` is one module object for all instances. */
async function callsDuring(work: () => Promise<void>): Promise<Set<string>> {
  const net = (await wrapped()).net as unknown as Net;
  const called = new Set<string>();
  const undo: (() => void)[] = [];
  for (const group of ['validators', 'security', 'activity', 'collection', 'responders']) {
    const members = net[group] as Record<string, (...parameters: unknown[]) => unknown>;
    for (const [name, original] of Object.entries(members)) {
      members[name] = (...parameters) => {
        called.add(`${group}.${name}`);
        return original(...parameters);
      };
      undo.push(() => {
        members[name] = original;
      });
    }
  }
  try {
    await work();
  } finally {
    for (const restore of undo) restore();
  }
  return called;
}

describe('activitypub-express in Portico', () => {
  it('does the work of outbox, inbox, collections and answers', async () => {
    await using acme = await Organisation.start();
    await using outside = await Stranger.start();
    const anna = await acme.person('anna');
    const ada = outside.actor('ada');
    const called = await callsDuring(async () => {
      const { body } = await anna.post({ type: 'Note', content: 'hello', to: [asPublic] });
      await anna.get((body['object'] as { id: string }).id);
      await anna.get(`${anna.actor}/outbox?page=true`);
      await outside.deliver(`${anna.actor}/inbox`, outside.activity(ada, 'Follow', anna.actor));
      await acme.drain();
    });
    expect([...called]).toEqual(
      expect.arrayContaining([
        'validators.targetActorWithMeta',
        'security.verifyAuthorization',
        'security.requireAuthorized',
        'validators.outboxCreate',
        'validators.outboxActivity',
        'activity.save',
        'activity.outboxSideEffects',
        'validators.actor',
        'validators.inboxActivity',
        'activity.inboxSideEffects',
        'collection.outbox',
        'responders.target',
        'responders.result',
      ]),
    );
  });

  it('does none of the work of its network edge', async () => {
    await using acme = await Organisation.start();
    await using outside = await Stranger.start();
    const anna = await acme.person('anna');
    const ada = outside.actor('ada');
    const called = await callsDuring(async () => {
      await outside.deliver(`${anna.actor}/inbox`, outside.activity(ada, 'Follow', anna.actor));
      await acme.drain();
    });
    for (const edge of [
      'security.verifySignature',
      'activity.resolveThread',
      'activity.forwardFromInbox',
      'validators.targetProxied',
    ]) {
      expect(called).not.toContain(edge);
    }
  });

  it('opens no socket of its own and stores no delivery', async () => {
    const apex = await wrapped();
    for (const exit of [apex.deliver, apex.runDelivery, apex.startDelivery, apex.queueForDelivery]) {
      expect(() => exit()).toThrow('only federation/wire');
    }
    const store = apex.store as Record<string, () => never>;
    for (const queue of ['deliveryEnqueue', 'deliveryDequeue', 'deliveryRequeue']) {
      expect(() => store[queue]?.()).toThrow('only the gate');
    }
  });

  it('reads a document with an unknown context without fetching it, and means nothing by its terms', async () => {
    const apex = await wrapped();
    const node = await apex.fromJSONLD({
      '@context': ['https://www.w3.org/ns/activitystreams', 'https://unknown.example/context'],
      id: 'https://a.example/1',
      type: 'Note',
      content: 'x',
    });
    expect(node).toMatchObject({ id: 'https://a.example/1', type: 'Note', content: ['x'] });
  });

  it("knows Mastodon's terms by their short names, both ways", async () => {
    const apex = await wrapped();
    const node = await apex.fromJSONLD({
      '@context': [
        'https://www.w3.org/ns/activitystreams',
        {
          toot: 'http://joinmastodon.org/ns#',
          sensitive: 'as:sensitive',
          Hashtag: 'as:Hashtag',
          blurhash: 'toot:blurhash',
          votersCount: 'toot:votersCount',
        },
      ],
      id: 'https://a.example/1',
      type: 'Question',
      sensitive: true,
      votersCount: 3,
      tag: [{ type: 'Hashtag', name: '#x', href: 'https://a.example/tags/x' }],
      attachment: [{ type: 'Document', blurhash: 'abc', url: 'https://a.example/1.png' }],
    });
    expect(node).toMatchObject({
      sensitive: [true],
      votersCount: [3],
      tag: [{ type: 'Hashtag' }],
      attachment: [{ blurhash: ['abc'] }],
    });
    expect(await apex.toJSONLD(node)).toMatchObject({
      type: 'Question',
      sensitive: true,
      votersCount: 3,
      tag: { type: 'Hashtag', name: '#x' },
    });
  });
});
