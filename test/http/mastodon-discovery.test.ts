import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

let acme: Organisation;
let stranger: Stranger;
let anna: RestClient;
let ben: RestClient;
let carla: RestClient;

beforeAll(async () => {
  acme = await Organisation.start();
  stranger = await Stranger.start();
  [anna, ben, carla] = [
    await RestClient.join(acme, 'anna'),
    await RestClient.join(acme, 'ben'),
    await RestClient.join(acme, 'carla'),
  ];
});

afterAll(async () => {
  await acme.stop();
  await stranger.stop();
});

const ids = (items: unknown) => (items as { id: string }[]).map(({ id }) => id);
const found = async (client: RestClient, q: string, more = '') =>
  ids((await client.get(`/api/v2/search?q=${encodeURIComponent(q)}${more}`))['statuses']);
const idOf = async (client: RestClient, acct: string) =>
  String((await client.get(`/api/v1/accounts/lookup?acct=${acct}`))['id']);

describe('search', () => {
  it('finds posts by their words, of those that the reader may see, as they are by then', async () => {
    const [open, secret] = [
      await anna.post('The quarterly Zürich figures'),
      await anna.post('@ben the zurich secret', { visibility: 'direct' }),
    ];
    expect(await found(ben, 'zurich')).toEqual([secret['id'], open['id']]);
    expect(await found(carla, 'ZÜRICH fig')).toEqual([open['id']]);
    expect(await found(carla, 'secret')).toEqual([]);
    expect(await found(ben, 'zurich', '&limit=1&offset=1')).toEqual([open['id']]);
    expect(await found(ben, 'zurich', `&account_id=${await idOf(ben, 'carla')}`)).toEqual([]);
    await anna.do(`/api/v1/statuses/${open['id']}`, { status: 'The yearly Bern figures' }, 'PUT');
    expect(await found(carla, 'zurich')).toEqual([]);
    expect(await found(carla, 'bern')).toEqual([open['id']]);
    await anna.request(`/api/v1/statuses/${open['id']}`, { method: 'DELETE' });
    expect(await found(carla, 'bern')).toEqual([]);
  });

  it('finds somebody outside by handle or address, when it is asked to look there', async () => {
    const id = stranger.actor('zoe');
    const { host } = new URL(stranger.origin);
    const resource = `acct:zoe@${host}`;
    stranger.put(
      `/.well-known/webfinger?resource=${encodeURIComponent(resource)}`,
      { subject: resource, links: [{ rel: 'self', type: 'application/activity+json', href: id }] },
      'application/jrd+json',
    );
    const accounts = async (q: string, more = '') =>
      (await ben.get(`/api/v2/search?q=${encodeURIComponent(q)}${more}`))['accounts'] as Record<string, unknown>[];
    expect(await accounts(`@zoe@${host}`)).toEqual([]);
    expect(await accounts(`@zoe@${host}`, '&resolve=true')).toMatchObject([{ acct: `zoe@${host}`, uri: id }]);
    expect(await accounts(id)).toMatchObject([{ uri: id }]);
  });
});

describe('hashtags', () => {
  it('that somebody follows bring posts into their home timeline', async () => {
    expect(await carla.do('/api/v1/tags/Cake/follow')).toMatchObject({ name: 'cake', following: true });
    expect(await carla.list('/api/v1/followed_tags')).toMatchObject([{ name: 'cake' }]);
    const status = await anna.post('there is #cake');
    expect(ids(await carla.timeline('home'))).toContain(status['id']);
    expect(ids(await ben.timeline('home'))).not.toContain(status['id']);
    expect(await carla.do('/api/v1/tags/cake/unfollow')).toMatchObject({ following: false });
    const later = await anna.post('more #cake');
    expect(ids(await carla.timeline('home'))).not.toContain(later['id']);
  });

  it('can be featured, with how often they were used, and trend by people', async () => {
    const featured = await anna.do('/api/v1/featured_tags', { name: '#cake' });
    expect(featured).toMatchObject({ name: 'cake', statuses_count: '2' });
    expect(await ben.list(`/api/v1/accounts/${await idOf(ben, 'anna')}/featured_tags`)).toMatchObject([
      { name: 'cake' },
    ]);
    expect((await ben.request(`/api/v1/featured_tags/${featured['id']}`, { method: 'DELETE' })).status).toBe(404);
    expect(await anna.do(`/api/v1/featured_tags/${featured['id']}`, {}, 'DELETE')).toEqual({});
    await ben.post('#tea for me');
    await carla.post('#tea for me too');
    expect(await anna.list('/api/v1/trends/tags')).toMatchObject([{ name: 'tea' }, { name: 'cake' }]);
    const liked = await ben.post('like this one');
    await anna.do(`/api/v1/statuses/${liked['id']}/favourite`);
    expect(ids(await carla.list('/api/v1/trends/statuses'))).toEqual([liked['id']]);
  });
});

