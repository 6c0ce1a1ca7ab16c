import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { sendDue } from '../../server/mastodon/scheduling.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

/** Milliseconds by which the server's clock is ahead. */
let ahead: number;
let acme: Organisation;
let far: Stranger;
let finn: string;
let anna: C2sClient;
let edda: ApiClient;
let emil: ApiClient;

beforeEach(async () => {
  ahead = 0;
  const overrides = { clock: () => Date.now() + ahead };
  [acme, far] = await Promise.all([Organisation.start({ idle: true, overrides }), Stranger.start()]);
  anna = await acme.person('anna');
  edda = new ApiClient(acme.origin, (await acme.person('edda', { roles: ['policy-editor'] })).token);
  emil = new ApiClient(acme.origin, (await acme.person('emil', { roles: ['policy-editor'] })).token);
  finn = far.actor('finn');
});

afterEach(() => Promise.all([acme.stop(), far.stop()]));

async function forbid(word: string, action: string): Promise<void> {
  const policy = `policy: ban\ntitle: ban\nmatch: { pattern: '${word}-[0-9]+' }\naction: ${action}\n`;
  const { body: set } = await edda.post('/policy-sets', { files: { 'ban.yaml': policy }, message: randomUUID() });
  const { body: asked } = await edda.post('/policy-requests', { version: set['version'], reason: 'test' });
  expect((await emil.post(`/policy-requests/${asked['id']}/approve`)).status).toBe(200);
}

async function say(content: string): Promise<{ object: string; release: string }> {
  const { status, body } = await anna.post({ type: 'Note', content, to: [finn] });
  expect(status).toBe(201);
  const release = await acme.context.store.releases.current(String(body['id']), 'addressed');
  return { object: (body['object'] as { id: string }).id, release: release?.id ?? '' };
}

/** What came of the deliveries that waited. */
async function workOff(): Promise<string[]> {
  await acme.context.federation.workers.start();
  await acme.drain();
  return far.posted.map(({ body }) => JSON.stringify(body));
}

const stateOf = async (release: string) => (await acme.context.store.deliveries.ofRelease(release))[0];

describe('a delivery that waited while another set came in force', () => {
  it.each(['block', 'hold', 'redact'])(
    'is decided again, and stays here where that one would %s it',
    async (action) => {
      const [bad, good] = [await say('OSPREY-1 lands'), await say('good morning')];
      await forbid('OSPREY', action);
      const came = await workOff();
      expect([came.length, came.join().includes('OSPREY')]).toEqual([1, false]);
      expect(await stateOf(bad.release)).toMatchObject({ state: 'given-up', error: expect.stringContaining('policy') });
      expect(await stateOf(good.release)).toMatchObject({ state: 'delivered', status: 202 });
    },
  );

  it('that takes something back goes in any case', async () => {
    const { object } = await say('OSPREY-1 lands');
    await anna.post({ type: 'Delete', object });
    await forbid('OSPREY', 'block');
    expect((await workOff()).filter((body) => body.includes('"Delete"'))).toHaveLength(1);
  });
});

describe('an edit', () => {
  it('is decided on the text that it brings, not on the one that it replaces', async () => {
    await forbid('OSPREY', 'block');
    const { body } = await anna.post({ type: 'Note', content: 'good morning', to: [asPublic] });
    const { id } = body['object'] as { id: string };
    const edit = await anna.post({ type: 'Update', object: { id, type: 'Note', content: 'OSPREY-1 lands' } });
    expect(edit.status).toBe(403);
    const seen = await fetch(id, { headers: { accept: 'application/activity+json' } });
    expect(await seen.text()).toContain('good morning');
  });
});

/** Somebody outside whose inbox fails the first time. */
async function failingOnce(): Promise<{ actor: string; received: string[]; server: Server }> {
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    const origin = `http://${request.headers.host}`;
    if (request.method !== 'POST') {
      const actor = { id: `${origin}/gus`, type: 'Person', preferredUsername: 'gus', inbox: `${origin}/inbox` };
      const document = { '@context': 'https://www.w3.org/ns/activitystreams', ...actor };
      response.writeHead(200, { 'content-type': 'application/activity+json' }).end(JSON.stringify(document));
      return;
    }
    received.push(await text(request));
    response.writeHead(received.length === 1 ? 503 : 202).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { actor: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gus`, received, server };
}

describe('a delivery that is tried again', () => {
  it.each([
    ['goes as it was decided', undefined, 2],
    ['stays here where a set forbids it by then', 'OSPREY', 1],
  ])('%s', async (_, forbidden, times) => {
    const { actor, received, server } = await failingOnce();
    const { status, body } = await anna.post({ type: 'Note', content: 'OSPREY-1 lands', to: [actor] });
    expect(status).toBe(201);
    const release = await acme.context.store.releases.current(String(body['id']), 'addressed');
    await workOff();
    expect(await stateOf(release?.id ?? '')).toMatchObject({ state: 'waiting', attempts: 1 });
    if (forbidden !== undefined) await forbid(forbidden, 'block');
    ahead = 24 * 60 * 60 * 1000;
    await acme.drain();
    expect(received).toHaveLength(times);
    server.close();
  });
});

describe('a post', () => {
  const client = async () => {
    const scope = 'read write';
    return new RestClient(acme.origin, await acme.context.tokens.issueToken({ actorId: anna.actor, scope }));
  };
  const outbox = async () => (await fetch(`${anna.actor}/outbox?page=true`)).text();

  it('for later is decided by the set that is in force when it goes out', async () => {
    const rest = await client();
    const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
    for (const status of ['OSPREY-1 lands', 'good morning']) {
      await rest.do('/api/v1/statuses', { status, visibility: 'public', scheduled_at });
    }
    await forbid('OSPREY', 'block');
    ahead = 2 * 3_600_000;
    await sendDue(acme.context.clientApi.parts, new AbortController().signal);
    const shown = await outbox();
    expect([shown.includes('good morning'), shown.includes('OSPREY')]).toEqual([true, false]);
    expect(await rest.list('/api/v1/scheduled_statuses')).toEqual([]);
    expect(JSON.stringify(await rest.list('/api/v1/conversations'))).toContain('policy');
  });

  it('whose picture is exchanged is decided on what is said of the new one', async () => {
    const rest = await client();
    const [calm, secret] = [await picture(rest, 'a calm sea'), await picture(rest, 'OSPREY-1 lands')];
    const { id, uri } = await rest.do('/api/v1/statuses', { status: 'look', visibility: 'public', media_ids: [calm] });
    await forbid('OSPREY', 'block');
    const swap = { status: 'look', media_ids: [secret] };
    expect((await rest.request(`/api/v1/statuses/${id}`, { method: 'PUT', json: swap })).status).toBe(422);
    const seen = await (await fetch(String(uri), { headers: { accept: 'application/activity+json' } })).text();
    expect([seen.includes('a calm sea'), seen.includes('OSPREY')]).toEqual([true, false]);
  });
});

/** The client id of a picture with this alternative text. */
async function picture(rest: RestClient, description: string): Promise<string> {
  const blank = sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } });
  const form = new FormData();
  form.set('description', description);
  form.set('file', new Blob([new Uint8Array(await blank.png().toBuffer())], { type: 'image/png' }), 'a.png');
  const headers = { authorization: `Bearer ${rest.token}` };
  const uploaded = await fetch(`${acme.origin}/api/v2/media`, { method: 'POST', headers, body: form });
  await acme.context.media.drain();
  return ((await uploaded.json()) as { id: string }).id;
}
