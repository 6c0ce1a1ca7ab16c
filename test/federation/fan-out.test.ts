import { randomUUID } from 'node:crypto';
import type { ServerChange } from '../../server/ports/index.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

const sizes = { queuedAtOnce: 32, ofRange: 16 };
/** More than are queued in a post's own transaction, and no whole number of ranges. */
const many = 40;

describe('a post to more inboxes than one transaction takes', () => {
  let organisation: Organisation;
  let outside: Stranger;
  let press: C2sClient;

  // They are many to make: the tests share them.
  beforeAll(async () => {
    organisation = await Organisation.start({ idle: true, overrides: { sizes } });
    outside = await Stranger.start();
    press = await organisation.person('press', { kind: 'corporate' });
    await follow(many);
  }, 120_000);
  afterEach(() => {
    outside.posted.length = 0;
  });
  afterAll(async () => {
    await organisation.stop();
    await outside.stop();
  });

  const store = () => organisation.context.store;
  const inboxOf = (n: number) => `${outside.origin}/users/${n}/inbox`;
  const arrived = (type: string) => outside.posted.filter(({ body }) => body['type'] === type).map(({ path }) => path);
  const everyone = Array.from({ length: many }, (_, n) => `/users/${n}/inbox`).toSorted();

  /** Makes followers without asking each of them to say so. */
  async function follow(count: number): Promise<void> {
    const changes = Array.from({ length: count }, (_, n): ServerChange[] => {
      const id = `${outside.origin}/users/${n}`;
      const activity = { id: `${id}/follow`, type: 'Follow', actor: [id], object: [press.actor] };
      return [
        { change: 'object.insert', node: { id, type: 'Person', inbox: [inboxOf(n)] } },
        { change: 'activity.insert', node: activity, collections: [`${press.actor}/followers`] },
      ];
    });
    await store().commits.commit(changes.flat());
  }

  async function post(content = 'the tide gauge is in the water'): Promise<string> {
    const answer = await press.post({ type: 'Note', content, to: [asPublic], cc: [`${press.actor}/followers`] });
    expect(answer.status).toBe(201);
    return (answer.body['object'] as { id: string }).id;
  }

  it('is committed without a delivery for each, and reaches every one of them once', async () => {
    await post();
    expect(await store().fanOuts.waiting()).toBe(1);
    expect(await store().deliveries.stats()).toMatchObject({ waiting: 0 });
    await organisation.drain();
    expect(arrived('Create').toSorted()).toEqual(everyone);
    expect(await store().fanOuts.waiting()).toBe(0);
  });

  it('is finished by another process where the one that had it ended, and reaches nobody twice', async () => {
    await post();
    const range = await store().fanOuts.claim({ owner: 'gone', leaseMs: 0 });
    expect(range).toBeDefined();
    await organisation.drain();
    expect(arrived('Create').toSorted()).toEqual(everyone);
  });

  it('goes to nobody any more once it is taken back', async () => {
    const id = await post();
    const taken = await press.post({ type: 'Delete', object: id, to: [asPublic], cc: [`${press.actor}/followers`] });
    expect(taken.status).toBe(201);
    await organisation.drain();
    expect(arrived('Create')).toEqual([]);
    expect(arrived('Delete').toSorted()).toEqual(everyone);
  });

  it.each([
    ['the followers of another account', { source: { kind: 'followers', collection: 'https://b.example/followers' } }],
    ['whoever got something else', { source: { kind: 'recipients' } }],
    ['another signer', { signer: 'https://b.example/users/boss' }],
    ['another seal', { seal: 'another' }],
  ] as const)('is carried out as it was sealed only: not for %s', async (_, change) => {
    const { delivered } = await store().deliveries.stats();
    await post();
    const range = await store().fanOuts.claim({ owner: 'thief', leaseMs: 0 });
    const { fence, after: _after, upto: _upto, ...sealed } = range!;
    await store().commits.commit([
      { change: 'fanOut.add', fanOut: { ...sealed, id: randomUUID(), ...change }, at: Date.now() },
      { change: 'fanOut.done', id: sealed.id, fence },
    ]);
    await organisation.drain();
    expect(await store().fanOuts.waiting()).toBe(0);
    expect(await store().deliveries.stats()).toMatchObject({ waiting: 0, delivered });
    expect(outside.posted).toEqual([]);
  });

  it('is taken back from everyone that ever got it, also from who follows no more', async () => {
    const id = await post();
    await organisation.drain();
    const follows = Array.from({ length: many }, (_, n) => `${outside.origin}/users/${n}/follow`);
    await store().commits.commit(
      follows.map((activity) => ({ change: 'member.remove', collection: `${press.actor}/followers`, activity })),
    );
    await press.post({ type: 'Delete', object: id, to: [asPublic] });
    expect(await store().fanOuts.waiting()).toBe(1);
    await organisation.drain();
    expect(arrived('Delete').toSorted()).toEqual(everyone);
  });
});
