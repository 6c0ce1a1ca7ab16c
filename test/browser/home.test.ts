import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { hashPassword } from '../../server/sign-in/password-hash.ts';
import { chromiumIsHere, openBrowser } from './chromium.ts';
import { faultsOf, overflowOf } from './look.ts';
import { password, Stage } from './stage.ts';

/** Bytes over the wire until the home page is there. */
const budget = 200 * 1024;

(chromiumIsHere ? describe : describe.skip)('the employees’ app (skipped where /usr/bin/chromium is missing)', () => {
  let stage: Stage;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;

  beforeAll(async () => {
    stage = await Stage.set();
    await stage.acme.person('press', { kind: 'corporate', display: 'Acme Instruments' });
    const paula = await stage.acme.person('paula', { display: 'Paula Novák', roles: ['publisher:press'] });
    const hash = await hashPassword(password);
    await stage.acme.context.store.commits.commit([{ change: 'credential.put', actorId: paula.actor, hash }]);
    browser = await openBrowser();
    page = await browser.context.newPage();
  });

  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await stage?.[Symbol.asyncDispose]();
  });

  it('takes somebody from signing in to a home page that is on the screen with little to load', async () => {
    await signIn('paula', '/home');
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    const resources = `performance.getEntries().map((e) => e.encodedBodySize ?? 0).reduce((a, b) => a + b, 0)`;
    expect(await page.evaluate(resources)).toBeLessThan(budget);
    expect(await faultsOf(page, 'home-empty')).toEqual([]);
  });

  async function signIn(name: string, path: string): Promise<void> {
    await browser.context.clearCookies();
    await page.goto(`${stage.acme.origin}${path}`);
    await page.getByLabel('User name').fill(name);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${stage.acme.origin}${path}`);
  }
  void sharp; void overflowOf;
});
