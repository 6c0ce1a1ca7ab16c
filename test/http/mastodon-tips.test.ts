import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as decode from '../support/mastodon/decode.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

const actions = ['block', 'confirm', 'hold', 'redact', 'advise'] as const;
const folder = mkdtempSync(join(tmpdir(), 'portico-policies-'));
let now = Date.now();
let acme: Organisation;
let anna: RestClient;
let ben: RestClient;

/** A policy for each outcome, which its own word calls for: `blockword`, `confirmword` and so on. */
function policyOf(action: string): string {
  return `policy: words-${action}
title: Words to ${action}
owner: security@acme.example
mode: enforce
scope:
  to: [external]
match:
  any:
    - pattern: '${action}word'
action: ${action}
guidance: Leave the word out.
examples:
  - text: a ${action}word
    expect: ${action}
  - text: a word
    expect: allow
`;
}

beforeAll(async () => {
  for (const action of actions) writeFileSync(join(folder, `${action}.yaml`), policyOf(action));
  acme = await Organisation.start({ env: { PORTICO_POLICIES: folder }, overrides: { clock: () => now } });
  [anna, ben] = [await RestClient.join(acme, 'anna'), await RestClient.join(acme, 'ben')];
});

afterAll(async () => {
  await acme.stop();
  rmSync(folder, { recursive: true });
});

const send = (client: RestClient, status: string, more: object = {}) =>
  client.request('/api/v1/statuses', { json: { status, visibility: 'public', ...more } });

/** What the policy bot has told somebody, newest first. */
async function told(client: RestClient): Promise<string[]> {
  const notifications = await client.list('/api/v1/notifications?types[]=mention');
  for (const notification of notifications) decode.decoded(decode.notification, notification);
  return notifications
    .map(({ account, status }) => [account, status] as { acct?: string; content?: string; visibility?: string }[])
    .filter(([account]) => account?.acct === 'policy')
    .map(([, status]) => String(status?.content));
}

const outside = async (uri: unknown) =>
  (await fetch(String(uri), { headers: { accept: 'application/activity+json' } })).text();
const ids = (items: readonly Record<string, unknown>[]) => items.map(({ id }) => id);

