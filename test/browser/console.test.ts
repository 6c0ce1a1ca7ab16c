import type { BrowserContext, Page } from 'playwright-core';
import { chromiumIsHere, openBrowser } from './chromium.ts';
import { faultsOf } from './look.ts';
import { Stage } from './stage.ts';

(chromiumIsHere ? describe : describe.skip)('the console (skipped where /usr/bin/chromium is missing)', () => {
  let stage: Stage;
  let browser: Awaited<ReturnType<typeof openBrowser>>;

  beforeAll(async () => {
    stage = await Stage.set();
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await stage?.[Symbol.asyncDispose]();
  });

  /** A page of somebody's own: nobody else's session is in it. */
  async function fresh(context: BrowserContext = browser.context): Promise<Page> {
    await context.clearCookies();
    return context.newPage();
  }

  it('lets a reviewer find out why a post was held, and release it', async () => {
    const page = await fresh();
    await page.goto(`${stage.acme.origin}/console/queue`);
    expect(await faultsOf(page, 'sign-in')).toEqual([]);
    await stage.signIn(page, 'rita', '/console/queue');
    const list = page.getByRole('listbox', { name: 'Held posts' });
    await list.focus();
    await page.keyboard.press('ArrowDown');
    const post = page.getByRole('region', { name: 'Held post' });
    await post.getByText('Unannounced products').waitFor();
    expect(await post.innerText()).not.toContain('Osprey');
    expect(await faultsOf(page, 'queue')).toEqual([]);
    await page.keyboard.press('a');
    await page.getByText('2 posts wait').waitFor();
    expect(await stage.acme.context.store.holds.page({ limit: 10 })).toHaveLength(2);
  });
});
