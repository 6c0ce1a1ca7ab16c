import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { hashPassword } from '../../server/sign-in/password-hash.ts';
import { OauthApp, pkce, send } from '../support/portico/oauth-app.ts';
import { Organisation } from '../support/portico/organisation.ts';

const password = 'correct horse battery';
let now = Date.now();
let acme: Organisation;
let app: OauthApp;

beforeAll(async () => {
  acme = await Organisation.start({ overrides: { clock: () => now } });
  const { actor } = await acme.person('anna');
  await acme.person('ben');
  await acme.context.store.commits.commit([
    { change: 'credential.put', actorId: actor, hash: await hashPassword(password) },
  ]);
  app = await OauthApp.register(acme.origin);
});

afterAll(() => acme.stop());

const as = (token: unknown) => ({ headers: { authorization: `Bearer ${token}` } });
const annas = () => `${acme.origin}/users/anna`;

async function signedIn(of: OauthApp = app): Promise<string> {
  const { body } = await of.exchange(await of.code('anna', password));
  return String(body['access_token']);
}

describe('registering an app', () => {
  it('answers with every field that clients read, for JSON and for forms', async () => {
    const wanted = {
      client_name: 'Elk',
      redirect_uris: 'https://elk.example/cb\ntoot://auth',
      scopes: 'read write follow push',
    };
    for (const sent of [
      { json: wanted },
      { form: wanted },
      { json: { ...wanted, redirect_uris: wanted.redirect_uris.split('\n') } },
    ]) {
      const { status, body } = await send(`${acme.origin}/api/v1/apps`, sent);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        id: expect.any(String),
        name: 'Elk',
        website: null,
        redirect_uri: wanted.redirect_uris,
        redirect_uris: ['https://elk.example/cb', 'toot://auth'],
        scopes: ['follow', 'push', 'read', 'write'],
        client_id: expect.any(String),
        client_secret: expect.any(String),
        client_secret_expires_at: 0,
        vapid_key: expect.any(String),
      });
    }
  });

  it.each([
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['http://app.example/cb'],
    ['https://app.example/cb#fragment'],
    ['https://user:secret@app.example/cb'],
    ['not an address'],
    [''],
  ])('refuses the redirect address %s', async (redirect_uris) => {
    const json = { client_name: 'x', redirect_uris, scopes: 'read' };
    const { status, body } = await send(`${acme.origin}/api/v1/apps`, { json });
    expect(status).toBe(422);
    expect(body['error']).toEqual(expect.any(String));
  });

  it('refuses scopes that it does not know', async () => {
    const json = { client_name: 'x', redirect_uris: 'x://y', scopes: 'read everything' };
    expect((await send(`${acme.origin}/api/v1/apps`, { json })).status).toBe(422);
  });
});

