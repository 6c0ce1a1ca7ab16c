import * as decode from '../support/mastodon/decode.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { send } from '../support/portico/oauth-app.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let anna: RestClient;
let ben: RestClient;
let carla: RestClient;

beforeAll(async () => {
  acme = await Organisation.start();
  [anna, ben, carla] = [
    await RestClient.join(acme, 'anna'),
    await RestClient.join(acme, 'ben'),
    await RestClient.join(acme, 'carla'),
  ];
});

afterAll(() => acme.stop());

const ids = (items: readonly Record<string, unknown>[]) => items.map(({ id }) => id);
const accts = (items: readonly Record<string, unknown>[]) => items.map(({ acct }) => acct);

describe('the server', () => {
  it('describes itself to clients that have not signed in', async () => {
    const v2 = await send(`${acme.origin}/api/v2/instance`);
    decode.decoded(decode.instanceV2, v2.body);
    expect(v2.headers.get('access-control-allow-origin')).toBe('*');
    const v1 = await send(`${acme.origin}/api/v1/instance`);
    decode.decoded(decode.instanceV1, v1.body);
    expect(v1.body['uri']).toBe(new URL(acme.origin).host);
  });

  it('answers what it does not offer with a JSON 404', async () => {
    for (const path of ['/api/v1/nothing', '/api/v2/nothing/at/all', '/api/v1/statuses/1/translate']) {
      const { status, body } = await anna.request(path, { method: 'POST' });
      expect({ status, body }).toEqual({ status: 404, body: { error: 'Record not found' } });
    }
  });

  it('lets any page ask, without credentials of its own', async () => {
    const { status, headers } = await send(`${acme.origin}/api/v1/statuses`, { method: 'OPTIONS' });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
    expect(headers.get('access-control-expose-headers')).toContain('Link');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('who may ask', () => {
  const reads = [
    'timelines/home',
    'timelines/public',
    'notifications',
    'accounts/verify_credentials',
    'bookmarks',
    'lists',
  ];

  it.each(reads)('nobody without a token: %s', async (path) => {
    const { status, body } = await send(`${acme.origin}/api/v1/${path}`);
    expect({ status, body }).toEqual({ status: 401, body: { error: 'The access token is invalid' } });
  });

  it('nobody beyond the scopes of their token', async () => {
    const { actorId } = (await acme.context.store.accounts.byName('anna')) ?? { actorId: '' };
    const token = await acme.context.tokens.issueToken({ actorId, scope: 'read:accounts' });
    const narrow = new RestClient(acme.origin, token);
    expect((await narrow.request('/api/v1/accounts/verify_credentials')).status).toBe(200);
    expect((await narrow.request('/api/v1/timelines/home')).status).toBe(403);
    expect((await narrow.request('/api/v1/statuses', { json: { status: 'x' } })).status).toBe(403);
  });

  it('nobody whose token was revoked', async () => {
    const dora = await RestClient.join(acme, 'dora');
    expect((await dora.request('/api/v1/timelines/home')).status).toBe(200);
    await acme.context.tokens.revokeAll(`${acme.origin}/users/dora`);
    expect((await dora.request('/api/v1/timelines/home')).status).toBe(401);
  });

  it('nobody too often, and the headers say when to come back', async () => {
    const eva = await RestClient.join(acme, 'eva');
    const { headers } = await eva.request('/api/v1/lists');
    expect(Number(headers.get('x-ratelimit-remaining'))).toBe(Number(headers.get('x-ratelimit-limit')) - 1);
    expect(headers.get('x-ratelimit-reset')).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    const statuses: number[] = [];
    for (let n = 0; n < 301; n += 1)
      statuses.push((await eva.request('/api/v1/nothing/../markers', { method: 'POST' })).status);
    expect(statuses.slice(-2)).toEqual([200, 429]);
  });
});

describe('an account', () => {
  it('knows itself', async () => {
    const own = decode.decoded(decode.credentialAccount, await anna.get('/api/v1/accounts/verify_credentials'));
    expect(own).toMatchObject({ acct: 'anna', source: { privacy: 'private', sensitive: false } });
    expect((await fetch(String(own['avatar']))).status).toBe(200);
  });

  it('changes its profile and what its posts start from', async () => {
    const changed = await carla.do(
      '/api/v1/accounts/update_credentials',
      {
        display_name: 'Carla C.',
        note: 'likes #tea',
        fields_attributes: [{ name: 'Team', value: 'Press' }],
        source: { privacy: 'public', language: 'de' },
      },
      'PATCH',
    );
    decode.decoded(decode.credentialAccount, changed);
    expect(changed).toMatchObject({
      display_name: 'Carla C.',
      source: { privacy: 'public', language: 'de', note: 'likes #tea' },
      fields: [{ name: 'Team', value: 'Press' }],
    });
    expect(await carla.post('hello')).toMatchObject({ visibility: 'public' });
    expect(await carla.get('/api/v1/preferences')).toMatchObject({ 'posting:default:visibility': 'public' });
  });

  it('changes its profile by a multipart form too', async () => {
    const form = new FormData();
    form.set('display_name', 'Anna A.');
    form.set('fields_attributes[0][name]', 'Pronouns');
    form.set('fields_attributes[0][value]', 'she/her');
    const response = await fetch(`${acme.origin}/api/v1/accounts/update_credentials`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${anna.token}` },
      body: form,
    });
    expect(await response.json()).toMatchObject({ display_name: 'Anna A.', fields: [{ name: 'Pronouns' }] });
  });

  it('is found by name and by its letters', async () => {
    decode.decoded(decode.account, await anna.get('/api/v1/accounts/lookup?acct=ben'));
    expect(accts(await anna.list('/api/v1/accounts/search?q=carl'))).toEqual(['carla']);
    const found = await anna.get('/api/v2/search?q=ben');
    expect(accts(found['accounts'] as [])).toEqual(['ben']);
    expect((await anna.request('/api/v1/accounts/lookup?acct=nobody')).status).toBe(404);
    expect((await anna.request('/api/v1/accounts/999')).status).toBe(404);
  });
});

describe('following', () => {
  it('is seen from both sides and taken back', async () => {
    const id = await ben.accountId('anna');
    const followed = decode.decoded(decode.relationship, await ben.do(`/api/v1/accounts/${id}/follow`));
    expect(followed).toMatchObject({ id, following: true, followed_by: false, requested: false });
    const [back] = await anna.list(`/api/v1/accounts/relationships?id[]=${await anna.accountId('ben')}`);
    expect(back).toMatchObject({ followed_by: true, following: false });
    expect(accts(await carla.list(`/api/v1/accounts/${id}/followers`))).toEqual(['ben']);
    expect(accts(await carla.list(`/api/v1/accounts/${await ben.accountId('ben')}/following`))).toEqual(['anna']);
    const status = await anna.post('news for those who follow');
    expect(ids(await ben.timeline('home'))).toContain(status['id']);
    expect(ids(await carla.timeline('home'))).not.toContain(status['id']);
    expect(await ben.do(`/api/v1/accounts/${id}/unfollow`)).toMatchObject({ following: false });
    const later = await anna.post('later news');
    expect(ids(await ben.timeline('home'))).not.toContain(later['id']);
  });

  it('is nothing that one does to oneself', async () => {
    const id = await anna.accountId('anna');
    expect((await anna.request(`/api/v1/accounts/${id}/follow`, { method: 'POST' })).status).toBe(403);
  });

  it('leaves out whom one has muted or blocked', async () => {
    await ben.follow('carla');
    const id = await ben.accountId('carla');
    const status = await carla.post('noise');
    expect(await ben.do(`/api/v1/accounts/${id}/mute`)).toMatchObject({ muting: true, following: true });
    expect(ids(await ben.timeline('home'))).not.toContain(status['id']);
    expect(accts(await ben.list('/api/v1/mutes'))).toEqual(['carla']);
    expect(await ben.do(`/api/v1/accounts/${id}/unmute`)).toMatchObject({ muting: false });
    expect(ids(await ben.timeline('home'))).toContain(status['id']);
    expect(await ben.do(`/api/v1/accounts/${id}/block`)).toMatchObject({ blocking: true, following: false });
    expect(accts(await ben.list('/api/v1/blocks'))).toEqual(['carla']);
    expect(await ben.do(`/api/v1/accounts/${id}/unblock`)).toMatchObject({ blocking: false });
  });
});

describe('a timeline', () => {
  it('is paged by ids and links in both directions', async () => {
    const posted: unknown[] = [];
    for (let n = 0; n < 5; n += 1) posted.unshift((await anna.post(`page ${n} #paging`))['id']);
    const page = await anna.request('/api/v1/timelines/tag/paging?limit=2');
    expect(ids(JSON.parse(page.text) as [])).toEqual(posted.slice(0, 2));
    const link = page.headers.get('link') ?? '';
    const next = /<([^>]+)>; rel="next"/.exec(link)?.[1] ?? '';
    expect(next).toContain(`max_id=${posted[1]}`);
    const { pathname, search } = new URL(next);
    expect(ids(await anna.list(pathname + search))).toEqual(posted.slice(2, 4));
    const since = `/api/v1/timelines/tag/paging?limit=2&since_id=${posted[4]}`;
    expect(ids(await anna.list(since))).toEqual(posted.slice(0, 2));
    const min = `/api/v1/timelines/tag/paging?limit=2&min_id=${posted[4]}`;
    expect(ids(await anna.list(min))).toEqual(posted.slice(2, 4));
  });

  it('gives ids that sort by time and have one length', async () => {
    const [first, second] = [await anna.post('first'), await anna.post('second')];
    expect(String(first['id'])).toMatch(/^\d{18}$/);
    expect(String(first['id']) < String(second['id'])).toBe(true);
  });
});

describe('notifications', () => {
  it('tell of mentions, favourites, boosts and followers, and are dismissed', async () => {
    const flora = await RestClient.join(acme, 'flora');
    const status = await flora.post('look', { visibility: 'public' });
    await ben.do(`/api/v1/statuses/${status['id']}/favourite`);
    await ben.do(`/api/v1/statuses/${status['id']}/reblog`);
    await ben.follow('flora');
    await ben.post('@flora hello');
    const all = await flora.list('/api/v1/notifications');
    for (const notification of all) decode.decoded(decode.notification, notification);
    expect(all.map(({ type }) => type)).toEqual(['mention', 'follow', 'reblog', 'favourite']);
    const mentions = await flora.list('/api/v1/notifications?types[]=mention');
    expect(mentions.map(({ type }) => type)).toEqual(['mention']);
    const [mention] = mentions;
    const path = `/api/v1/notifications/${mention?.['id']}`;
    expect(await flora.get(path)).toMatchObject({ type: 'mention' });
    expect((await ben.request(path)).status).toBe(404);
    await flora.do(`${path}/dismiss`);
    expect(await flora.list('/api/v1/notifications?exclude_types[]=follow')).toHaveLength(2);
    await ben.do(`/api/v1/statuses/${status['id']}/unfavourite`);
    expect((await flora.list('/api/v1/notifications')).map(({ type }) => type)).toEqual(['follow', 'reblog']);
    expect(await flora.do('/api/v1/notifications/clear')).toEqual({});
    expect(await flora.list('/api/v1/notifications')).toEqual([]);
  });
});

describe('what clients keep here', () => {
  it('lists have the posts of their members', async () => {
    await ben.follow('anna');
    const list = await ben.do('/api/v1/lists', { title: 'Team' });
    const path = `/api/v1/lists/${list['id']}`;
    await ben.do(`${path}/accounts`, { account_ids: [await ben.accountId('anna')] });
    expect(accts(await ben.list(`${path}/accounts`))).toEqual(['anna']);
    const status = await anna.post('for the list');
    expect(ids(await ben.timeline(`list/${list['id']}`))).toEqual([status['id']]);
    expect((await carla.request(path)).status).toBe(404);
    expect((await carla.request(`/api/v1/timelines/list/${list['id']}`)).status).toBe(404);
    await ben.do(`${path}/accounts`, { account_ids: [await ben.accountId('anna')] }, 'DELETE');
    expect(await ben.list(`${path}/accounts`)).toEqual([]);
    expect(await ben.do(path, { title: 'Others' }, 'PUT')).toMatchObject({ title: 'Others' });
    expect(await ben.do(path, {}, 'DELETE')).toEqual({});
    expect(await ben.list('/api/v1/lists')).toEqual([]);
  });

  it('filters are made, changed and removed', async () => {
    const filter = await ben.do('/api/v2/filters', {
      title: 'Sport',
      context: ['home'],
      filter_action: 'hide',
      keywords_attributes: [{ keyword: 'goal', whole_word: true }],
    });
    expect(filter).toMatchObject({ title: 'Sport', context: ['home'], keywords: [{ keyword: 'goal' }], statuses: [] });
    const path = `/api/v2/filters/${filter['id']}`;
    expect(await ben.do(path, { title: 'Football' }, 'PUT')).toMatchObject({
      title: 'Football',
      filter_action: 'hide',
    });
    expect((await carla.request(path)).status).toBe(404);
    await ben.do(path, {}, 'DELETE');
    expect(await ben.list('/api/v2/filters')).toEqual([]);
  });

  it('markers remember how far somebody has read', async () => {
    expect(await ben.get('/api/v1/markers?timeline[]=home')).toEqual({});
    await ben.do('/api/v1/markers', { home: { last_read_id: '5' } });
    await ben.do('/api/v1/markers', { home: { last_read_id: '7' } });
    expect(await ben.get('/api/v1/markers?timeline[]=home')).toMatchObject({ home: { last_read_id: '7', version: 2 } });
    expect(await carla.get('/api/v1/markers?timeline[]=home')).toEqual({});
  });
});
