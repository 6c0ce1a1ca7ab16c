import { once } from 'node:events';
import { WebSocket } from 'ws';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

let acme: Organisation;
let far: Stranger;
let anna: RestClient;
let mona: RestClient;
let chief: RestClient;
let ada: string;

const scope = 'read write admin:read admin:write';
const joined = async (name: string, roles: string[] = []) => {
  const { actor: actorId } = await acme.person(name, { roles });
  return new RestClient(acme.origin, await acme.context.tokens.issueToken({ actorId, scope }));
};

beforeAll(async () => {
  acme = await Organisation.start({ env: { PORTICO_TRUSTED_PROXIES: 'loopback' } });
  far = await Stranger.start();
  [anna, mona, chief] = [await joined('anna'), await joined('mona', ['moderator']), await joined('chief', ['admin'])];
  const actor = far.actor('ada');
  const follow = far.activity(actor, 'Follow', `${acme.origin}/users/anna`);
  await far.deliver(`${acme.origin}/users/anna/inbox`, follow);
  await acme.drain();
  ada = await anna.accountId(`ada@${new URL(far.origin).host}`);
});

afterAll(async () => {
  await acme.stop();
  await far.stop();
});

const admin = '/api/v1/admin';

describe('a report, in a moderator’s client', () => {
  it('is taken on, given back, dealt with and opened again', async () => {
    await anna.do('/api/v1/reports', { account_id: ada, comment: 'look', category: 'spam' });
    const [report] = await mona.list(`${admin}/reports`);
    const path = `${admin}/reports/${report?.['id']}`;
    expect(await mona.do(`${path}/assign_to_self`)).toMatchObject({ assigned_account: { username: 'mona' } });
    expect(await mona.do(`${path}/unassign`)).toMatchObject({ assigned_account: null });
    const resolved = { action_taken: true, action_taken_by_account: { username: 'mona' } };
    expect(await mona.do(`${path}/resolve`)).toMatchObject(resolved);
    expect(await mona.list(`${admin}/reports?resolved=true`)).toMatchObject([resolved]);
    expect(await mona.do(`${path}/reopen`)).toMatchObject({ action_taken: false });
    expect((await mona.request(`${admin}/reports/1`)).status).toBe(404);
  });

  it('is of the category that its author said, until a moderator says another', async () => {
    const [report] = await mona.list(`${admin}/reports`);
    const path = `${admin}/reports/${report?.['id']}`;
    expect(report).toMatchObject({ category: 'spam' });
    expect(await mona.do(path, { category: 'legal' }, 'PUT')).toMatchObject({ category: 'legal' });
    expect(await mona.get(path)).toMatchObject({ category: 'legal', comment: 'look' });
    expect((await mona.request(path, { json: { category: 'ugly' }, method: 'PUT' })).status).toBe(422);
  });
});

describe('an outsider', () => {
  it('is silenced and suspended about a report, and let off again', async () => {
    const [report] = await mona.list(`${admin}/reports`);
    const path = `${admin}/accounts/${ada}`;
    expect(await mona.do(`${path}/action`, { type: 'silence', text: 'noise', report_id: report?.['id'] })).toEqual({});
    expect(await mona.get(path)).toMatchObject({ silenced: true, suspended: false });
    expect(await mona.list(`${admin}/reports`)).toEqual([]);
    expect(await acme.context.moderation.accounts.list()).toMatchObject([{ silence: true, reason: 'noise' }]);
    await mona.do(`${path}/action`, { type: 'suspend' });
    expect(acme.context.moderation.accounts.standing(far.actor('ada'))).toBe('suspended');
    expect(await mona.list('/api/v2/admin/accounts?status=suspended')).toMatchObject([{ username: 'ada' }]);
    expect(await mona.do(`${path}/unsuspend`)).toMatchObject({ silenced: true, suspended: false });
    expect(await mona.do(`${path}/unsilence`)).toMatchObject({ silenced: false });
    expect(await acme.context.moderation.accounts.list()).toEqual([]);
  });

  it('is erased once suspended, every post of theirs, and not before', async () => {
    const note = { id: `${far.origin}/notes/1`, type: 'Note', attributedTo: far.actor('ada'), content: 'noise' };
    const create = far.activity(far.actor('ada'), 'Create', { ...note, to: [asPublic] }, { to: [asPublic] });
    await far.deliver(`${acme.origin}/users/anna/inbox`, create);
    await acme.drain();
    const path = `${admin}/accounts/${ada}`;
    expect((await mona.request(path, { method: 'DELETE' })).status).toBe(403);
    expect(await acme.context.store.objects.get(note.id)).toMatchObject({ type: 'Note' });
    await mona.do(`${path}/action`, { type: 'suspend' });
    expect(await mona.do(path, {}, 'DELETE')).toMatchObject({ username: 'ada', suspended: true });
    expect(await acme.context.store.objects.get(note.id)).toMatchObject({ type: 'Tombstone' });
    await mona.do(`${path}/unsuspend`);
    const colleague = `${admin}/accounts/${await mona.accountId('anna')}`;
    expect((await mona.request(colleague, { method: 'DELETE' })).status).toBe(403);
  });

  it('is meant by such rules alone: a colleague is not', async () => {
    const path = `${admin}/accounts/${await mona.accountId('anna')}/action`;
    expect((await mona.request(path, { json: { type: 'suspend' } })).status).toBe(422);
    expect((await mona.request(path, { json: { type: 'banish' } })).status).toBe(422);
    expect((await mona.request(`${admin}/accounts/1/action`, { json: { type: 'suspend' } })).status).toBe(404);
  });
});

