import type { Page } from 'playwright-core';
import { asPublic } from '../support/portico/c2s-client.ts';
import { chromiumIsHere, openBrowser } from './chromium.ts';
import { faultsOf, pictureOf } from './look.ts';
import { password, Stage } from './stage.ts';

(chromiumIsHere ? describe : describe.skip)('a first day (skipped where /usr/bin/chromium is missing)', () => {
  let stage: Stage;
  let browser: Awaited<ReturnType<typeof openBrowser>>;

  beforeAll(async () => {
    stage = await Stage.set();
    await stage.acme.context.roles.change({ name: 'edda', grant: ['reviewer'], take: [] });
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await stage?.[Symbol.asyncDispose]();
  });

  async function fresh(): Promise<Page> {
    await browser.context.clearCookies();
    return browser.context.newPage();
  }

  /** By what stands on the pages alone: no address is typed but the first one. */
  it('leads from sign-in to why a post was held, its release, and a stricter policy in force', async () => {
    const page = await fresh();
    const link = (name: string) => page.getByRole('link', { name, exact: true });
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await stage.signIn(page, 'edda', '/console');
    await page.getByRole('heading', { name: 'By day' }).waitFor();
    await pictureOf(page, 'first-1-overview');

    await link('wait for review').click();
    await page.getByRole('option').first().click();
    const post = page.getByRole('region', { name: 'Held post' });
    await post.getByRole('heading', { name: 'Why it is held' }).waitFor();
    await post.getByText('Unannounced products').waitFor();
    await post.getByText('Say what it does without the name').waitFor();
    await pictureOf(page, 'first-2-why');
    await post.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('2 posts wait · the last one was released').waitFor();
    await pictureOf(page, 'first-3-released');

    await link('Policies').click();
    await link('Edit policies').click();
    await page.getByLabel('File', { exact: true }).selectOption('phones.yaml');
    const editor = page.getByRole('textbox', { name: 'Text of phones.yaml' });
    const written = await editor.innerText();
    await editor.fill(`${written.trim().replace('redact', 'block')}\n`);
    await page.getByLabel('A post, as somebody might write it').fill('ring me on +49 30 901820');
    await page.getByText('It would be blocked').waitFor();
    await pictureOf(page, 'first-4-tighten');
    await button('Save as a version').click();
    await page.getByLabel('What it is for').fill('No telephone numbers');
    await button('Save').click();
    await page.getByText('+action: block').waitFor();
    await pictureOf(page, 'first-5-version');

    await button('Simulate').click();
    await page.getByRole('region', { name: 'phone-numbers' }).getByRole('button', { name: 'Right' }).waitFor();
    await pictureOf(page, 'first-6-simulation');
    await link('Go on with this version').click();
    await button('Request activation').click();
    await page.getByLabel('Why it should come in force').fill('Numbers were shared by mistake.');
    await button('Request').click();
    await page.getByText('waits for a second editor').waitFor();
    await pictureOf(page, 'first-7-requested');

    const second = await fresh();
    await stage.signIn(second, 'enzo', '/console');
    await second.getByRole('link', { name: 'Policies', exact: true }).click();
    await second.getByRole('button', { name: 'Approve and activate' }).click();
    await second.getByLabel('Your password').fill(password);
    await second.getByRole('button', { name: 'Continue' }).click();
    await second.getByText('asked for and approved').waitFor();
    await pictureOf(second, 'first-8-in-force');
    const { status } = await stage.anna.post({ type: 'Note', content: '+49 30 901820', to: [asPublic] });
    expect(status).toBe(403);
  });

  it('explains why a post was held, as soon as a proxy finds the server again', async () => {
    const id = await stage.post('Nightjar, once more');
    const page = await fresh();
    await stage.signIn(page, 'audrey', '/console/explain');
    await page.getByLabel('Address or id of a post').fill(id!);
    const proxys = { status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' };
    await page.route('**/api/portico/v1/**', (route) => route.fulfill(proxys), { times: 1 });
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByRole('status').getByText('The server can’t be reached.').waitFor();
    await page.getByText('Unannounced products').first().waitFor();
    expect(await faultsOf(page, 'explain')).toEqual([]);
  });

  it('keeps what is typed while the server is gone, says so, and goes on by itself when it is back', async () => {
    const page = await fresh();
    const [hold] = await stage.acme.context.store.holds.page({ limit: 1 });
    await stage.signIn(page, 'edda', `/console/queue/${hold!.id}`);
    await page.getByRole('button', { name: 'Reject' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reject this post' });
    await dialog.getByLabel('Why, and what to do instead').fill('Wait for the launch, please.');
    const home = await browser.context.newPage();
    await home.goto(`${stage.acme.origin}/home`);
    await home.getByLabel('Who sees it').selectOption({ label: 'Colleagues' });
    await home.getByRole('textbox', { name: 'What is on your mind?' }).fill('Written while the server was away');
    await home.getByText('It stays inside').waitFor();

    await stage.acme.fallSilent();
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await dialog.getByRole('alert').getByText('The server can’t be reached.').waitFor();
    expect(await faultsOf(page, 'console-gone')).toEqual([]);
    await home.getByRole('button', { name: 'Post', exact: true }).click();
    await home.getByRole('alert').getByText('The server can’t be reached.').waitFor();
    await home.getByText('No connection to the server.').waitFor();
    expect(await faultsOf(home, 'home-server-gone')).toEqual([]);
    // A part of the app that was not loaded yet.
    await home.getByRole('link', { name: 'Search' }).click();

    await stage.acme.speakAgain();
    await dialog.getByRole('alert').waitFor({ state: 'detached' });
    await page.getByText('The server is back.').waitFor({ state: 'attached' });
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await page.locator(`#held-${hold!.id}`).waitFor({ state: 'detached' });
    expect(await stage.acme.context.store.holds.byId(hold!.id)).toBeUndefined();
    await home.getByRole('searchbox').waitFor();
    await home.getByText('No connection to the server.').waitFor({ state: 'detached' });
    await home.goBack();
    await home.getByRole('button', { name: 'Post', exact: true }).click();
    await home.getByRole('article').filter({ hasText: 'Written while the server was away' }).waitFor();
  });
});
