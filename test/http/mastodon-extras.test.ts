import { EventReader } from '../support/mastodon/event-reader.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

let now = Date.now();
let acme: Organisation;
let stranger: Stranger;
let anna: RestClient;
let ben: RestClient;
let carla: RestClient;

beforeAll(async () => {
  acme = await Organisation.start({ overrides: { clock: () => now } });
  stranger = await Stranger.start();
  [anna, ben, carla] = [
    await RestClient.join(acme, 'anna'),
    await RestClient.join(acme, 'ben'),
    await RestClient.join(acme, 'carla'),
  ];
  await ben.follow('anna');
});

afterAll(async () => {
  await acme.stop();
  await stranger.stop();
});

const idOf = async (client: RestClient, acct: string) =>
  String((await client.get(`/api/v1/accounts/lookup?acct=${acct}`))['id']);
const texts = (items: readonly Record<string, unknown>[]) => items.map(({ content }) => String(content));

describe('a poll', () => {
  const options = ['tea', 'coffee', 'water'];
  const open = (more: object = {}) => anna.post('what to drink?', { poll: { options, expires_in: 600, ...more } });
  const voting = (client: RestClient, id: unknown, choices: readonly number[]) =>
    client.request(`/api/v1/polls/${id}/votes`, { json: { choices } });

  it('counts each person once, and shows them their choice', async () => {
    const { id } = await open();
    const voted = await voting(ben, id, [1]);
    expect(voted.body).toMatchObject({ voted: true, own_votes: [1], votes_count: 1 });
    expect((await voting(ben, id, [2])).status).toBe(422);
    const both = await Promise.all([voting(carla, id, [0]), voting(carla, id, [2])]);
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 422]);
    const status = await anna.get(`/api/v1/statuses/${id}`);
    expect(status['poll']).toMatchObject({ votes_count: 2, voted: false });
  });

  it('takes several choices only where it says so, and none that it has not', async () => {
    const [one, many] = [await open(), await open({ multiple: true })];
    expect((await voting(ben, one['id'], [0, 1])).status).toBe(422);
    expect((await voting(ben, one['id'], [7])).status).toBe(422);
    expect((await voting(ben, one['id'], [])).status).toBe(422);
    expect((await voting(ben, many['id'], [0, 2])).body).toMatchObject({ own_votes: [0, 2] });
    expect((await voting(anna, one['id'], [0])).status).toBe(422);
  });

  it('is closed when its time is over', async () => {
    const { id } = await open({ expires_in: 300 });
    now += 301_000;
    expect((await voting(ben, id, [0])).body['error']).toContain('already ended');
    expect(await ben.get(`/api/v1/polls/${id}`)).toMatchObject({ expired: true });
  });

  it('is hidden from whoever may not see its post', async () => {
    const { id } = await anna.post('@ben which?', { visibility: 'direct', poll: { options, expires_in: 600 } });
    expect((await voting(carla, id, [0])).status).toBe(404);
    expect((await voting(ben, id, [0])).status).toBe(200);
  });
});

