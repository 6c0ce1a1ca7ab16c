import * as decode from '../support/mastodon/decode.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
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
  await ben.follow('anna');
});

afterAll(() => acme.stop());

const ids = (items: readonly Record<string, unknown>[]) => items.map(({ id }) => id);
const outside = async (uri: unknown) =>
  (await fetch(String(uri), { headers: { accept: 'application/activity+json' } })).status;

describe('posting', () => {
  it('keeps a post without a choice among colleagues, and says so in every client', async () => {
    const status = await anna.post('lunch at noon');
    expect(status).toMatchObject({ visibility: 'private', account: { acct: 'anna' } });
    expect(status['content']).toContain('<p>lunch at noon</p>');
    expect(status['content']).toContain('Colleagues only');
    expect(ids(await carla.timeline('public?local=true'))).toContain(status['id']);
    expect(await outside(status['uri'])).toBe(404);
  });

  it.each(['public', 'unlisted'])('lets a post that is %s out', async (visibility) => {
    const status = await anna.post('we ship in May', { visibility });
    expect(status).toMatchObject({ visibility, content: '<p>we ship in May</p>' });
    expect(await outside(status['uri'])).toBe(200);
  });

  it('keeps a public post inside when it is meant for this server alone', async () => {
    const status = await anna.post('for us', { visibility: 'public', local_only: true });
    expect(status).toMatchObject({ visibility: 'private' });
    expect(await outside(status['uri'])).toBe(404);
  });

  it('shows a direct post to those it mentions and to nobody else', async () => {
    const status = await anna.post('@ben a word?', { visibility: 'direct' });
    expect(status).toMatchObject({ visibility: 'direct', mentions: [{ acct: 'ben' }] });
    const path = `/api/v1/statuses/${status['id']}`;
    expect((await ben.request(path)).status).toBe(200);
    expect(ids(await ben.timeline('home'))).toContain(status['id']);
    expect((await carla.request(path)).body).toEqual({ error: 'Record not found' });
    for (const act of ['favourite', 'reblog', 'bookmark', 'pin', 'mute']) {
      expect((await carla.request(`${path}/${act}`, { method: 'POST' })).status).toBe(404);
    }
    for (const more of ['context', 'source', 'history', 'favourited_by', 'reblogged_by']) {
      expect((await carla.request(`${path}/${more}`)).status).toBe(404);
    }
  });

  it('keeps a direct post that mentions nobody for its author', async () => {
    const status = await anna.post('note to self', { visibility: 'direct' });
    expect(status['visibility']).toBe('direct');
    expect((await ben.request(`/api/v1/statuses/${status['id']}`)).status).toBe(404);
    expect(ids(await ben.timeline('public'))).not.toContain(status['id']);
    expect(ids(await anna.timeline('home'))).toContain(status['id']);
  });

  it('links addresses, mentions and hashtags, and lets no markup through', async () => {
    const status = await anna.post('see https://acme.example/a?b=1&c=2, @ben. #Launch <b>x</b>\n\nnext\nline', {
      visibility: 'public',
    });
    expect(status).toMatchObject({ mentions: [{ acct: 'ben' }], tags: [{ name: 'launch' }] });
    const content = String(status['content']);
    expect(content).toContain('<a href="https://acme.example/a?b=1&#38;c=2">');
    expect(content).toContain('&#60;b&#62;x&#60;/b&#62;');
    expect(content).toContain('</p><p>next<br>line</p>');
    expect(ids(await carla.timeline('tag/Launch'))).toEqual([status['id']]);
  });

  it('answers a repeated Idempotency-Key with the first post, also when both come at once', async () => {
    const sending = { json: { status: 'once' }, headers: { 'idempotency-key': 'k1' } };
    const answers = await Promise.all([1, 2, 3].map(() => anna.request('/api/v1/statuses', sending)));
    const again = await anna.request('/api/v1/statuses', { ...sending, json: { status: 'other text' } });
    expect(new Set([...answers, again].map(({ body }) => body['id'])).size).toBe(1);
    const foreign = await ben.request('/api/v1/statuses', sending);
    expect(foreign.body['id']).not.toBe(again.body['id']);
  });

  it('takes forms as well as JSON', async () => {
    const form = { status: 'by form', visibility: 'unlisted', spoiler_text: 'careful', sensitive: 'true' };
    const { status, body } = await anna.request('/api/v1/statuses', { form });
    expect(status).toBe(200);
    expect(body).toMatchObject({ visibility: 'unlisted', spoiler_text: 'careful', sensitive: true });
  });

  it.each([
    [{ status: '' }, 422],
    [{ status: 'x'.repeat(5001) }, 422],
    [{ status: 'x', visibility: 'secret' }, 422],
    [{ status: 'x', in_reply_to_id: '1' }, 422],
  ])('says in one sentence what is wrong with %j', async (json, expected) => {
    const { status, body } = await anna.request('/api/v1/statuses', { json });
    expect(status).toBe(expected);
    expect(body['error']).toEqual(expect.any(String));
  });

  it('says its language, where the client or the preferences do, and an edit leaves nothing of the old text', async () => {
    const status = await anna.post('guten Tag', { language: 'de' });
    expect(status['language']).toBe('de');
    const edited = await anna.do(`/api/v1/statuses/${status['id']}`, { status: 'gute Nacht' }, 'PUT');
    expect(edited['language']).toBe('de');
    const node = await acme.context.store.objects.get(String(status['uri']));
    expect(JSON.stringify(node)).not.toContain('guten Tag');
    await ben.do('/api/v1/accounts/update_credentials', { source: { language: 'pt-br' } }, 'PATCH');
    expect((await ben.post('bom dia'))['language']).toBe('pt-BR');
    expect((await ben.post('no tongue', { language: 'x_y!' }))['language']).toBeNull();
  });

  it('makes a poll', async () => {
    const poll = { options: ['tea', 'coffee'], expires_in: 3600, multiple: false };
    const status = await anna.post('what to drink?', { poll });
    expect(status['poll']).toMatchObject({ options: [{ title: 'tea' }, { title: 'coffee' }], multiple: false });
    expect(await anna.get(`/api/v1/polls/${status['id']}`)).toMatchObject({ id: status['id'] });
  });
});