describe('a post that a policy', () => {
  it('blocks is refused in a sentence, and the bot says the same without the word', async () => {
    const { status, body, headers } = await send(anna, 'our blockword is here');
    expect(status).toBe(422);
    expect(headers.get('content-type')).toContain('application/json');
    expect(body['error']).toBe('Not posted. Words to block: Leave the word out.');
    expect(JSON.stringify(body)).not.toContain('blockword');
    const [tip] = await told(anna);
    expect(tip).toContain('Words to block: Leave the word out.');
    expect(tip).not.toContain('blockword');
    expect(await told(ben)).toEqual([]);
  });

  it('wants confirmed is not confirmed by a client that posts again by itself', async () => {
    const before = (await told(anna)).length;
    const keyed = await anna.request('/api/v1/statuses', {
      json: { status: 'a confirmword', visibility: 'public' },
      headers: { 'idempotency-key': 'phanpy' },
    });
    const automatic = await send(anna, 'a confirmword');
    expect([keyed.status, automatic.status]).toEqual([422, 422]);
    expect(keyed.body['error']).toContain('post the same text again');
    expect((await told(anna)).length).toBe(before + 1);
    now += 5000;
    const meant = await send(anna, 'a confirmword');
    expect(meant.status).toBe(200);
    expect(await outside(meant.body['uri'])).toContain('confirmword');
  });

  it('wants confirmed is asked about anew when the text changes or a quarter of an hour is over', async () => {
    expect((await send(anna, 'one confirmword')).status).toBe(422);
    now += 5000;
    expect((await send(anna, 'two confirmword')).status).toBe(422);
    expect((await send(ben, 'one confirmword')).status).toBe(422);
    now += 16 * 60 * 1000;
    expect((await send(anna, 'one confirmword')).status).toBe(422);
  });

  it("holds stands in its author's timeline alone, as a status like any other", async () => {
    const { status, body } = await send(anna, 'a holdword #secret');
    expect(status).toBe(200);
    decode.decoded(decode.status, body);
    expect(body).toMatchObject({ visibility: 'direct', account: { acct: 'anna' } });
    expect(body['content']).toContain('holdword');
    expect(body['content']).toContain('Waits for review');
    // Since when it waits, by the clock of this test.
    expect(String(body['created_at']).slice(0, 10)).toBe(new Date(now).toISOString().slice(0, 10));
    const path = `/api/v1/statuses/${body['id']}`;
    expect(await anna.get(path)).toMatchObject({ id: body['id'] });
    expect(ids(await anna.timeline('home'))).toContain(body['id']);
    expect((await ben.request(path)).status).toBe(404);
    for (const timeline of ['home', 'public', 'tag/secret']) {
      expect(ids(await ben.timeline(timeline))).not.toContain(body['id']);
    }
    expect(ids(await ben.list(`/api/v1/accounts/${await ben.accountId('anna')}/statuses`))).not.toContain(body['id']);
    for (const act of ['reblog', 'favourite', 'pin']) {
      expect((await anna.request(`${path}/${act}`, { method: 'POST' })).status).toBe(422);
    }
    expect((await told(anna))[0]).toContain('waits for review');
  });

  it('holds can be taken back by deleting it', async () => {
    const { body } = await send(anna, 'another holdword');
    const path = `/api/v1/statuses/${body['id']}`;
    expect(await anna.do(path, {}, 'DELETE')).toMatchObject({ text: 'another holdword' });
    expect((await anna.request(path)).status).toBe(404);
    expect(ids(await anna.timeline('home'))).not.toContain(body['id']);
  });

  it('holds goes out under a new id when a reviewer lets it, and the old id leads there', async () => {
    const { body } = await send(anna, 'a holdword to let go');
    await RestClient.join(acme, 'rita', ['reviewer']);
    const rita = await acme.context.store.accounts.byName('rita');
    const [held] = (await acme.context.reviewing.list({ limit: 100 })).slice(-1);
    const shown = await acme.context.reviewing.show(held!.id);
    const outcome = await acme.context.reviewing.approve(held!.id, rita!, shown!.digest);
    expect(outcome.kind).toBe('released');
    const found = await anna.get(`/api/v1/statuses/${body['id']}`);
    expect(found).toMatchObject({ visibility: 'public' });
    expect(found['id']).not.toBe(body['id']);
    const home = ids(await anna.timeline('home'));
    expect(home).toContain(found['id']);
    expect(home).not.toContain(body['id']);
    expect(await ben.get(`/api/v1/statuses/${found['id']}`)).toMatchObject({ content: '<p>a holdword to let go</p>' });
  });

  it('wants confirmed is posted once by a client that sends it twice at once with one Idempotency-Key', async () => {
    const sending = {
      json: { status: 'a confirmword once', visibility: 'public' },
      headers: { 'idempotency-key': 'ivory' },
    };
    const post = () => anna.request('/api/v1/statuses', sending);
    expect((await post()).status).toBe(422);
    now += 5000;
    const answers = [...(await Promise.all([post(), post()])), await post()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
  });

  it('holds keeps its Idempotency-Key', async () => {
    const sending = { json: { status: 'a holdword', visibility: 'public' }, headers: { 'idempotency-key': 'tusky' } };
    const [first, second] = [
      await anna.request('/api/v1/statuses', sending),
      await anna.request('/api/v1/statuses', sending),
    ];
    expect(second.body['id']).toBe(first.body['id']);
  });

  it('redacts is whole inside, and its author is shown what is read outside', async () => {
    const { status, body } = await send(anna, 'a redactword here');
    expect(status).toBe(200);
    expect(body['content']).toContain('redactword');
    expect(await outside(body['uri'])).not.toContain('redactword');
    const [tip] = await told(anna);
    expect(tip).toContain('taken out for readers outside');
    expect(tip).not.toContain('redactword');
  });

  it('advises on goes out, and the bot has a word', async () => {
    const { status, body } = await send(anna, 'an adviseword');
    expect(status).toBe(200);
    expect(await outside(body['uri'])).toContain('adviseword');
    expect((await told(anna))[0]).toContain('For next time');
  });

  it("would stop outside is nobody's business among colleagues", async () => {
    const before = (await told(anna)).length;
    const { status } = await send(anna, 'a blockword for us', { visibility: 'private' });
    expect(status).toBe(200);
    expect((await told(anna)).length).toBe(before);
  });
});

/**
 * What clients do after a refusal, as their sources have it: each meets the same post, which a policy wants confirmed. Of the
 * key, `same` is that of the refused request and `new` another one.
 */
interface ClientBehaviour {
  readonly client: string;
  /** What it sends by itself, within the same second. */
  readonly itself: readonly ('same' | 'none')[];
  /** The key when its user sends the post again. */
  readonly again: 'same' | 'new' | 'none';
}
const behaviours: readonly ClientBehaviour[] = [
  { client: 'Mastodon web: keeps its key until the text changes', itself: [], again: 'same' },
  { client: 'Mastodon Android: its Retry sends the same with the same key', itself: [], again: 'same' },
  { client: 'Mastodon iOS: a new key each time', itself: [], again: 'new' },
  { client: 'Tusky and Pachli: never show the sentence, send from the drafts', itself: [], again: 'new' },
  { client: 'Ice Cubes: an alert, no key', itself: [], again: 'none' },
  { client: 'Phanpy: posts again by itself, without the key', itself: ['none'], again: 'none' },
  { client: 'Elk: the error has to be dismissed first, no key', itself: [], again: 'none' },
  { client: 'Tuba: a toast that stays, no key', itself: [], again: 'none' },
  { client: 'toot: a new key each run', itself: [], again: 'new' },
  { client: 'Semaphore: never reads the body', itself: [], again: 'none' },
  { client: 'a client that tries again by itself with its key', itself: ['same', 'same'], again: 'same' },
];

describe('the same refusal, met by the way of', () => {
  it.each(behaviours)('$client', async ({ client, itself, again }) => {
    const text = `a confirmword by ${client}`;
    const keys = { same: `first ${client}`, new: `second ${client}`, none: undefined };
    const post = async (key: keyof typeof keys) => {
      const headers: Record<string, string> = keys[key] === undefined ? {} : { 'idempotency-key': keys[key] };
      return anna.request('/api/v1/statuses', { json: { status: text, visibility: 'public' }, headers });
    };
    const before = (await told(anna)).length;
    for (const key of [again === 'none' ? 'none' : 'same', ...itself] as const) {
      const { status, body } = await post(key);
      // One plain sentence, for toasts, alerts and terminals: no markup, none of what was found.
      expect([status, typeof body['error']]).toEqual([422, 'string']);
      expect(String(body['error'])).not.toMatch(/[<>\n]|confirmword/);
      expect(String(body['error']).length).toBeLessThanOrEqual(240);
      expect(body['error_description']).toBeUndefined();
    }
    // Whoever never sees it reads it in one message of the bot, which every client shows.
    expect((await told(anna)).length).toBe(before + 1);
    now += 5000;
    const meant = await post(again);
    expect(meant.status).toBe(200);
    decode.decoded(decode.status, meant.body);
    const mine = await anna.list(`/api/v1/accounts/${await anna.accountId('anna')}/statuses?limit=40`);
    expect(mine.filter(({ content }) => String(content).includes(`by ${client.split(':')[0]}`))).toHaveLength(1);
  });

  it('two devices at once: it is posted once', async () => {
    expect((await send(anna, 'a confirmword on two devices')).status).toBe(422);
    now += 5000;
    const answers = await Promise.all([1, 2].map(() => send(anna, 'a confirmword on two devices')));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
  });

  it('an upload: the sentence comes with it, which Tusky, too, shows', async () => {
    const form = new FormData();
    form.set('file', new Blob(['%PDF-1.4\n'], { type: 'application/pdf' }), 'plan.pdf');
    const headers = { authorization: `Bearer ${anna.token}` };
    const answer = await fetch(`${acme.origin}/api/v2/media`, { method: 'POST', headers, body: form });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.json()).toEqual({ error: expect.stringContaining('PDF') });
  });
});

