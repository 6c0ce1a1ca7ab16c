import { hashPassword } from '../../server/sign-in/password-hash.ts';
import { OauthApp, send } from '../support/portico/oauth-app.ts';
import { Organisation } from '../support/portico/organisation.ts';

const password = 'correct horse battery';
const hour = 3_600_000;
let now = Date.now();
let acme: Organisation;
let app: OauthApp;

beforeAll(async () => {
  acme = await Organisation.start({ overrides: { clock: () => now } });
  const { actor } = await acme.person('anna');
  const hash = await hashPassword(password);
  await acme.context.store.commits.commit([{ change: 'credential.put', actorId: actor, hash }]);
  app = await OauthApp.register(acme.origin, { scopes: 'read write offline_access' });
});

afterAll(() => acme.stop());

const scope = 'read offline_access';
const granted = async (of: OauthApp = app) => (await of.exchange(await of.code('anna', password, { scope }))).body;
const renew = (token: unknown, of: OauthApp = app) =>
  of.token({
    grant_type: 'refresh_token',
    refresh_token: String(token),
    client_id: of.client.id,
    client_secret: of.client.secret,
  });
const works = async (token: unknown) => {
  const headers = { authorization: `Bearer ${token}` };
  return (await send(`${acme.origin}/api/v1/accounts/verify_credentials`, { headers })).status === 200;
};

describe('a token that is renewed', () => {
  it('is for apps that ask for offline access; others get one that lasts', async () => {
    const body = await granted();
    expect(body).toMatchObject({ expires_in: 3600, refresh_token: expect.any(String), scope: 'offline_access read' });
    const usual = await app.exchange(await app.code('anna', password, { scope: 'read' }));
    expect(usual.body).not.toHaveProperty('refresh_token');
    expect(usual.body).not.toHaveProperty('expires_in');
    now += 2 * hour;
    expect(await works(body['access_token'])).toBe(false);
    expect(await works(usual.body['access_token'])).toBe(true);
    const { body: renewed } = await renew(body['refresh_token']);
    expect(renewed).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'offline_access read' });
    expect(await works(renewed['access_token'])).toBe(true);
  });

  it('case 81: ends for everybody when what renews it is shown a second time', async () => {
    const first = await granted();
    const { body: second } = await renew(first['refresh_token']);
    const again = await renew(first['refresh_token']);
    expect([again.status, again.body['error']]).toEqual([400, 'invalid_grant']);
    expect(await works(second['access_token'])).toBe(false);
    expect((await renew(second['refresh_token'])).body['error']).toBe('invalid_grant');
  });

  it('is renewed by its own app alone, and ends when another one tries', async () => {
    const other = await OauthApp.register(acme.origin, { scopes: 'read offline_access' });
    const body = await granted();
    expect((await renew(body['refresh_token'], other)).status).toBe(400);
    expect(await works(body['access_token'])).toBe(false);
  });

  it('ends with the inventory, with the app, and with time', async () => {
    const [listed, revoked, idle] = [await granted(), await granted(), await granted()];
    now += 2 * hour;
    await acme.context.tokens.revoke(String(listed['refresh_token']).split('.')[0] ?? '');
    expect((await renew(listed['refresh_token'])).status).toBe(400);
    const { id, secret } = app.client;
    const form = { token: String(revoked['refresh_token']), client_id: id, client_secret: secret };
    expect((await send(`${acme.origin}/oauth/revoke`, { form })).status).toBe(200);
    expect((await renew(revoked['refresh_token'])).status).toBe(400);
    now += 91 * 24 * hour;
    expect((await renew(idle['refresh_token'])).status).toBe(400);
  });

  it('leaves with whoever leaves, though its hour is over', async () => {
    const body = await granted();
    now += 2 * hour;
    await acme.context.tokens.revokeAll(`${acme.origin}/users/anna`);
    expect((await renew(body['refresh_token'])).status).toBe(400);
  });

  it.each(['', 'x', 'x.y'])('is not renewed with `%s`, nor with a code', async (token) => {
    expect((await renew(token)).body['error']).toBe('invalid_grant');
    expect((await renew(await app.code('anna', password, { scope }))).body['error']).toBe('invalid_grant');
    const body = await granted();
    expect((await app.exchange(String(body['refresh_token']))).body['error']).toBe('invalid_grant');
  });
});