describe('a scheduled post', () => {
  const later = () => new Date(now + 10 * 60_000).toISOString();

  it('waits for its time, and is sent once', async () => {
    const kept = await anna.do('/api/v1/statuses', { status: 'good morning', scheduled_at: later() });
    expect(kept).toMatchObject({ scheduled_at: later(), params: { text: 'good morning' } });
    expect(await anna.list('/api/v1/scheduled_statuses')).toMatchObject([{ id: kept['id'] }]);
    expect(await ben.list('/api/v1/scheduled_statuses')).toEqual([]);
    const { sendDue } = await import('../../server/mastodon/scheduling.ts');
    const send = () => sendDue(acme.context.clientApi.parts, new AbortController().signal);
    await send();
    expect(texts(await ben.timeline('home')).join()).not.toContain('good morning');
    now += 11 * 60_000;
    await send();
    await send();
    const sent = texts(await ben.timeline('home')).filter((text) => text.includes('good morning'));
    expect(sent).toHaveLength(1);
    expect(await anna.list('/api/v1/scheduled_statuses')).toEqual([]);
  });

  it('can be put off and taken back, by its author alone, and not be for the next five minutes', async () => {
    const { id } = await anna.do('/api/v1/statuses', { status: 'maybe', scheduled_at: later() });
    const path = `/api/v1/scheduled_statuses/${id}`;
    expect((await ben.request(path)).status).toBe(404);
    const moved = new Date(now + 60 * 60_000).toISOString();
    expect(await anna.do(path, { scheduled_at: moved }, 'PUT')).toMatchObject({ scheduled_at: moved });
    expect(await anna.do(path, {}, 'DELETE')).toEqual({});
    const soon = { status: 'too soon', scheduled_at: new Date(now + 1000).toISOString() };
    expect((await anna.request('/api/v1/statuses', { json: soon })).status).toBe(422);
  });
});

describe('conversations', () => {
  it('gather a thread of direct posts, newest on top, unread until they are read', async () => {
    const first = await anna.post('@ben lunch?', { visibility: 'direct' });
    await using stream = await EventReader.open(`${acme.origin}/api/v1/streaming/direct`, ben.token);
    const second = await anna.post('@ben at noon?', { visibility: 'direct', in_reply_to_id: first['id'] });
    expect(await stream.next('conversation')).toMatchObject({ unread: true, last_status: { id: second['id'] } });
    const [conversation] = await ben.list('/api/v1/conversations');
    expect(conversation).toMatchObject({
      unread: true,
      accounts: [{ acct: 'anna' }],
      last_status: { id: second['id'] },
    });
    const path = `/api/v1/conversations/${conversation?.['id']}`;
    expect((await carla.request(`${path}/read`, { method: 'POST' })).status).toBe(404);
    expect(await ben.do(`${path}/read`)).toMatchObject({ unread: false });
    expect(await ben.do(path, {}, 'DELETE')).toEqual({});
    expect(await ben.list('/api/v1/conversations')).not.toContainEqual(
      expect.objectContaining({ id: conversation?.['id'] }),
    );
    expect(await carla.list('/api/v1/conversations')).toEqual([]);
  });
});

describe('filters', () => {
  it('say which of them a post meets, by whole words and by posts', async () => {
    const filter = await ben.do('/api/v2/filters', {
      title: 'sport',
      context: ['home'],
      keywords_attributes: [{ keyword: 'golf', whole_word: true }],
    });
    const [met, missed] = [await anna.post('we play GOLF today'), await anna.post('golfing is not it')];
    const seen = await ben.get(`/api/v1/statuses/${met['id']}`);
    expect(seen['filtered']).toMatchObject([{ filter: { title: 'sport' }, keyword_matches: ['golf'] }]);
    expect((await ben.get(`/api/v1/statuses/${missed['id']}`))['filtered']).toEqual([]);
    expect((await carla.get(`/api/v1/statuses/${met['id']}`))['filtered']).toEqual([]);
    const named = await ben.do(`/api/v2/filters/${filter['id']}/statuses`, { status_id: missed['id'] });
    expect((await ben.get(`/api/v1/statuses/${missed['id']}`))['filtered']).toMatchObject([
      { status_matches: [missed['id']] },
    ]);
    await ben.do(`/api/v2/filters/statuses/${named['id']}`, {}, 'DELETE');
    const [keyword] = await ben.list(`/api/v2/filters/${filter['id']}/keywords`);
    await ben.do(`/api/v2/filters/keywords/${keyword?.['id']}`, { keyword: 'chess' }, 'PUT');
    expect((await ben.get(`/api/v1/statuses/${met['id']}`))['filtered']).toEqual([]);
    expect(await ben.list('/api/v1/filters')).toMatchObject([{ phrase: 'chess' }]);
    expect((await carla.request(`/api/v2/filters/${filter['id']}/keywords`)).status).toBe(404);
  });
});