describe('rules for domains', () => {
  it('are made by administrators from their client, and read by moderators', async () => {
    const block = { domain: 'bad.example', severity: 'suspend', reject_media: true, private_comment: 'spam' };
    expect((await mona.request(`${admin}/domain_blocks`, { json: block })).status).toBe(403);
    const made = await chief.do(`${admin}/domain_blocks`, block);
    expect(made).toMatchObject(block);
    const path = `${admin}/domain_blocks/${made['id']}`;
    expect(await mona.get(path)).toMatchObject(block);
    expect((await chief.request(`${admin}/domain_blocks`, { json: block })).status).toBe(422);
    const softer = { severity: 'silence', reject_media: false, public_comment: 'loud' };
    expect(await chief.do(path, softer, 'PUT')).toMatchObject({ ...softer, private_comment: 'spam' });
    expect(await acme.context.domains.list()).toMatchObject([{ domain: 'bad.example', silence: true }]);
    expect(await chief.do(`${admin}/domain_allows`, { domain: 'bad.example' })).toMatchObject({
      domain: 'bad.example',
    });
    expect(await mona.get(path)).toMatchObject({ severity: 'silence' });
    await chief.do(path, {}, 'DELETE');
    expect((await mona.request(path)).status).toBe(404);
    const [allowed] = await mona.list(`${admin}/domain_allows`);
    await chief.do(`${admin}/domain_allows/${allowed?.['id']}`, {}, 'DELETE');
    expect(await acme.context.domains.list()).toEqual([]);
  });

  it.each([
    ['a name that is none', { domain: 'not a name', severity: 'suspend' }],
    ['a severity that is none', { domain: 'x.example', severity: 'annihilate' }],
  ])('are refused with %s', async (_what, json) => {
    expect((await chief.request(`${admin}/domain_blocks`, { json })).status).toBe(422);
  });
});

describe('a network', () => {
  const path = `${admin}/ip_blocks`;
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const statusOf = async (url: string, address: string) => (await mona.request(url, { headers: from(address) })).status;
  const opened = async (address: string) => {
    const url = `${acme.origin.replace('http', 'ws')}/api/v1/streaming?access_token=${mona.token}`;
    const socket = new WebSocket(url, { headers: from(address) });
    const status = await Promise.race([
      once(socket, 'open').then(() => 101),
      once(socket, 'unexpected-response').then(([, response]) => (response as { statusCode: number }).statusCode),
    ]);
    socket.on('error', () => undefined).terminate();
    return status;
  };

  it('that is blocked gets nothing: no page, no API, no stream, until it is let in again', async () => {
    const json = { ip: '203.0.113.0/24', severity: 'no_access', comment: 'scraping', expires_in: 3600 };
    expect((await mona.request(path, { json })).status).toBe(403);
    const made = await chief.do(path, json);
    expect(made).toMatchObject({ ip: '203.0.113.0/24', severity: 'no_access', comment: 'scraping' });
    expect(Date.parse(String(made['expires_at'])) - Date.parse(String(made['created_at']))).toBe(3_600_000);
    for (const url of ['/api/v1/timelines/home', '/sign-in', '/@anna', '/users/anna', '/api/v1/streaming/user']) {
      expect([url, await statusOf(url, '203.0.113.9')]).toEqual([url, 403]);
    }
    expect([await opened('203.0.113.9'), await opened('198.51.100.4')]).toEqual([403, 101]);
    expect(await statusOf('/api/v1/timelines/home', '198.51.100.4')).toBe(200);
    expect(await mona.list(path)).toMatchObject([{ id: made['id'] }]);
    const one = `${path}/${made['id']}`;
    expect(await chief.do(one, { ip: '198.51.100.4' }, 'PUT')).toMatchObject({ id: made['id'], ip: '198.51.100.4/32' });
    expect(await statusOf('/api/v1/timelines/home', '203.0.113.9')).toBe(200);
    expect(await statusOf('/api/v1/timelines/home', '198.51.100.4')).toBe(403);
    await chief.do(one, {}, 'DELETE');
    expect(await statusOf('/api/v1/timelines/home', '198.51.100.4')).toBe(200);
    expect((await mona.request(one)).status).toBe(404);
  });

  it.each([
    ['what is no address', { ip: 'next door', severity: 'no_access' }],
    ['nearly everybody', { ip: '0.0.0.0/0', severity: 'no_access' }],
    ['sign-up alone, of which there is none', { ip: '203.0.113.9', severity: 'sign_up_block' }],
  ])('is not %s', async (_what, json) => {
    expect((await chief.request(path, { json })).status).toBe(422);
  });
});

