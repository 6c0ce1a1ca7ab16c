import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '../../server/sign-in/password-hash.ts';
import { EventReader } from '../support/mastodon/event-reader.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { OauthApp, pkce, send } from '../support/portico/oauth-app.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { writePolicyFolder } from '../support/portico/policy-folder.ts';
import { Stranger } from '../support/stranger.ts';

// The lines of the SWICG "Basic Profile for Social API Servers", one by one.
const password = 'correct horse battery';
const c180 = 'https://w3id.org/fep/c180#';
let acme: Organisation;
let anna: C2sClient;
let ben: C2sClient;
let stranger: Stranger;
let folder: string;

beforeAll(async () => {
  folder = writePolicyFolder(await mkdtemp(join(tmpdir(), 'portico-policies-')));
  acme = await Organisation.start({ env: { PORTICO_POLICIES: folder } });
  anna = await acme.person('anna');
  ben = await acme.person('ben');
  stranger = await Stranger.start();
  await acme.context.store.commits.commit([
    { change: 'credential.put', actorId: anna.actor, hash: await hashPassword(password) },
  ]);
});

afterAll(async () => {
  await acme.stop();
  await stranger.stop();
  await rm(folder, { recursive: true });
});

const bearer = (client: C2sClient) => ({ authorization: `Bearer ${client.token}` });
const proxied = (id: string, client = anna) => send(`${acme.origin}/proxy`, { form: { id }, headers: bearer(client) });

describe('MUST', () => {
  it('take RFC 6750 bearer tokens and turn others away with a problem', async () => {
    const { status, headers, body } = await send(`${anna.actor}/inbox`, {
      headers: { authorization: 'Bearer nonsense' },
    });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('Bearer');
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({ status: 401, title: expect.any(String), detail: expect.any(String) });
  });

  it('grant tokens for codes, and tell the client whose they are', async () => {
    const app = await OauthApp.register(acme.origin);
    const { verifier, challenge } = pkce();
    const code = await app.code('anna', password, { code_challenge: challenge, code_challenge_method: 'S256' });
    const { body } = await app.exchange(code, { code_verifier: verifier });
    expect(body).toMatchObject({ activitypub_actor_id: anna.actor, token_type: 'Bearer' });
  });

  it('answer 429 with a problem and when to come again', async () => {
    const eager = await acme.person('eager');
    const ask = () => send(`${acme.origin}/proxy`, { form: {}, headers: bearer(eager) });
    const first = await ask();
    expect(first.headers.get('ratelimit-policy')).toBe('"default";q=300;w=300');
    expect(first.headers.get('ratelimit')).toMatch(/^"default";r=299;t=\d+$/);
    for (let n = 1; n < 300; n += 1) await ask();
    const { status, headers, body } = await ask();
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body).toMatchObject({ type: `${c180}rate-limit-exceeded` });
  });
});