describe('the list of apps', () => {
  const ruling = () => acme.context.clientRuling;
  const register = (redirect_uris: string) =>
    send(`${acme.origin}/api/v1/apps`, { json: { client_name: 'x', redirect_uris, scopes: 'read write' } });
  const sentence = 'your organisation does not allow this app: ask its administrators which ones it allows';

  afterEach(() => ruling().setUnknown('allow', 'operator'));

  it('refuses the others where it is told to: to register, to ask, and to exchange', async () => {
    const before = await OauthApp.register(acme.origin, { scopes: 'read write' });
    const code = await before.code('anna', password);
    await ruling().setUnknown('refuse', 'operator');
    const refused = await register('https://elsewhere.example/cb');
    expect([refused.status, refused.body['error']]).toEqual([403, sentence]);
    const asked = await before.authorize();
    expect(asked.status).toBe(400);
    expect(asked.text).toContain(sentence);
    expect((await before.exchange(code)).body).toMatchObject({
      error: 'unauthorized_client',
      error_description: sentence,
    });
  });

  it.each([
    ['https://Phanpy.example/', 'https://phanpy.example/cb?x=1', 'https://phanpy.example.evil.example/cb'],
    ['icecubesapp://', 'icecubesapp://back', 'icecubes://back'],
    ['https://elk.example/api/acme', 'https://elk.example/api/acme', 'https://elk.example/api/other'],
    ['urn:ietf:wg:oauth:2.0:oob', 'urn:ietf:wg:oauth:2.0:oob', 'https://elk.example/'],
  ])('knows an app by %s', async (place, itsOwn, anothers) => {
    expect((await ruling().list(place, 'operator')).kind).toBe('set');
    await ruling().setUnknown('refuse', 'operator');
    expect((await register(itsOwn)).status).toBe(200);
    expect((await register(anothers)).status).toBe(403);
    expect((await register(`${itsOwn}\n${anothers}`)).status).toBe(403);
    await ruling().unlist(place, 'operator');
    expect((await register(itsOwn)).status).toBe(403);
  });

  it('lets the others read alone where it is told to', async () => {
    await ruling().setUnknown('read', 'operator');
    const { body } = await app.exchange(await app.code('anna', password, { scope: 'read write' }));
    expect(body['scope']).toBe('read');
  });

  it('is kept by administrators, and each change is in the ledger', async () => {
    await acme.person('chief', { roles: ['admin'] });
    await acme.person('ed', { roles: ['policy-editor'] });
    const as = async (name: string) => {
      const token = await acme.context.tokens.issueToken({
        actorId: `${acme.origin}/users/${name}`,
        scope: 'read write',
      });
      return { headers: { authorization: `Bearer ${token}` } };
    };
    const url = `${acme.origin}/api/portico/v1/clients`;
    const chief = await as('chief');
    const json = { place: 'https://elk.example' };
    expect((await send(url, { ...chief, json })).body).toEqual({ unknown: 'allow', places: ['https://elk.example'] });
    expect((await send(url, { ...chief, json: { place: 'elk' } })).status).toBe(422);
    expect((await send(`${url}/unknown`, { ...chief, json: { unknown: 'read' } })).body['unknown']).toBe('read');
    expect((await send(url, await as('ed'))).body['unknown']).toBe('read');
    expect((await send(`${url}/unknown`, { ...(await as('ed')), json: { unknown: 'allow' } })).status).toBe(403);
    expect((await send(`${url}/remove`, { ...chief, json })).body['places']).toEqual([]);
    const { text } = await send(`${acme.origin}/api/portico/v1/ledger/entries`, chief);
    for (const outcome of ['client-listed', 'unknown-clients-read', 'client-unlisted']) expect(text).toContain(outcome);
  });
});