describe('a thread', () => {
  it('is read from above and from below, and a reply goes no further than what it answers', async () => {
    const root = await anna.post('who has the key?');
    const reply = await ben.post('@anna me', { in_reply_to_id: root['id'], visibility: 'public' });
    expect(reply).toMatchObject({ visibility: 'private', in_reply_to_id: root['id'] });
    expect(await outside(reply['uri'])).toBe(404);
    const answer = await anna.post('thanks', { in_reply_to_id: reply['id'] });
    const context = await carla.get(`/api/v1/statuses/${reply['id']}/context`);
    decode.decoded(decode.statuses, context['ancestors']);
    expect(ids(context['ancestors'] as [])).toEqual([root['id']]);
    expect(ids(context['descendants'] as [])).toEqual([answer['id']]);
    expect(await carla.get(`/api/v1/statuses/${root['id']}`)).toMatchObject({ replies_count: 1 });
  });
});

describe('an edit', () => {
  it('changes the post in place, keeps what was before, and gives back what was typed', async () => {
    const status = await anna.post('teh typo', { visibility: 'public' });
    const path = `/api/v1/statuses/${status['id']}`;
    expect(await anna.get(`${path}/source`)).toEqual({ id: status['id'], text: 'teh typo', spoiler_text: '' });
    const edited = await anna.do(path, { status: 'the typo' }, 'PUT');
    decode.decoded(decode.status, edited);
    expect(edited).toMatchObject({ id: status['id'], content: '<p>the typo</p>', edited_at: expect.any(String) });
    const history = await ben.list(`${path}/history`);
    expect(history.map(({ content }) => content)).toEqual(['<p>teh typo</p>', '<p>the typo</p>']);
    expect((await ben.request(path, { method: 'PUT', json: { status: 'mine' } })).status).toBe(404);
    expect((await ben.request(`${path}/source`)).status).toBe(404);
  });
});