describe('people', () => {
  it('are suggested by whom one’s own people follow, until they are followed or dismissed', async () => {
    const dora = await RestClient.join(acme, 'dora');
    await ben.follow('carla');
    await dora.follow('ben');
    const suggested = async () =>
      (await dora.list('/api/v2/suggestions')).map(({ account }) => (account as { acct: string }).acct);
    expect((await suggested())[0]).toBe('carla');
    expect(await suggested()).not.toContain('ben');
    await dora.do(`/api/v1/suggestions/${await idOf(dora, 'carla')}`, {}, 'DELETE');
    expect(await suggested()).not.toContain('carla');
    const carlaId = await idOf(dora, 'carla');
    expect(await dora.list(`/api/v1/accounts/familiar_followers?id[]=${carlaId}`)).toMatchObject([
      { id: carlaId, accounts: [{ acct: 'ben' }] },
    ]);
    expect((await dora.list('/api/v1/directory?local=true')).map(({ acct }) => acct)).toContain('anna');
  });

  it('can be endorsed', async () => {
    const carlaId = await idOf(ben, 'carla');
    expect(await ben.do(`/api/v1/accounts/${carlaId}/endorse`)).toMatchObject({ endorsed: true });
    expect(await anna.list(`/api/v1/accounts/${await idOf(anna, 'ben')}/endorsements`)).toMatchObject([
      { acct: 'carla' },
    ]);
    expect(await ben.do(`/api/v1/accounts/${carlaId}/unendorse`)).toMatchObject({ endorsed: false });
  });
});

describe('grouped notifications', () => {
  it('put what happened to one post together', async () => {
    const status = await anna.post('a fine post');
    for (const client of [ben, carla]) await client.do(`/api/v1/statuses/${status['id']}/favourite`);
    await ben.post('@anna well said');
    const results = await anna.get('/api/v2/notifications');
    const groups = results['notification_groups'] as Record<string, unknown>[];
    expect(groups[0]).toMatchObject({ type: 'mention', notifications_count: 1 });
    expect(groups[1]).toMatchObject({
      group_key: `favourite-${status['id']}`,
      notifications_count: 2,
      status_id: status['id'],
      sample_account_ids: [await idOf(anna, 'carla'), await idOf(anna, 'ben')],
    });
    expect(ids(results['statuses'])).toContain(status['id']);
    const path = `/api/v2/notifications/favourite-${status['id']}`;
    expect(await anna.list(`${path}/accounts`)).toMatchObject([{ acct: 'carla' }, { acct: 'ben' }]);
    await anna.do(`${path}/dismiss`);
    expect((await anna.request(path)).status).toBe(404);
  });

  it('wait as requests where the policy filters their senders', async () => {
    await anna.do('/api/v2/notifications/policy', { for_not_following: 'filter' }, 'PATCH');
    await carla.post('@anna are you there?');
    expect(JSON.stringify(await anna.list('/api/v1/notifications'))).not.toContain('are you there');
    expect(await anna.get('/api/v2/notifications/policy')).toMatchObject({
      for_not_following: 'filter',
      summary: { pending_requests_count: expect.any(Number) },
    });
    const requests = await anna.list('/api/v1/notifications/requests');
    const request = requests.find(({ account }) => (account as { acct: string }).acct === 'carla');
    await anna.do(`/api/v1/notifications/requests/${request?.['id']}/accept`);
    expect(JSON.stringify(await anna.list('/api/v1/notifications'))).toContain('are you there');
    expect(
      (await anna.request('/api/v2/notifications/policy', { method: 'PATCH', json: { for_not_following: 'x' } }))
        .status,
    ).toBe(422);
  });
});
