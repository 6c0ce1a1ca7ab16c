import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { hashPassword } from '../../server/sign-in/password-hash.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { chromiumIsHere, openBrowser } from './chromium.ts';
import { faultsOf, overflowOf } from './look.ts';
import { password, Stage } from './stage.ts';

/** Bytes over the wire until the home page is there; the promise is 200 kB. */
const budget = 120 * 1024;

const projects = `policy: projects
title: Project names
match: { pattern: 'kestrel' }
scope: { to: [public] }
action: confirm
confirmation: { justification: true }
guidance: Say why the project may be named.
`;

(chromiumIsHere ? describe : describe.skip)('the employees’ app (skipped where /usr/bin/chromium is missing)', () => {
  let stage: Stage;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  /** Of the page's console, where a refusal of its content policy would stand. */
  const faults: string[] = [];

  beforeAll(async () => {
    stage = await Stage.set({ 'projects.yaml': projects });
    const name = 'Wolfeschlegelsteinhausenbergerdorff Rindfleischetikettierungsüberwachung';
    const long = await stage.acme.person('wolfeschlegelsteinhausen', { display: name });
    await long.post({ type: 'Note', content: `<p>${'Donaudampfschifffahrt'.repeat(9)}</p>`, to: [asPublic] });
    await stage.acme.person('press', { kind: 'corporate', display: 'Acme Instruments' });
    const paula = await stage.acme.person('paula', { display: 'Paula Novák', roles: ['publisher:press'] });
    const hash = await hashPassword(password);
    await stage.acme.context.store.commits.commit([{ change: 'credential.put', actorId: paula.actor, hash }]);
    const zone = { name: 'suppliers', domains: ['globex.example'], guests: ['https://initech.example/gus'] };
    await stage.acme.context.zones.set({ ...zone, by: 'operator' });
    browser = await openBrowser();
    page = await browser.context.newPage();
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted Type/i.test(message.text())) faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
  });

  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await stage?.[Symbol.asyncDispose]();
  });

  const at = (path: string) => page.goto(`${stage.acme.origin}/home${path}`);
  const composer = () => page.locator('[data-composer]').first();
  const posts = () => page.locator('.timeline > .post-card');
  const field = () => composer().getByLabel('What is on your mind?');

  async function write(text: string, zone: string): Promise<void> {
    await composer().getByLabel('Who sees it').selectOption({ label: zone });
    await field().fill(text);
  }

  async function signIn(name: string, path: string): Promise<void> {
    await page.goto(`${stage.acme.origin}${path}`);
    await page.getByLabel('User name').fill(name);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${stage.acme.origin}${path}`);
  }

  it('takes somebody from signing in to a home page with little to load', async () => {
    await signIn('paula', '/home');
    await page.getByText('Quiet so far').waitFor();
    const resources = `performance.getEntries().map((e) => e.encodedBodySize ?? 0).reduce((a, b) => a + b, 0)`;
    expect(await page.evaluate(resources)).toBeLessThan(budget);
    expect(await faultsOf(page, 'home-empty')).toEqual([]);
  });

  it('marks what may not leave while it is typed, says why, and puts something else in its place', async () => {
    await write('The refund went to 4111 1111 1111 1111 today', 'Everyone');
    await page.locator('.marked mark.strict', { hasText: '4111 1111 1111 1111' }).waitFor();
    await page.getByText('This can’t leave as it is.').waitFor();
    await page.getByText('Remove the card or account number').waitFor();
    expect(await faultsOf(page, 'home-composer-blocked')).toEqual([]);
    await page.getByRole('button', { name: 'Use “[payment card removed]” instead' }).click();
    await page.getByText('Fine to post.').waitFor();
    expect(await field().inputValue()).toBe('The refund went to [payment card removed] today');
    await page.getByText('As an outsider sees it').click();
    await page.locator('.outside-post', { hasText: 'The refund went to [payment card removed] today' }).waitFor();
    await composer().getByRole('button', { name: 'Post', exact: true }).click();
    await posts().filter({ hasText: 'The refund went to' }).getByText('Everyone', { exact: true }).waitFor();
    expect(await field().inputValue()).toBe('');
    expect(await faultsOf(page, 'home-posted')).toEqual([]);
  });

  it('shows a post as an outsider would read it, and one that waits as one that waits', async () => {
    await write('Ring +49 30 901820 for the demo', 'Everyone');
    await page.getByText('It leaves with parts taken out.').waitFor();
    await page.getByText('As an outsider sees it').click();
    await page.locator('.outside-post', { hasText: 'Ring [phone number removed] for the demo' }).waitFor();
    expect(await faultsOf(page, 'home-composer-outside')).toEqual([]);
    await write('Osprey ships in May', 'Everyone');
    await page.getByText('It would wait for a reviewer.').waitFor();
    await composer().getByRole('button', { name: 'Post', exact: true }).click();
    await page.getByText('It waits for review. Only you see it').waitFor();
    await posts().filter({ hasText: 'Osprey ships' }).getByText('Waits for review', { exact: true }).waitFor();
    expect(await faultsOf(page, 'home-held')).toEqual([]);
  });

  it('says who is in a partner zone, and shows a post as they would read it', async () => {
    await write('The kestrel costs nine', 'Everyone');
    await page.getByText('You will be asked to confirm.').waitFor();
    await composer().getByLabel('Who sees it').selectOption({ label: 'Partners: suppliers' });
    await page.getByText('outside everybody on globex.example and 1 guest, nobody else').waitFor();
    await page.getByText('Fine to post.').waitFor();
    await page.getByText('As partners in “suppliers” see it').click();
    await page.locator('.outside-post', { hasText: 'The kestrel costs nine' }).waitFor();
    expect(await faultsOf(page, 'home-composer-partner')).toEqual([]);
    await composer().getByRole('button', { name: 'Post', exact: true }).click();
    await posts().filter({ hasText: 'costs nine' }).getByText('Partners: suppliers', { exact: true }).waitFor();
  });

  it('asks for the author’s word where a policy wants it, and posts with the reason', async () => {
    await write('Everybody says kestrel by now', 'Everyone');
    await page.getByText('You will be asked to confirm.').waitFor();
    await composer().getByRole('button', { name: 'Post', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Post it anyway?' });
    await dialog.getByLabel('Why it may leave').fill('It was in the papers.');
    expect(await faultsOf(page, 'home-confirm')).toEqual([]);
    await dialog.getByRole('button', { name: 'Post it anyway' }).click();
    await posts().filter({ hasText: 'Everybody says kestrel' }).waitFor();
  });

  it('starts with what was stopped where its author wants to write it again', async () => {
    const actorId = `${stage.acme.origin}/users/paula`;
    const token = await stage.acme.context.tokens.issueToken({ actorId, scope: 'write' });
    const json = { status: 'The refund went to 4111 1111 1111 1111', visibility: 'public' };
    const { body } = await new RestClient(stage.acme.origin, token).request('/api/v1/statuses', { json });
    await page.goto((body['portico'] as { url: string }).url);
    await page.getByRole('link', { name: 'Write it again' }).click();
    await field().waitFor();
    expect(await field().inputValue()).toBe(json.status);
    await composer().getByLabel('Who sees it').selectOption({ label: 'Everyone' });
    await page.getByText('This can’t leave as it is.').waitFor();
    await field().fill('');
    await page.getByText('This can’t leave as it is.').waitFor({ state: 'hidden' });
  });

  it('keeps what was typed when the server can’t be reached, and over a reload', async () => {
    await write('Written on a train', 'Colleagues');
    await page.getByText('It stays inside').waitFor();
    await browser.context.setOffline(true);
    await composer().getByRole('button', { name: 'Post', exact: true }).click();
    await composer().getByRole('alert').getByText('The server can’t be reached.').waitFor();
    await page.getByText('No connection to the server.').waitFor();
    expect(await faultsOf(page, 'home-offline')).toEqual([]);
    await browser.context.setOffline(false);
    await page.reload();
    expect(await field().inputValue()).toBe('Written on a train');
    await composer().getByRole('button', { name: 'Post', exact: true }).click();
    await posts().filter({ hasText: 'Written on a train' }).getByText('Colleagues', { exact: true }).waitFor();
  });

  it('asks for a description of a picture, and shows it with the picture', async () => {
    const pixels = sharp({ create: { width: 320, height: 180, channels: 3, background: '#5a9ad0' } });
    const dropped = await page.evaluateHandle(fileOf('lake.png', await pixels.png().toBuffer()));
    await write('From the lake', 'Colleagues');
    await composer().dispatchEvent('drop', { dataTransfer: dropped });
    const description = composer().getByLabel('Description of lake.png');
    await description.waitFor();
    await composer().getByRole('button', { name: 'Post', exact: true }).click();
    await composer().getByRole('alert').getByText('A file has no description.').waitFor();
    expect(await faultsOf(page, 'home-media')).toEqual([]);
    await description.fill('A lake without wind');
    await description.blur();
    await composer().getByRole('button', { name: 'Post', exact: true }).click();
    await posts().filter({ hasText: 'From the lake' }).getByAltText('A lake without wind').waitFor();
  });

  it('posts in the name of the organisation, with a warning and a poll', async () => {
    await composer().getByLabel('Post as').selectOption({ label: 'Acme Instruments' });
    await composer().getByText('It appears as Acme Instruments.').waitFor();
    await composer().getByRole('button', { name: 'Content warning' }).click();
    await composer().getByLabel('Warning that stands before').fill('Colours');
    await composer().getByRole('button', { name: 'Poll' }).click();
    await composer().getByLabel('Answer 1').fill('Green');
    await composer().getByLabel('Answer 2').fill('Blue');
    await write('Which one for the new meter?', 'Everyone');
    await page.getByText('Fine to post.').waitFor();
    expect(await faultsOf(page, 'home-composer-poll')).toEqual([]);
    await composer().getByRole('button', { name: 'Post', exact: true }).click();
    const post = posts().filter({ hasText: 'Colours' });
    await post.getByText('@press').waitFor();
    await post.getByRole('button', { name: 'Show', exact: true }).click();
    await post.getByText('Which one for the new meter?').waitFor();
    await post.locator('summary', { hasText: 'More' }).click();
    await post.getByRole('button', { name: 'Pin to the profile' }).click();
    await page.getByText('Pinned.', { exact: true }).waitFor();
  });

  it('follows somebody, and lets what they say wait above until it is wanted', async () => {
    await at('/people/anna');
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await page.getByRole('button', { name: 'Unfollow' }).waitFor();
    expect(await faultsOf(page, 'home-profile')).toEqual([]);
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await posts().first().waitFor();
    const before = await posts().count();
    await stage.anna.post({ type: 'Note', content: 'Cake in the kitchen', to: [asPublic] });
    await page.getByRole('button', { name: '1 new post' }).waitFor();
    expect(await posts().count()).toBe(before);
    expect(await faultsOf(page, 'home-new-posts')).toEqual([]);
    await page.getByRole('button', { name: '1 new post' }).click();
    await posts().first().getByText('Cake in the kitchen').waitFor();
  });

  it('is used by keys alone: from post to post, liked, answered', async () => {
    await page.locator('h1').click();
    await page.keyboard.press('j');
    await page.locator('.post-card:focus', { hasText: 'Cake in the kitchen' }).waitFor();
    await page.keyboard.press('f');
    await page.locator('.post-card:focus [data-act="favourite"][aria-pressed="true"][aria-busy="false"]').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await faultsOf(page, 'home-keys')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('h1').click();
    await page.keyboard.press('j');
    await page.keyboard.press('r');
    const answer = page.getByRole('textbox', { name: 'Your reply' });
    await answer.waitFor();
    await page.waitForFunction("document.activeElement.tagName === 'TEXTAREA'");
    await page.keyboard.type('Is there a piece without nuts?');
    await page.keyboard.press('Control+Enter');
    await posts().filter({ hasText: 'without nuts' }).waitFor();
    expect(await faultsOf(page, 'home-thread')).toEqual([]);
  });

  it('brings the reader back to where they were', async () => {
    for (let n = 0; n < 24; n += 1) {
      await stage.anna.post({ type: 'Note', content: `Slice ${n} is gone`, to: [asPublic] });
    }
    await at('');
    await posts().filter({ hasText: 'Slice 23' }).waitFor();
    await posts()
      .filter({ hasText: 'Slice 5 ' })
      .getByRole('link', { name: /ago|minute/ })
      .scrollIntoViewIfNeeded();
    let place = Number.NaN;
    // Posts above get their heights as they come into sight.
    await expectSoon(async () => {
      const before = place;
      place = await topOf('Slice 5 ');
      return place === before;
    });
    await posts()
      .filter({ hasText: 'Slice 5 ' })
      .getByRole('link', { name: /ago|minute/ })
      .click();
    await page.getByRole('heading', { name: 'Thread' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await expectSoon(async () => Math.abs((await topOf('Slice 5 ')) - place) < 4);
  });

  it('brings the reader back over a reload, also beyond what is read first, and keeps no word of a post for it', async () => {
    await page.getByText('Cake in the kitchen').scrollIntoViewIfNeeded();
    await page.getByText('The refund went to').waitFor();
    let place = Number.NaN;
    await expectSoon(async () => {
      const before = place;
      await page.getByText('Cake in the kitchen').scrollIntoViewIfNeeded();
      place = await topOf('Cake in the kitchen');
      return place === before;
    });
    await page.reload();
    await page.getByText('Cake in the kitchen').waitFor();
    await expectSoon(async () => Math.abs((await topOf('Cake in the kitchen')) - place) < 4);
    expect(place).toBeLessThan(860);
    const kept = await page.evaluate("sessionStorage.getItem('portico-places paula')");
    expect(kept).toMatch(/^\[(\["\/api\/[\w/?=]+",\{"post":"\d+","top":[\d.-]+\}\],?)+\]$/);
    await at('');
    await posts().filter({ hasText: 'Slice 23' }).waitFor();
    expect(await page.evaluate('scrollY')).toBe(0);
  });

  async function topOf(text: string): Promise<number> {
    const box = await posts().filter({ hasText: text }).boundingBox();
    return box?.y ?? Number.NaN;
  }

  async function expectSoon(holds: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 50; tries += 1) {
      if (await holds()) return;
      await page.waitForTimeout(100);
    }
    throw new Error('it never came to that');
  }

  it('edits and deletes', async () => {
    await at('');
    const post = posts().filter({ hasText: 'Slice' }).first();
    await post.waitFor();
    await at('/people/paula');
    const own = posts().filter({ hasText: 'Written on a train' });
    await own.locator('summary', { hasText: 'More' }).click();
    await own.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit' });
    await dialog.getByLabel('What is on your mind?').fill('Written on a slow train');
    expect(await faultsOf(page, 'home-edit')).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    const edited = posts().filter({ hasText: 'Written on a slow train' });
    await edited.getByText('edited').waitFor();
    await edited.locator('summary', { hasText: 'More' }).click();
    await edited.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog', { name: 'Delete' }).getByRole('button', { name: 'Delete' }).click();
    await edited.waitFor({ state: 'detached' });
  });

  it('completes a name, quotes and reports a post', async () => {
    await at('');
    await field().click();
    await page.keyboard.type('Thank you @rit');
    await composer().getByRole('option', { name: 'Rita Moreau' }).waitFor();
    expect(await faultsOf(page, 'home-names')).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await field().inputValue()).toBe('Thank you @rita ');
    await field().fill('');
    const post = posts().filter({ hasText: 'Slice 23' });
    await post.locator('summary', { hasText: 'More' }).click();
    expect(await faultsOf(page, 'home-menu')).toEqual([]);
    await post.getByRole('button', { name: 'Quote' }).click();
    const quoting = page.getByRole('dialog', { name: 'Quote' });
    await quoting.getByLabel('What is on your mind?').fill('That was quick');
    expect(await faultsOf(page, 'home-quote')).toEqual([]);
    await quoting.getByRole('button', { name: 'Post', exact: true }).click();
    await posts().filter({ hasText: 'That was quick' }).locator('.quote', { hasText: 'Slice 23' }).waitFor();
    await posts().filter({ hasText: 'Slice 22' }).locator('summary', { hasText: 'More' }).click();
    await posts().filter({ hasText: 'Slice 22' }).getByRole('button', { name: 'Report' }).click();
    const report = page.getByRole('dialog', { name: 'Report' });
    await report.getByLabel('What is wrong with it?').fill('There was none for me.');
    expect(await faultsOf(page, 'home-report')).toEqual([]);
    await report.getByRole('button', { name: 'Report' }).click();
    await page.getByText('Reported. Thank you.').waitFor();
  });

  it('says what the organisation announces, and covers what its reader filters', async () => {
    const { announcements } = stage.acme.context.clientApi.parts;
    await announcements.publish({ text: 'The kitchen is closed on Friday' }, `${stage.acme.origin}/users/audrey`);
    const paula = (await stage.acme.context.store.accounts.byName('paula'))!;
    const token = await stage.acme.context.tokens.issueToken({ actorId: paula.actorId, scope: 'read write' });
    const filter = { title: 'Cake', context: ['home'], keywords_attributes: [{ keyword: 'slice 22' }] };
    const client = new RestClient(stage.acme.origin, token);
    await client.do('/api/v2/filters', filter);
    await at('');
    await page.getByText('Filtered: Cake').waitFor();
    await page.getByText('The kitchen is closed').waitFor();
    expect(await page.getByText('Slice 22').count()).toBe(0);
    expect(await faultsOf(page, 'home-announcement')).toEqual([]);
    await page.locator('.filtered').getByRole('button', { name: 'Show' }).click();
    await posts().filter({ hasText: 'Slice 22' }).waitFor();
    await page.getByRole('button', { name: 'Got it' }).click();
    await expectSoon(async () => (await client.list('/api/v1/announcements')).length === 0);
    expect(await page.getByText('The kitchen is closed').count()).toBe(0);
  });

  it('tells of what happened, live', async () => {
    await at('/notifications');
    await page.getByRole('heading', { name: 'Notifications' }).waitFor();
    const paula = `${stage.acme.origin}/users/paula`;
    const tag = [{ type: 'Mention', href: paula, name: '@paula' }];
    await stage.anna.post({ type: 'Note', content: 'A piece is left, @paula', to: [paula], tag });
    await posts().or(page.locator('.notes .post-card')).filter({ hasText: 'A piece is left' }).first().waitFor();
    await stage.anna.post({ type: 'Follow', object: paula });
    await page.getByText('Anna Lindqvist follows you').waitFor();
    expect(await faultsOf(page, 'home-notifications')).toEqual([]);
    await page.getByRole('link', { name: 'Direct messages' }).click();
    await page.getByText('A piece is left').waitFor();
    expect(await faultsOf(page, 'home-messages')).toEqual([]);
  });

  it('finds people and posts, and puts people on a list', async () => {
    await at('/search');
    await page.getByRole('searchbox').fill('anna');
    await page.getByRole('searchbox').press('Enter');
    await page.locator('.people').getByRole('link', { name: 'Anna Lindqvist' }).waitFor();
    expect(await faultsOf(page, 'home-search')).toEqual([]);
    await page.getByRole('link', { name: 'Lists' }).click();
    await page.getByLabel('Name of the list').fill('Bakers');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('link', { name: 'Bakers' }).click();
    await page.getByRole('tab', { name: 'Members' }).click();
    await page.getByLabel('Add somebody you follow').fill('@rita');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('alert').getByText('You have to follow').waitFor();
    await page.getByLabel('Add somebody you follow').fill('@anna');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.locator('.people').getByRole('link', { name: 'Anna Lindqvist' }).waitFor();
    expect(await faultsOf(page, 'home-list')).toEqual([]);
  });

  it.each([
    ['de', 'Einstellungen'],
    ['fr', 'Réglages'],
    ['es', 'Ajustes'],
    ['pt', 'Definições'],
    ['ja', '設定'],
    ['en', 'Settings'],
  ])('speaks %s', async (language, heading) => {
    await at('/settings');
    await page.locator('select').first().selectOption(language);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe(language);
  });

  it('is left and entered by Tab everywhere, with a ring around what has the focus', async () => {
    await at('');
    await posts().first().waitFor();
    await page.locator('h1').click();
    const rings: unknown[] = [];
    for (let n = 0; n < 24; n += 1) {
      await page.keyboard.press('Tab');
      rings.push(await page.evaluate(ringOfFocused));
    }
    expect(rings.filter((ring) => ring !== 'ring')).toEqual([]);
  });

  it('signs out another session', async () => {
    const { actorId } = (await stage.acme.context.store.accounts.byName('paula'))!;
    await stage.acme.context.tokens.issueToken({ actorId, scope: 'read' });
    await at('/settings');
    const sessions = page.getByRole('region', { name: 'Sessions and apps' });
    const buttons = sessions.getByRole('button', { name: 'Sign out' });
    await buttons.first().waitFor();
    const before = await buttons.count();
    await buttons.first().click();
    await expectSoon(async () => (await buttons.count()) === before - 1);
  });

  it.each([
    ['dark', 'dark', 1280],
    ['narrow', 'light', 320],
  ] as const)(
    'is as good in a %s window',
    async (name, colorScheme, width) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 860 });
      const id = await page.evaluate("fetch('/api/v1/timelines/home').then((r) => r.json()).then(([s]) => s.id)");
      const ready: [picture: string, path: string, text: string][] = [
        ['timeline', '', 'Slice 23'],
        ['everyone', '/everyone', 'Slice 23'],
        ['thread', `/posts/${String(id)}`, 'A piece is left'],
        ['profile', '/people/anna', 'Slice 23'],
        ['long', '/people/wolfeschlegelsteinhausen', 'Donaudampf'],
        ['notifications', '/notifications', 'follows you'],
        ['search', '/search?q=slice', 'Slice 23'],
        ['lists', '/lists', 'Bakers'],
        ['messages', '/messages', 'A piece is left'],
        ['settings', '/settings', 'this one'],
        ['bookmarks', '/bookmarks', 'Nothing here yet'],
        ['gone', '/posts/1', 'This is gone'],
      ];
      for (const [picture, path, text] of ready) {
        await at(path);
        await page.getByText(text).first().waitFor();
        expect([path, await faultsOf(page, `${name}-home-${picture}`), await overflowOf(page)]).toEqual([path, [], 0]);
        expect(await page.evaluate('document.getAnimations().length')).toBe(0);
      }
      await at('');
      await write('The refund went to 4111 1111 1111 1111', 'Everyone');
      await page.getByText('This can’t leave as it is.').waitFor();
      expect([await faultsOf(page, `${name}-home-composer`), await overflowOf(page)]).toEqual([[], 0]);
      await field().fill('');
    },
    240_000,
  );

  it('leaves nothing that was written on the device of somebody who signs out', async () => {
    await page.setViewportSize({ width: 1280, height: 860 });
    await at('');
    await field().fill('For later');
    await page.getByRole('button', { name: 'Discard' }).waitFor();
    const drafts = "Object.keys(localStorage).filter((key) => key.startsWith('portico-draft'))";
    expect(await page.evaluate(drafts)).toEqual(['portico-draft paula home']);
    await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('User name').waitFor();
    expect(await page.evaluate(drafts)).toEqual([]);
    expect(await page.evaluate("sessionStorage.getItem('portico-places paula')")).toBe('[]');
  });

  it('breaks none of its own rules for scripts, styles and pictures', () => {
    expect(faults).toEqual([]);
  });
});

const ringOfFocused = `(() => {
  const at = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const ring = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  return ring || at === document.body ? 'ring' : at.outerHTML.slice(0, 120);
})()`;

/** What a browser hands over when a file is dropped. */
function fileOf(name: string, bytes: Buffer): string {
  const letters = `Uint8Array.from(atob('${bytes.toString('base64')}'), (letter) => letter.charCodeAt(0))`;
  return `(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([${letters}], '${name}', { type: 'image/png' }));
    return dropped;
  })()`;
}