describe('signing in', () => {
  it('leads from the sign-in page over the consent to a token that reads', async () => {
    const page = await app.authorize({ state: 'a b&c' });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Test app');
    const consent = await app.signIn('anna', password, { state: 'a b&c' });
    expect(consent.text).toContain('What your organisation can see');
    const sent = await app.decide(consent);
    expect(sent.status).toBe(303);
    const location = new URL(sent.headers.get('location') ?? '');
    expect(location.origin + location.pathname).toBe('https://app.example/callback');
    expect(location.searchParams.get('state')).toBe('a b&c');
    const { status, body } = await app.exchange(location.searchParams.get('code') ?? '');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      access_token: expect.any(String),
      token_type: 'Bearer',
      scope: 'read write',
      created_at: expect.any(Number),
      activitypub_actor_id: annas(),
    });
    const outbox = await send(`${annas()}/outbox`, as(body['access_token']));
    expect(outbox.status).toBe(200);
  });

  it.each([
    ['de-AT, en;q=0.5', 'de', 'Anmelden', 'Zulassen'],
    ['fr', 'fr', 'Se connecter', 'Autoriser'],
    ['es', 'es', 'Iniciar sesión', 'Permitir'],
    ['pt-BR', 'pt', 'Entrar', 'Permitir'],
    ['ja', 'ja', 'サインイン', '許可する'],
    ['fi', 'en', 'Sign in', 'Allow'],
  ])('speaks to who asks for %s in %s', async (languages, lang, button, allow) => {
    const asking = { headers: { 'accept-language': languages } };
    const page = await send(`${acme.origin}/oauth/authorize?${app.query()}`, asking);
    expect(page.text).toContain(`<html lang="${lang}">`);
    expect(page.text).toContain(`>${button}</button>`);
    expect(page.headers.get('vary')).toBe('Accept-Language');
    const form = { request: app.query(), name: 'anna', password };
    const consent = await send(`${acme.origin}/oauth/authorize/sign-in`, { ...asking, form });
    expect(consent.text).toContain(`>${allow}</button>`);
    expect(consent.text).not.toMatch(/[{}]/);
    const own = await send(`${acme.origin}/sign-in`, asking);
    expect(own.text).toContain(`>${button}</button>`);
  });

  it('keeps the name that was typed, and shows names of apps as text', async () => {
    const sly = await OauthApp.register(acme.origin, { client_name: '<b>Bank</b>' });
    const { status, text } = await sly.signIn('an"na', 'wrong');
    expect(status).toBe(401);
    expect(text).toContain('value="an&#34;na"');
    expect(text).toContain('&#60;b&#62;Bank');
    expect(text).not.toContain('<b>');
  });

  it('shows the code on a page for apps without an address', async () => {
    const urn = 'urn:ietf:wg:oauth:2.0:oob';
    const toot = await OauthApp.register(acme.origin, { client_name: 'toot', redirect_uris: urn });
    const asked = { redirect_uri: urn };
    const page = await toot.decide(await toot.signIn('anna', password, asked));
    expect(page.status).toBe(200);
    const code = /<code>([^<]+)<\/code>/.exec(page.text)?.[1] ?? '';
    expect((await toot.exchange(code, asked)).status).toBe(200);
  });

  it('tells the app when the person says no', async () => {
    const sent = await app.decide(await app.signIn('anna', password), 'deny');
    expect(sent.headers.get('location')).toBe('https://app.example/callback?error=access_denied');
  });

  it('case 84: gives the same answer for a wrong password, an account without one, and no account', async () => {
    // What was typed stays in its field; for the rest the pages have to be the same.
    const answers = await Promise.all(
      ['anna', 'ben', 'nobody'].map(async (name) => {
        const { status, text } = await app.signIn(name, 'wrong');
        return { status, text: text.replace(`value="${name}"`, '') };
      }),
    );
    const [first] = answers;
    expect(first?.status).toBe(401);
    for (const answer of answers) expect(answer).toEqual(first);
  });

  it('case 83: stops guessing at a name, known or not, and lets nobody in meanwhile', async () => {
    const guess = async (name: string) => {
      const statuses: number[] = [];
      for (let n = 0; n < 12; n += 1) statuses.push((await app.signIn(name, `guess ${n}`)).status);
      return statuses;
    };
    await acme.person('carla');
    const tried = await guess('carla');
    expect(tried.slice(-2)).toEqual([429, 429]);
    expect(await guess('unknown')).toEqual(tried);
    const elsewhere = await send(`${acme.origin}/oauth/authorize/sign-in`, {
      form: { request: app.query(), name: 'CARLA', password: 'x' },
      headers: { 'x-forwarded-for': '203.0.113.9' },
    });
    expect(elsewhere.status).toBe(429);
    now += 16 * 60 * 1000;
    expect((await app.signIn('carla', 'again')).status).toBe(401);
  });

  it('case 84: shows no page in a frame, runs no script and keeps no cookie', async () => {
    const { headers } = await app.authorize();
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('case 84: takes no consent that did not come from its own page', async () => {
    const consent = await app.signIn('anna', password);
    const step = /name="step" value="([^"]*)"/.exec(consent.text)?.[1] ?? '';
    const [head, payload] = step.split('.');
    const forged = await send(`${acme.origin}/oauth/authorize`, {
      form: { step: `${head}.${payload}.x`, decision: 'allow' },
    });
    expect(forged.status).toBe(400);
    const token = await signedIn();
    const borrowed = await send(`${acme.origin}/oauth/authorize`, { form: { step: token, decision: 'allow' } });
    expect(borrowed.status).toBe(400);
    expect((await send(annas(), as(step))).status).toBe(401);
    now += 11 * 60 * 1000;
    expect((await app.decide(consent)).status).toBe(400);
  });

  it('escapes what an app calls itself', async () => {
    const named = await OauthApp.register(acme.origin, { client_name: '<img src=x onerror=alert(1)>"' });
    expect((await named.authorize()).text).not.toContain('<img');
  });
});

