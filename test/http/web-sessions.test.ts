import { hashPassword } from '../../server/sign-in/password-hash.ts';
import { Browser } from '../support/portico/browser-client.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

const password = 'correct horse battery staple';
let now = Date.now();
let acme: Organisation;

beforeAll(async () => {
  acme = await Organisation.start({ env: { PORTICO_TRUSTED_PROXIES: 'loopback' }, overrides: { clock: () => now } });
  for (const [name, roles] of [
    ['rita', ['reviewer']],
    ['emil', []],
    ['edda', ['policy-editor']],
  ] as const) {
    const { actor } = await acme.person(name, { roles: [...roles] });
    const hash = await hashPassword(password);
    await acme.context.store.commits.commit([{ change: 'credential.put', actorId: actor, hash }]);
  }
});

afterAll(() => acme.stop());

/** A post of somebody who may publish, for everybody. */
async function said(content: string): Promise<string> {
  const anna = await acme.person('anna');
  const { body } = await anna.post({ type: 'Note', content, to: [asPublic] });
  return (body['object'] as { id: string }).id;
}

async function signedIn(name = 'rita'): Promise<Browser> {
  const browser = new Browser(acme.origin);
  const answer = await browser.submit('/sign-in', { name, password, to: '/console/queue' });
  expect([answer.status, answer.location]).toEqual([303, '/console/queue']);
  return browser;
}