describe('what trends', () => {
  it('stops to trend for everybody where a moderator rejects it, and trends again once approved', async () => {
    const post = await anna.post('#tea, by https://leaves.example/oolong', { visibility: 'public' });
    await mona.do(`/api/v1/statuses/${post['id']}/favourite`);
    for (const kind of ['tags', 'links', 'statuses']) {
      const [trend] = await mona.list(`${admin}/trends/${kind}`);
      expect(trend).toMatchObject({ trendable: true, requires_review: false });
      const path = `${admin}/trends/${kind}/${trend?.['id']}`;
      expect(await mona.do(`${path}/reject`)).toMatchObject({ id: trend?.['id'], trendable: false });
      expect(await anna.list(`/api/v1/trends/${kind}`)).toEqual([]);
      expect(await mona.list(`${admin}/trends/${kind}`)).toMatchObject([{ trendable: false }]);
      await mona.do(`${path}/approve`);
      expect(await anna.list(`/api/v1/trends/${kind}`)).toHaveLength(1);
    }
    expect((await mona.request(`${admin}/trends/links/1/reject`, { json: {} })).status).toBe(404);
  });
});

describe('figures', () => {
  // Two days, so that it is all in there at midnight, too.
  const days = () => {
    const [start_at, end_at] = [24, 0].map((hours) => new Date(Date.now() - hours * 3_600_000).toISOString());
    return { start_at, end_at };
  };
  const ask = (keys: string[], more: object = {}) =>
    mona.do(`${admin}/measures`, { keys, ...days(), ...more }) as Promise<unknown>;
  const total = (key: string, count: number) => ({ key, total: String(count), previous_total: '0' });

  it('count people, what they do, and what is reported', async () => {
    const keys = ['active_users', 'new_users', 'interactions', 'opened_reports', 'resolved_reports', 'weather'];
    expect(await ask(keys)).toMatchObject([
      total('active_users', 1),
      { ...total('new_users', 3), data: [{ date: expect.stringMatching(/T00:00:00.000Z$/) }, {}] },
      total('interactions', 1),
      total('opened_reports', 1),
      total('resolved_reports', 1),
    ]);
  });

  it('count a hashtag, and what came from a domain', async () => {
    const domain = new URL(far.origin).host;
    const keys = ['tag_accounts', 'tag_uses', 'tag_servers'];
    const tea = Object.fromEntries(keys.map((key) => [key, { id: 'tea' }]));
    expect(await ask(keys, tea)).toMatchObject(keys.map((key) => total(key, 1)));
    const figures = { instance_accounts: 1, instance_followers: 1, instance_reports: 1, instance_follows: 0 };
    const theirs = Object.fromEntries(Object.keys(figures).map((key) => [key, { domain }]));
    expect(await ask(Object.keys(figures), theirs)).toMatchObject(
      Object.entries(figures).map(([key, count]) => total(key, count)),
    );
  });

  it('say what days are made of, and who stayed', async () => {
    const host = new URL(acme.origin).host;
    const rows: unknown = await mona.do(`${admin}/dimensions`, {
      ...{ keys: ['languages', 'servers', 'tag_servers', 'software_versions'], tag_servers: { id: 'tea' } },
    });
    expect(rows).toMatchObject([
      { key: 'languages', data: [{ key: 'en', value: '3' }] },
      { key: 'servers', data: [{ key: host, value: '1' }] },
      { key: 'tag_servers', data: [{ key: host, value: '1' }] },
      { key: 'software_versions', data: [{ key: 'portico' }, { key: 'node', value: process.versions.node }] },
    ]);
    const cohorts: unknown = await mona.do(`${admin}/retention`, { ...days(), frequency: 'day' });
    expect(cohorts).toMatchObject([{ frequency: 'day' }, { frequency: 'day' }]);
    expect(JSON.stringify(cohorts)).toContain(`"rate":${1 / 3},"value":"1"`);
  });

  it.each([
    ['2026-02-30x', '2026-03-01'],
    ['2020-01-01', '2026-01-01'],
    ['2026-03-02', '2026-03-01'],
  ])('are refused from %s to %s', async (start_at, end_at) => {
    const json = { keys: ['new_users'], start_at, end_at };
    expect((await mona.request(`${admin}/measures`, { json })).status).toBe(422);
  });
});

it('is all for people with the role, whatever their token may', async () => {
  for (const path of ['accounts', 'reports', 'domain_blocks', 'domain_allows', 'ip_blocks', `accounts/${ada}`]) {
    expect((await anna.request(`${admin}/${path}`)).status).toBe(403);
  }
  for (const act of ['action', 'unsuspend', 'unsilence', 'unsensitive']) {
    expect((await anna.request(`${admin}/accounts/${ada}/${act}`, { json: { type: 'suspend' } })).status).toBe(403);
  }
  for (const act of ['measures', 'dimensions', 'retention', 'trends/tags/tea/reject']) {
    expect((await anna.request(`${admin}/${act}`, { json: {} })).status).toBe(403);
  }
});