describe('the authorization endpoint', () => {
  it.each([
    ['https://app.example/callback/'],
    ['https://app.example/callback?x=1'],
    ['https://app.example.evil.example/callback'],
    ['https://APP.example/callback'],
    ['urn:ietf:wg:oauth:2.0:oob'],
  ])('case 81: sends nobody to %s, which is not exactly what was registered', async (redirect_uri) => {
    const { status, headers } = await app.authorize({ redirect_uri });
    expect(status).toBe(400);
    expect(headers.get('location')).toBeNull();
  });

  it('case 81: offers no implicit grant and no scopes beyond those registered', async () => {
    const implicit = await app.authorize({ response_type: 'token' });
    expect(implicit.headers.get('location')).toContain('error=unsupported_response_type');
    const more = await app.authorize({ scope: 'read admin:write' });
    expect(more.headers.get('location')).toContain('error=invalid_scope');
  });

  it('takes S256 challenges alone', async () => {
    const plain = await app.authorize({ code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' });
    expect(plain.headers.get('location')).toContain('error=invalid_request');
  });
});

describe('exchanging a code', () => {
  it('case 81: is done once; a second time ends the token of the first', async () => {
    const code = await app.code('anna', password);
    const { body } = await app.exchange(code);
    expect((await send(annas(), as(body['access_token']))).status).toBe(200);
    expect((await app.exchange(code)).body['error']).toBe('invalid_grant');
    expect((await send(annas(), as(body['access_token']))).status).toBe(401);
  });

  it('case 81: is done within a minute', async () => {
    const code = await app.code('anna', password);
    now += 61_000;
    expect((await app.exchange(code)).body['error']).toBe('invalid_grant');
  });

  it('case 81: needs the verifier of its challenge, and none where there was no challenge', async () => {
    const { verifier, challenge } = pkce();
    const asked = { code_challenge: challenge, code_challenge_method: 'S256' };
    expect((await app.exchange(await app.code('anna', password, asked))).status).toBe(400);
    const other = pkce().verifier;
    expect((await app.exchange(await app.code('anna', password, asked), { code_verifier: other })).status).toBe(400);
    expect((await app.exchange(await app.code('anna', password, asked), { code_verifier: verifier })).status).toBe(200);
    expect((await app.exchange(await app.code('anna', password), { code_verifier: verifier })).status).toBe(400);
  });

  it('is refused to another app, to another address, and to a wrong secret', async () => {
    const other = await OauthApp.register(acme.origin);
    expect((await other.exchange(await app.code('anna', password))).body['error']).toBe('invalid_grant');
    const elsewhere = await app.exchange(await app.code('anna', password), {
      redirect_uri: 'https://app.example/other',
    });
    expect(elsewhere.body['error']).toBe('invalid_grant');
    const unproven = await app.exchange(await app.code('anna', password), { client_secret: 'guess' });
    expect(unproven.status).toBe(401);
    expect(unproven.body['error']).toBe('invalid_client');
  });

  it('case 81: does not trade passwords for tokens', async () => {
    const { id, secret } = app.client;
    const { status, body } = await app.token({
      grant_type: 'password',
      client_id: id,
      client_secret: secret,
      username: 'anna',
      password,
    });
    expect({ status, error: body['error'] }).toEqual({ status: 400, error: 'unsupported_grant_type' });
  });
});

describe('a token of an app alone', () => {
  it('says which app it is, and reads nothing that colleagues read', async () => {
    const { id, secret } = app.client;
    const basic = Buffer.from(`${id}:${secret}`).toString('base64');
    const { status, body } = await send(`${acme.origin}/oauth/token`, {
      json: { grant_type: 'client_credentials', scope: 'read' },
      headers: { authorization: `Basic ${basic}` },
    });
    expect(status).toBe(200);
    const own = await send(`${acme.origin}/api/v1/apps/verify_credentials`, as(body['access_token']));
    expect(own.body).toMatchObject({ name: 'Test app', website: null });
    for (const path of ['/users/anna', '/users/anna/outbox', '/oauth/userinfo', '/api/portico/v1/tokens']) {
      expect((await send(`${acme.origin}${path}`, as(body['access_token']))).status).toBe(401);
    }
  });
});

describe('a token', () => {
  it('is described to its own app alone', async () => {
    const token = await signedIn();
    const { id: client_id, secret: client_secret } = app.client;
    const own = await send(`${acme.origin}/oauth/introspect`, { form: { token, client_id, client_secret } });
    expect(own.body).toMatchObject({ active: true, scope: 'read write', sub: annas(), client_id });
    const other = await OauthApp.register(acme.origin);
    const asked = { token, client_id: other.client.id, client_secret: other.client.secret };
    expect((await send(`${acme.origin}/oauth/introspect`, { form: asked })).body).toEqual({ active: false });
  });

  it('ends when its app revokes it, and not when another one tries', async () => {
    const token = await signedIn();
    const other = await OauthApp.register(acme.origin);
    const revoke = ({ id, secret }: OauthApp['client']) =>
      send(`${acme.origin}/oauth/revoke`, { form: { token, client_id: id, client_secret: secret } });
    expect((await revoke(other.client)).body).toEqual({});
    expect((await send(annas(), as(token))).status).toBe(200);
    expect((await revoke(app.client)).status).toBe(200);
    expect((await send(annas(), as(token))).status).toBe(401);
  });

  it("is in its owner's inventory, who ends one or all", async () => {
    const [first, second] = [await signedIn(), await signedIn()];
    const listed = await send(`${acme.origin}/api/portico/v1/tokens`, as(first));
    const items = JSON.parse(listed.text) as { id: string; app: string; current: boolean }[];
    expect(items.length).toBeGreaterThanOrEqual(2);
    const { jti } = jwt.decode(second) as { jti: string };
    expect(items.find(({ id }) => id === jti)).toMatchObject({ app: 'Test app', current: false });
    const end = (path: string) =>
      send(`${acme.origin}/api/portico/v1/tokens${path}`, { method: 'DELETE', ...as(first) });
    expect((await end(`/${randomUUID()}`)).status).toBe(404);
    expect((await end(`/${jti}`)).status).toBe(200);
    expect((await send(annas(), as(second))).status).toBe(401);
    expect((await end('')).status).toBe(200);
    expect((await send(annas(), as(first))).status).toBe(401);
  });

  it('without the scope to read reads nothing', async () => {
    const token = await acme.context.tokens.issueToken({ actorId: annas(), scope: 'profile' });
    expect((await send(`${annas()}/outbox`, as(token))).status).toBe(401);
    expect((await send(`${acme.origin}/oauth/userinfo`, as(token))).body).toMatchObject({ sub: annas() });
  });
});

describe('the metadata', () => {
  it('names the endpoints and what they can do (RFC 8414, RFC 9728)', async () => {
    const { body, headers } = await send(`${acme.origin}/.well-known/oauth-authorization-server`);
    expect(body).toMatchObject({
      issuer: acme.origin,
      authorization_endpoint: `${acme.origin}/oauth/authorize`,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
      app_registration_endpoint: `${acme.origin}/api/v1/apps`,
    });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    const resource = await send(`${acme.origin}/.well-known/oauth-protected-resource`);
    expect(resource.body).toMatchObject({ resource: acme.origin, authorization_servers: [acme.origin] });
  });
});