describe('an edit', () => {
  it('goes the same way as a post', async () => {
    const { body } = await send(anna, 'harmless');
    const path = `/api/v1/statuses/${body['id']}`;
    const edited = await anna.request(path, { method: 'PUT', json: { status: 'with blockword' } });
    expect(edited.status).toBe(422);
    expect(await outside(body['uri'])).not.toContain('blockword');
    expect(await anna.get(path)).toMatchObject({ content: '<p>harmless</p>' });
  });
});

describe('a profile', () => {
  it('goes the same way as a post', async () => {
    const json = { note: 'ask me about blockword' };
    const { status, body } = await ben.request('/api/v1/accounts/update_credentials', { method: 'PATCH', json });
    expect({ status, error: body['error'] }).toEqual({ status: 422, error: expect.stringContaining('Words to block') });
  });
});

describe('a tip', () => {
  it.each([
    ['de', 'Nicht veröffentlicht'],
    ['fr', 'Non publié'],
    ['es-MX', 'No publicado'],
    ['pt-BR', 'Não publicado'],
    ['ja', '投稿されませんでした'],
    ['xx', 'Not posted'],
  ])('is in the language of the account: %s', async (language, beginning) => {
    await ben.do('/api/v1/accounts/update_credentials', { source: { language } }, 'PATCH');
    const { body } = await send(ben, 'a blockword');
    expect(body['error']).toContain(beginning);
    expect(Array.from(String(body['error'])).length).toBeLessThanOrEqual(240);
  });
});
