import sharp from 'sharp';
import * as decode from '../support/mastodon/decode.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let anna: RestClient;
let ben: RestClient;
let picture: Blob;

beforeAll(async () => {
  acme = await Organisation.start();
  [anna, ben] = [await RestClient.join(acme, 'anna'), await RestClient.join(acme, 'ben')];
  const pixels = sharp({ create: { width: 64, height: 48, channels: 3, background: '#888888' } });
  picture = new Blob([new Uint8Array(await pixels.png().toBuffer())], { type: 'image/png' });
});

afterAll(() => acme.stop());

const send = async (client: RestClient, path: string, method: string, file: string, blob = picture) => {
  const form = new FormData();
  form.set(file, blob, 'picture.png');
  const headers = { authorization: `Bearer ${client.token}` };
  const response = await fetch(`${acme.origin}${path}`, { method, headers, body: form });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const credentials = '/api/v1/accounts/update_credentials';

describe('a profile', () => {
  it('has pictures, which everybody sees who sees the profile, until they are taken away', async () => {
    const { status, body } = await send(anna, credentials, 'PATCH', 'avatar');
    expect(status).toBe(200);
    decode.decoded(decode.credentialAccount, body);
    const avatar = String(body['avatar']);
    expect(avatar).toMatch(`${acme.origin}/media/`);
    expect((await fetch(avatar)).headers.get('content-type')).toMatch('image/');
    const seen = await ben.get(`/api/v1/accounts/${body['id']}`);
    expect(seen['avatar']).toBe(avatar);
    const taken = await anna.do('/api/v1/profile/avatar', {}, 'DELETE');
    expect(taken['avatar']).toBe(`${acme.origin}/avatars/missing.svg`);
    expect((await fetch(avatar)).status).toBe(404);
    expect((await send(anna, credentials, 'PATCH', 'header')).body['header']).toMatch(`${acme.origin}/media/`);
  });

  it('takes no picture that is none', async () => {
    const { status, body } = await send(anna, credentials, 'PATCH', 'avatar', new Blob(['<svg onload=alert(1)>']));
    expect([status, body['error']]).toEqual([422, expect.stringContaining('Validation failed')]);
  });

  it('is read and changed as its owner wrote it', async () => {
    const actorId = `${acme.origin}/users/anna`;
    const withScope = async (scope: string): Promise<RestClient> =>
      new RestClient(acme.origin, await acme.context.tokens.issueToken({ actorId, scope }));
    const client = await withScope('write profile');
    const json = { display_name: 'Anna B', note: 'I *build* things', locked: true };
    expect(await client.do('/api/v1/profile', json, 'PATCH')).toMatchObject(json);
    expect(await client.get('/api/v1/profile')).toMatchObject({ note: 'I *build* things', locked: true });
    expect((await (await withScope('read')).request('/api/v1/profile')).status).toBe(200);
    expect((await (await withScope('write')).request('/api/v1/profile')).status).toBe(403);
  });
});

describe('filters in their older form', () => {
  it('are kept as the newer ones are', async () => {
    const made = await anna.do('/api/v1/filters', { phrase: 'spoiler', context: ['home'], irreversible: true });
    expect(made).toMatchObject({ phrase: 'spoiler', context: ['home'], irreversible: true, whole_word: false });
    const path = `/api/v1/filters/${made['id']}`;
    expect(await anna.list('/api/v2/filters')).toMatchObject([
      { title: 'spoiler', filter_action: 'hide', keywords: [{ id: made['id'], keyword: 'spoiler' }] },
    ]);
    expect(await anna.do(path, { phrase: 'ending', context: ['home', 'public'] }, 'PUT')).toMatchObject({
      phrase: 'ending',
    });
    expect(await anna.get(path)).toMatchObject({ phrase: 'ending', context: ['home', 'public'] });
    const post = await ben.post('the ending is sad');
    expect((await anna.get(`/api/v1/statuses/${post['id']}`))['filtered']).toMatchObject([
      { keyword_matches: ['ending'] },
    ]);
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const sent = { method, ...(method !== 'GET' && { json: { phrase: 'x', context: ['home'] } }) };
      expect((await ben.request(path, sent)).status).toBe(404);
    }
    expect((await anna.request('/api/v1/filters', { json: { phrase: '', context: ['home'] } })).status).toBe(422);
    expect(await anna.do(path, {}, 'DELETE')).toEqual({});
    expect(await anna.list('/api/v2/filters')).toEqual([]);
  });
});

describe('a page that people link to', () => {
  it('has a timeline of the posts that do, and trends; what is for a few is in neither', async () => {
    const url = 'https://news.example/story?a=1&b=2';
    const first = await anna.post(`read ${url}#part`);
    await ben.post(`@anna ${url}`, { visibility: 'direct' });
    const timeline = await ben.timeline(`link?url=${encodeURIComponent(url)}`);
    expect(timeline.map(({ id }) => id)).toEqual([first['id']]);
    expect(await ben.timeline(`link?url=${encodeURIComponent('javascript:1')}`)).toEqual([]);
    const [link] = await ben.list('/api/v1/trends/links');
    expect(link).toMatchObject({ url, provider_name: 'news.example', history: [{ accounts: '1' }] });
    await anna.do(`/api/v1/statuses/${first['id']}`, {}, 'DELETE');
    expect(await ben.timeline(`link?url=${encodeURIComponent(url)}`)).toEqual([]);
  });
});

describe('an upload', () => {
  it('is taken back by whoever made it, as long as nothing shows it', async () => {
    const { body } = await send(anna, '/api/v2/media', 'POST', 'file');
    const path = `/api/v1/media/${body['id']}`;
    expect((await ben.request(path, { method: 'DELETE' })).status).toBe(404);
    expect(await anna.do(path, {}, 'DELETE')).toEqual({});
    expect((await anna.request(path)).status).toBe(404);
    const attached = await send(anna, '/api/v2/media', 'POST', 'file');
    await acme.context.media.drain();
    await anna.post('look', { media_ids: [attached.body['id']] });
    expect((await anna.request(`/api/v1/media/${attached.body['id']}`, { method: 'DELETE' })).status).toBe(422);
  });
});