describe('a deletion', () => {
  it('gives the text back and takes the post from everywhere', async () => {
    const status = await anna.post('gone soon #brief', { visibility: 'public' });
    const path = `/api/v1/statuses/${status['id']}`;
    await ben.do(`${path}/bookmark`);
    expect((await ben.request(path, { method: 'DELETE' })).status).toBe(404);
    expect(await anna.do(path, {}, 'DELETE')).toMatchObject({ id: status['id'], text: 'gone soon #brief' });
    expect((await anna.request(path)).status).toBe(404);
    for (const timeline of ['home', 'public', 'tag/brief']) {
      expect(ids(await ben.timeline(timeline))).not.toContain(status['id']);
    }
    expect(ids(await ben.list('/api/v1/bookmarks'))).not.toContain(status['id']);
  });
});

describe('what people do with a post', () => {
  it('is shown to them, counted for everyone, and taken back', async () => {
    const status = await anna.post('good news', { visibility: 'public' });
    const path = `/api/v1/statuses/${status['id']}`;
    expect(await ben.do(`${path}/favourite`)).toMatchObject({ favourited: true, favourites_count: 1 });
    expect(await ben.do(`${path}/favourite`)).toMatchObject({ favourited: true, favourites_count: 1 });
    expect(await ben.do(`${path}/bookmark`)).toMatchObject({ bookmarked: true });
    expect(await ben.do(`${path}/reblog`)).toMatchObject({ reblogged: true, reblogs_count: 1 });
    expect(await carla.get(path)).toMatchObject({ favourited: false, bookmarked: false, favourites_count: 1 });
    for (const who of ['favourited_by', 'reblogged_by']) {
      const accounts = await carla.list(`${path}/${who}`);
      decode.decoded(decode.accounts, accounts);
      expect(accounts.map(({ acct }) => acct)).toEqual(['ben']);
    }
    expect(ids(await ben.list('/api/v1/favourites'))).toEqual([status['id']]);
    expect(ids(await ben.list('/api/v1/bookmarks'))).toEqual([status['id']]);
    expect(await ben.do(`${path}/unfavourite`)).toMatchObject({ favourited: false, favourites_count: 0 });
    expect(await ben.do(`${path}/unreblog`)).toMatchObject({ reblogged: false, reblogs_count: 0 });
    expect(await ben.do(`${path}/unbookmark`)).toMatchObject({ bookmarked: false });
    expect(ids(await ben.list('/api/v1/favourites'))).toEqual([]);
  });

  it('brings a boost into the timelines of those who follow whoever boosts', async () => {
    const status = await carla.post('worth a look', { visibility: 'public' });
    await anna.do(`/api/v1/statuses/${status['id']}/reblog`);
    const [first] = await ben.timeline('home');
    decode.decoded(decode.status, first);
    expect(first).toMatchObject({ account: { acct: 'anna' }, reblog: { id: status['id'] } });
    expect(first?.['id']).not.toBe(status['id']);
  });

  it('boosts no internal post to the outside, and no direct one at all', async () => {
    const internal = await anna.post('between us');
    const boosted = await ben.do(`/api/v1/statuses/${internal['id']}/reblog`);
    expect(boosted).toMatchObject({ reblogged: true });
    const [own] = await ben.list(`/api/v1/accounts/${await ben.accountId('ben')}/statuses`);
    expect(await outside(own?.['uri'])).toBe(404);
    const direct = await anna.post('@ben psst', { visibility: 'direct' });
    expect((await ben.request(`/api/v1/statuses/${direct['id']}/reblog`, { method: 'POST' })).status).toBe(403);
  });

  it('pins own posts alone', async () => {
    const status = await anna.post('read me first', { visibility: 'public' });
    const path = `/api/v1/statuses/${status['id']}`;
    expect(await anna.do(`${path}/pin`)).toMatchObject({ pinned: true });
    expect((await ben.request(`${path}/pin`, { method: 'POST' })).status).toBe(422);
    const pinned = await ben.list(`/api/v1/accounts/${await ben.accountId('anna')}/statuses?pinned=true`);
    expect(ids(pinned)).toEqual([status['id']]);
    expect(await anna.do(`${path}/unpin`)).toMatchObject({ pinned: false });
  });
});