describe('signing in with a browser', () => {
  it('leads to the console with a cookie that no script and no other site can use', async () => {
    const browser = await signedIn();
    expect(browser.lastCookie).toMatch(/^portico=[^;]+; .*HttpOnly; SameSite=Lax$/);
    const page = await browser.read('/console');
    expect(page.status).toBe(200);
    expect(page.header('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'.*trusted-types/);
    expect(page.text).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=/);
  });

  it('asks for a sign-in first, and comes back to where one wanted to go', async () => {
    const answer = await new Browser(acme.origin).read('/console/queue/x?y=1');
    expect([answer.status, answer.location]).toEqual([303, '/sign-in?to=%2Fconsole%2Fqueue%2Fx%3Fy%3D1']);
  });

  it('leads whoever has no role in the console to the app, which is under the same rules', async () => {
    const browser = new Browser(acme.origin);
    const answer = await browser.submit('/sign-in', { name: 'emil', password, to: '' });
    expect([answer.status, answer.location]).toEqual([303, '/home']);
    expect((await browser.read('/sign-in')).location).toBe('/home');
    const page = await browser.read('/home/people/rita');
    expect(page.header('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'.*trusted-types/);
    expect(page.text).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=/);
    expect((await new Browser(acme.origin).read('/home')).location).toBe('/sign-in?to=%2Fhome');
  });

  it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)'])(
    'never goes on to another server: %s',
    async (to) => {
      const answer = await new Browser(acme.origin).submit('/sign-in', { name: 'rita', password, to });
      expect([answer.status, answer.location]).toEqual([303, '/console']);
    },
  );

  it('says the same of a wrong password and of an unknown name, and keeps the name that was typed', async () => {
    const wrong = await new Browser(acme.origin).submit('/sign-in', { name: 'rita', password: 'x', to: '/console' });
    const unknown = await new Browser(acme.origin).submit('/sign-in', { name: 'nora', password: 'x', to: '/console' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.text).toContain('value="rita"');
    expect(wrong.text.replaceAll('rita', 'nora')).toBe(unknown.text);
  });

  it('case 84: is refused when another site sends the form', async () => {
    const browser = new Browser(acme.origin);
    const answer = await browser.submit('/sign-in', { name: 'rita', password }, { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(403);
    expect(browser.lastCookie).toBeUndefined();
  });

  it('is throttled by name and address', async () => {
    for (let n = 0; n < 10; n += 1) await new Browser(acme.origin).submit('/sign-in', { name: 'emil', password: 'x' });
    const answer = await new Browser(acme.origin).submit('/sign-in', { name: 'emil', password });
    expect(answer.status).toBe(429);
    expect(answer.header('retry-after')).toMatch(/^\d+$/);
    now += 20 * 60 * 1000;
  });

  it('is throttled by the address that the proxy in front saw, whatever a client says its address is', async () => {
    const from = async (forwarded: string, given: string) => {
      const form = { name: 'emil', password: given };
      return (await new Browser(acme.origin).submit('/sign-in', form, { 'x-forwarded-for': forwarded })).status;
    };
    for (let n = 0; n < 10; n += 1) await from(`198.51.100.${n}, 203.0.113.9`, 'x');
    expect(await from('198.51.100.99, 203.0.113.9', password)).toBe(429);
    expect(await from('203.0.113.10', password)).toBe(303);
    now += 20 * 60 * 1000;
  });
});

describe('a session', () => {
  it('opens the API to the page that repeats its CSRF token, and to no cookie alone', async () => {
    const browser = await signedIn();
    expect((await browser.read('/api/portico/v1/holds')).status).toBe(401);
    expect((await browser.read('/api/portico/v1/holds', { 'sec-fetch-site': 'cross-site' })).status).toBe(401);
    expect((await browser.read('/api/portico/v1/holds', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await browser.read('/api/portico/v1/holds', { 'x-csrf-token': await browser.csrf() })).status).toBe(200);
  });

  it('changes nothing for a request that only looks like one of its own', async () => {
    const [browser, other] = [await signedIn(), await signedIn()];
    for (const headers of [
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'same-origin', 'x-csrf-token': await other.csrf() },
    ]) {
      const answer = await browser.json('/api/portico/v1/holds/none/reject', { note: 'no' }, headers);
      expect(answer.status).toBe(401);
    }
    const own = { 'x-csrf-token': await browser.csrf() };
    expect((await browser.json('/api/portico/v1/holds/none/reject', { note: 'no' }, own)).status).toBe(404);
  });

  it('reveals what is held only to who has just given their password, and for ten minutes', async () => {
    const browser = await signedIn();
    const own = { 'x-csrf-token': await browser.csrf() };
    const reveal = () => browser.json('/api/portico/v1/holds/none/reveal', {}, own);
    expect((await reveal()).text).toContain('"stepUp":true');
    expect((await browser.json('/session/step-up', { password: 'wrong' }, own)).status).toBe(403);
    expect((await browser.json('/session/step-up', { password }, {})).status).toBe(401);
    expect((await reveal()).status).toBe(403);
    expect((await browser.json('/session/step-up', { password }, own)).status).toBe(200);
    expect((await reveal()).status).toBe(404);
    now += 11 * 60 * 1000;
    expect((await reveal()).status).toBe(403);
  });

  it('asks for the password once more before anything is taken back from others', async () => {
    const browser = await signedIn('edda');
    const own = { 'x-csrf-token': await browser.csrf() };
    const object = await said('to be taken back');
    const recall = (asked: object) => browser.json('/api/portico/v1/recalls', { reason: 'test', ...asked }, own);
    for (const asked of [{ post: object }, { dryRun: true }, {}]) {
      const { status, text } = await recall(asked);
      expect([status, text.includes('"stepUp":true')]).toEqual([403, true]);
    }
    expect(await acme.context.recalling.list()).toEqual([]);
    expect((await browser.json('/session/step-up', { password }, own)).status).toBe(200);
    expect((await recall({ post: object })).status).toBe(202);
    expect(await acme.context.recalling.list()).toMatchObject([{ post: object }]);
  });

  it('carries its step-up to no other session', async () => {
    const [browser, other] = [await signedIn(), await signedIn()];
    await browser.json('/session/step-up', { password }, { 'x-csrf-token': await browser.csrf() });
    other.take('portico-fresh', browser.cookie('portico-fresh') ?? '');
    const answer = await other.json('/api/portico/v1/holds/none/reveal', {}, { 'x-csrf-token': await other.csrf() });
    expect(answer.status).toBe(403);
  });

  it('ends for good when its owner signs out, also for who kept the cookie', async () => {
    const browser = await signedIn();
    const kept = browser.cookie('portico') ?? '';
    await browser.submit('/sign-out', { csrf: 'made up' });
    expect((await browser.read('/console')).status).toBe(200);
    await browser.submit('/sign-out', { csrf: await browser.csrf() });
    browser.take('portico', kept);
    expect((await browser.read('/console')).status).toBe(303);
  });

  it('ends after twelve hours', async () => {
    const browser = await signedIn();
    now += 12 * 60 * 60 * 1000 + 1000;
    expect((await browser.read('/console')).status).toBe(303);
  });
});

describe('files of the pages', () => {
  it('are compressed, named by their content and kept for ever', async () => {
    const browser = new Browser(acme.origin);
    const page = await browser.read('/sign-in');
    const [path = ''] = /\/assets\/[\w/-]+\.css/.exec(page.text) ?? [];
    const answer = await browser.read(path, { 'accept-encoding': 'br' });
    expect(answer.header('content-encoding')).toBe('br');
    expect(answer.header('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await browser.read('/assets/other.css')).status).toBe(404);
  });
});