describe('SHOULD', () => {
  it('let the owner alone read the inbox', async () => {
    await anna.post({ type: 'Note', content: 'for ben', to: [ben.actor] });
    const inbox = await ben.get(`${ben.actor}/inbox?page=true`);
    expect(JSON.stringify(inbox.body)).toContain('for ben');
    const other = await anna.get(`${ben.actor}/inbox`);
    expect(other).toMatchObject({ status: 404, contentType: 'application/problem+json' });
  });

  it.each(['Article', 'Audio', 'Image', 'Note', 'Video', 'Collection'])(
    'create, update and delete a thing of type %s, and answer with all of it',
    async (type) => {
      const made = await anna.post({ type, name: 'one', to: [ben.actor] });
      expect(made).toMatchObject({ status: 201, location: made.body['id'], body: { type: 'Create' } });
      const { id } = made.body['object'] as { id: string };
      expect(made.body['object']).toMatchObject({ id, type, name: 'one', published: expect.any(String) });
      expect(await anna.post({ type: 'Update', object: { id, type, name: 'two' } })).toMatchObject({ status: 201 });
      expect((await ben.get(id)).body).toMatchObject({ name: 'two' });
      expect(await anna.post({ type: 'Delete', object: id })).toMatchObject({ status: 201 });
      expect((await ben.get(id)).status).toBe(410);
    },
  );

  it('update the own actor', async () => {
    const made = await anna.post({ type: 'Update', object: { id: anna.actor, type: 'Person', name: 'Anna A.' } });
    expect(made.status).toBe(201);
    expect((await ben.get(anna.actor)).body).toMatchObject({ name: 'Anna A.' });
  });

  it('add to and remove from an own collection', async () => {
    const { body } = await anna.post({ type: 'Note', content: 'pin me', to: [ben.actor] });
    const object = (body['object'] as { id: string }).id;
    const target = `${anna.actor}/featured`;
    expect((await anna.post({ type: 'Add', object, target })).status).toBe(201);
    expect(JSON.stringify((await anna.get(`${target}?page=true`)).body)).toContain(object);
    expect((await anna.post({ type: 'Remove', object, target })).status).toBe(201);
    expect(JSON.stringify((await anna.get(`${target}?page=true`)).body)).not.toContain(object);
  });

  describe.each([
    ['Collection', 'items'],
    ['OrderedCollection', 'orderedItems'],
  ])('keep a %s that a client made', (type, member) => {
    const collection = async (to: readonly string[]) => {
      const made = await anna.post({ type, name: 'reading list', to });
      expect(made.status).toBe(201);
      return (made.body['object'] as { id: string }).id;
    };
    const note = async (to: readonly string[]) => {
      const { body } = await anna.post({ type: 'Note', content: 'an item', to });
      return (body['object'] as { id: string }).id;
    };
    const change = (verb: 'Add' | 'Remove', object: string, target: string, by = anna) =>
      by.post({ type: verb, object, target });
    const listed = async (id: string, by = anna) => {
      const { body } = await by.get(id);
      return { items: [body[member] ?? []].flat(), count: body['totalItems'] };
    };
    const outside = async (id: string) => {
      const answer = await fetch(id, { headers: { accept: 'application/activity+json' } });
      return { status: answer.status, text: await answer.text() };
    };

    it('of posts and actors, newest first, each once, and tell of each change', async () => {
      const target = await collection([ben.actor]);
      const first = await note([ben.actor]);
      const added = await change('Add', first, target);
      expect(added).toMatchObject({ status: 201, body: { type: 'Add', object: first, target } });
      for (const item of [ben.actor, ben.actor]) expect((await change('Add', item, target)).status).toBe(201);
      expect(await listed(target, ben)).toEqual({ items: [ben.actor, first], count: 2 });
      expect(JSON.stringify((await ben.get(`${ben.actor}/inbox?page=true`)).body)).toContain(String(added.body['id']));
      expect((await change('Remove', first, target)).status).toBe(201);
      expect(await listed(target, ben)).toEqual({ items: [ben.actor], count: 1 });
      expect(await change('Remove', first, target)).toMatchObject({
        status: 404,
        contentType: 'application/problem+json',
      });
    });

    it('for its owner alone to change', async () => {
      const target = await collection([ben.actor]);
      const { body } = await ben.post({ type: 'Note', content: 'his', to: [anna.actor] });
      expect((await change('Add', (body['object'] as { id: string }).id, target, ben)).status).toBe(405);
      expect(await listed(target)).toMatchObject({ items: [] });
    });

    it('with every one of many changes at the same moment', async () => {
      const target = await collection([ben.actor]);
      const items = await Promise.all(Array.from({ length: 5 }, () => note([ben.actor])));
      const answers = await Promise.all(items.map((item) => change('Add', item, target)));
      expect(answers.map(({ status }) => status)).toEqual(items.map(() => 201));
      const { items: there, count } = await listed(target);
      expect(new Set(there)).toEqual(new Set(items));
      expect(count).toBe(items.length);
    });

    it('of nothing that is for fewer people than itself, or that its owner can not read', async () => {
      const target = await collection([asPublic]);
      const inside = await note([]);
      expect((await change('Add', inside, target)).status).toBe(403);
      const { body } = await ben.post({ type: 'Note', content: 'his own', to: [], cc: [ben.actor] });
      const his = (body['object'] as { id: string }).id;
      expect((await change('Add', his, target)).status).toBe(404);
      expect((await change('Add', `${acme.origin}/objects/none`, target)).status).toBe(404);
      expect((await anna.post({ type, [member]: [inside], to: [asPublic] })).status).toBe(403);
      const edit = { type: 'Update', object: { id: target, type, [member]: [inside] } };
      expect((await anna.post(edit)).status).toBe(403);
      expect((await outside(target)).text).not.toContain(inside);
    });

    it('outside as it is, past the gate, and without what was taken out', async () => {
      const target = await collection([asPublic]);
      const open = await note([asPublic]);
      const { body } = await change('Add', open, target);
      expect((await outside(target)).text).toContain(open);
      expect((await outside(String(body['id']))).text).toContain(open);
      const secret = 'https://elsewhere.example/Nightjar';
      expect((await change('Add', secret, target)).status).toBe(403);
      expect(await listed(target)).toMatchObject({ items: [open] });
      await change('Remove', open, target);
      expect((await outside(target)).text).not.toContain(open);
      expect((await outside(String(body['id']))).text).toContain('Add');
    });
  });

  it('store and hand on an activity of a type that nobody knows', async () => {
    const made = await anna.post({ type: 'Juggle', object: { type: 'Note', content: 'balls' }, to: [ben.actor] });
    expect(made.status).toBe(201);
    expect(JSON.stringify((await ben.get(`${ben.actor}/inbox?page=true`)).body)).toContain('Juggle');
  });

  it('name the doors on the own actor, and only there', async () => {
    expect((await anna.get(anna.actor)).body['endpoints']).toMatchObject({
      proxyUrl: `${acme.origin}/proxy`,
      uploadMedia: `${anna.actor}/uploadMedia`,
      oauthAuthorizationEndpoint: `${acme.origin}/oauth/authorize`,
      oauthTokenEndpoint: `${acme.origin}/oauth/token`,
    });
    expect((await ben.get(anna.actor)).body['endpoints']).not.toHaveProperty('proxyUrl');
  });

  it('read what is elsewhere by proxyUrl, signed by the server and not by the reader', async () => {
    const id = stranger.actor('zoe');
    const { status, headers, body } = await proxied(id);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/activity+json');
    expect(body).toMatchObject({ id, preferredUsername: 'zoe' });
    expect((await proxied(anna.actor)).body).toMatchObject({ preferredUsername: 'anna' });
    expect((await proxied(`${stranger.origin}/nowhere`)).status).toBe(404);
    expect((await proxied('ftp://example.com/x')).status).toBe(400);
    expect((await send(`${acme.origin}/proxy`, { form: { id } })).status).toBe(401);
  });

  it('keep what a policy stops from leaving in an address', async () => {
    const asked = stranger.asked.length;
    const { status } = await proxied(`${stranger.origin}/search?q=Nightjar`);
    expect(status).toBe(403);
    expect(stranger.asked).toHaveLength(asked);
  });

  it('serve RFC 8414 metadata with the profile’s fields, and RFC 9728', async () => {
    const { body } = await send(`${acme.origin}/.well-known/oauth-authorization-server`);
    expect(body).toMatchObject({
      issuer: acme.origin,
      authorization_endpoint: expect.any(String),
      token_endpoint: expect.any(String),
      scopes_supported: expect.arrayContaining(['read', 'write', 'activitypub:read:all', 'activitypub:write:all']),
      response_types_supported: ['code'],
      grant_types_supported: expect.arrayContaining(['authorization_code']),
      token_endpoint_auth_methods_supported: expect.arrayContaining(['none']),
      code_challenge_methods_supported: ['S256'],
      client_id_metadata_document_supported: true,
      activitypub_object_id_as_client_id: true,
    });
    const resource = await send(`${acme.origin}/.well-known/oauth-protected-resource`);
    expect(resource.body).toMatchObject({ authorization_servers: [acme.origin] });
  });

  it.each([
    [
      'a client id metadata document',
      'application/json',
      (id: string, uri: string) => ({ client_id: id, redirect_uris: [uri] }),
    ],
    [
      'an object (FEP-d8c2)',
      'application/activity+json',
      (id: string, uri: string) => ({ id, type: 'Application', redirectURI: uri }),
    ],
  ])('take %s as a client, with PKCE alone', async (_what, type, document) => {
    const redirectUri = 'http://127.0.0.1:63546/callback';
    const id = `${stranger.origin}/clients/${type.length}`;
    stranger.put(`/clients/${type.length}`, document(id, redirectUri), type);
    const app = new OauthApp(acme.origin, { id, secret: '', redirectUri });
    const { verifier, challenge } = pkce();
    const without = await app.authorize();
    expect(without.headers.get('location')).toContain('error=invalid_request');
    const scope = 'activitypub:read:all activitypub:write:all';
    const code = await app.code('anna', password, { scope, code_challenge: challenge, code_challenge_method: 'S256' });
    const { body } = await app.exchange(code, { code_verifier: verifier });
    expect(body).toMatchObject({ activitypub_actor_id: anna.actor });
    const headers = { authorization: `Bearer ${body['access_token']}`, 'content-type': 'application/activity+json' };
    expect((await send(`${anna.actor}/inbox`, { headers })).status).toBe(200);
    const grant = await app.token({ grant_type: 'client_credentials', client_id: id, client_secret: '' });
    expect(grant.status).toBe(400);
  });

  it('refuse an address that describes another client, or that leads elsewhere', async () => {
    stranger.put(
      '/clients/liar',
      { client_id: 'https://other.example/', redirect_uris: ['https://a.example/'] },
      'application/json',
    );
    for (const id of [`${stranger.origin}/clients/liar`, `${stranger.origin}/clients/none`]) {
      const app = new OauthApp(acme.origin, { id, secret: '', redirectUri: 'https://a.example/' });
      expect((await app.authorize()).status).toBe(400);
    }
  });

  it('let a page of any origin in, preflight and all', async () => {
    const preflight = await send(`${anna.actor}/outbox`, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization');
    const { headers } = await send(anna.actor, { headers: bearer(ben) });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toContain('Location');
  });

  it('tell who has the newest bytes that nothing changed', async () => {
    const { headers } = await send(anna.actor, { headers: bearer(ben) });
    const etag = headers.get('etag') ?? '';
    expect(headers.get('vary')).toContain('Authorization');
    const again = await send(anna.actor, { headers: { ...bearer(ben), 'if-none-match': etag } });
    expect(again).toMatchObject({ status: 304, text: '' });
    expect((await send(anna.actor, { headers: { ...bearer(ben), 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('stream what comes into the own inbox', async () => {
    const { body } = await ben.get(`${ben.actor}/inbox`);
    await using stream = await EventReader.open(String(body['eventStream']), ben.token);
    const made = await anna.post({
      type: 'Note',
      content: 'ding',
      to: [ben.actor],
      tag: [{ type: 'Mention', href: ben.actor }],
    });
    expect(await stream.next('Add')).toMatchObject({ object: made.body['id'], target: `${ben.actor}/inbox` });
    const other = await fetch(`${anna.actor}/inbox/events`, { headers: bearer(ben) });
    expect(other.status).toBe(404);
  });

  it('name the kind of a problem', async () => {
    const note = await anna.post({ type: 'Note', content: 'mine', to: [ben.actor] });
    const object = note.body['object'] as { id: string };
    const foreign = await ben.post({ type: 'Update', object: { id: object.id, type: 'Note', content: 'stolen' } });
    expect(foreign).toMatchObject({ status: 403, body: { type: `${c180}actor-not-authorized` } });
    const narrow = await acme.context.tokens.issueToken({ actorId: anna.actor, scope: 'read' });
    const { status, body } = await send(`${anna.actor}/outbox`, {
      json: { type: 'Note', content: 'x' },
      headers: { authorization: `Bearer ${narrow}` },
    });
    expect(status).toBe(403);
    expect(body).toMatchObject({ type: `${c180}client-not-authorized` });
  });
});