describe('what somebody does not want to see', () => {
  it('is left out with the whole of a server', async () => {
    const host = new URL(stranger.origin).host;
    await ben.do('/api/v1/domain_blocks', { domain: host });
    expect(await ben.list('/api/v1/domain_blocks')).toEqual([host]);
    const { hiddenAuthors } = await import('../../server/mastodon/hiding.ts');
    const { parts } = acme.context.clientApi;
    const self = `${acme.origin}/users/ben`;
    const authors = [`${stranger.origin}/users/zoe`, `${acme.origin}/users/anna`];
    expect([...(await hiddenAuthors(parts, self, authors))]).toEqual([authors[0]]);
    await ben.do('/api/v1/domain_blocks', { domain: host }, 'DELETE');
    expect(await ben.list('/api/v1/domain_blocks')).toEqual([]);
  });

  it('makes no sound in a thread that is muted', async () => {
    const status = await ben.post('a long thread');
    await ben.do(`/api/v1/statuses/${status['id']}/mute`);
    await carla.post('@ben and another thing', { in_reply_to_id: status['id'] });
    const heard = await ben.list('/api/v1/notifications?types[]=mention');
    expect(JSON.stringify(heard)).not.toContain('another thing');
  });
});

describe('a follower', () => {
  it('can be let go', async () => {
    const benId = await idOf(anna, 'ben');
    expect(await anna.do(`/api/v1/accounts/${benId}/remove_from_followers`)).toMatchObject({ followed_by: false });
  });
});

describe('a report', () => {
  it('is dealt with by moderators, from their client', async () => {
    const body = { account_id: await idOf(anna, 'carla'), comment: 'see here' };
    await anna.do('/api/v1/reports', body);
    const mona = await RestClient.join(acme, 'mona', ['moderator']);
    const { actorId } = (await acme.context.store.accounts.byName('mona')) ?? { actorId: '' };
    const scope = 'admin:read admin:write';
    const client = new RestClient(acme.origin, await acme.context.tokens.issueToken({ actorId, scope }));
    expect((await mona.request('/api/v1/admin/reports')).status).toBe(403);
    const [report] = await client.list('/api/v1/admin/reports');
    expect(report).toMatchObject({ comment: 'see here', action_taken: false, target_account: { username: 'carla' } });
    const path = `/api/v1/admin/reports/${report?.['id']}`;
    expect(await client.do(`${path}/resolve`)).toMatchObject({ action_taken: true });
    expect(await client.list('/api/v1/admin/reports')).toEqual([]);
    expect(await client.do(`${path}/reopen`)).toMatchObject({ action_taken: false });
    expect(await client.list('/api/v2/admin/accounts?username=carla')).toMatchObject([{ username: 'carla' }]);
    const annas = (await acme.context.store.accounts.byName('anna')) ?? { actorId: '' };
    const usurper = new RestClient(
      acme.origin,
      await acme.context.tokens.issueToken({ actorId: annas.actorId, scope }),
    );
    expect((await usurper.request('/api/v1/admin/reports')).status).toBe(403);
  });

  it('reaches the moderators, with the posts that its author may see', async () => {
    const status = await carla.post('rude words');
    const body = {
      account_id: await idOf(anna, 'carla'),
      status_ids: [status['id']],
      comment: 'not nice',
      category: 'spam',
    };
    expect(await anna.do('/api/v1/reports', body)).toMatchObject({
      comment: 'not nice',
      category: 'spam',
      forwarded: false,
      target_account: { acct: 'carla' },
    });
    const [report] = (await acme.context.store.reports.page({ open: true, limit: 10 })).slice(-1);
    expect(report).toMatchObject({
      about: [`${acme.origin}/users/carla`],
      items: [status['uri']],
      comment: 'not nice',
    });
  });
});
