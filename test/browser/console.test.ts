import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { deliveriesTo } from '../contract/samples.ts';
import { chromiumIsHere, openBrowser } from './chromium.ts';
import { faultsOf, overflowOf } from './look.ts';
import { password, Stage } from './stage.ts';

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

  it('offers nothing to do with one held post while another is being read', async () => {
    const page = await fresh();
    const [first, second] = await stage.acme.context.store.holds.page({ limit: 2 });
    await stage.signIn(page, 'rita', `/console/queue/${first!.id}`);
    const rejecting = page.getByRole('region', { name: 'Held post' }).getByRole('button', { name: 'Reject' });
    await rejecting.waitFor();
    const reading = Promise.withResolvers<void>();
    await page.route(`**/holds/${second!.id}`, async (route) => {
      await reading.promise;
      await route.continue();
    });
    await page.getByRole('option', { selected: false }).click();
    await page.waitForURL(`**/queue/${second!.id}`);
    await rejecting.waitFor({ state: 'detached' });
    reading.resolve();
    await rejecting.waitFor();
  });

  it('reveals a held post to who gives their password again, and keeps that on record', async () => {
    const page = await fresh();
    const [hold] = await stage.acme.context.store.holds.page({ limit: 1 });
    await stage.signIn(page, 'rita', `/console/queue/${hold!.id}`);
    const post = page.getByRole('region', { name: 'Held post' });
    await post.getByRole('button', { name: 'Reveal what it says' }).click();
    const dialog = page.getByRole('dialog', { name: 'Is it you?' });
    await dialog.getByLabel('Your password').fill('something else');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('That is not your password.').waitFor();
    expect(await faultsOf(page, 'step-up')).toEqual([]);
    await dialog.getByLabel('Your password').fill(password);
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await post.getByText('That is on record.').waitFor();
    expect(await post.innerText()).toContain('Nightjar');
    expect(await faultsOf(page, 'queue-revealed')).toEqual([]);
    expect(await stage.acme.context.store.reviews.ofHold(hold!.id)).toMatchObject([{ act: 'revealed' }]);
  });

  it('keeps what a reviewer wrote when rejecting fails, and ends the hold when it does not', async () => {
    const page = await fresh();
    const [hold] = await stage.acme.context.store.holds.page({ limit: 1 });
    await stage.signIn(page, 'rita', `/console/queue/${hold!.id}`);
    await page.getByRole('button', { name: 'Reject' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reject this post' });
    await dialog.getByLabel('Why, and what to do instead').fill('Wait for the launch, please.');
    await browser.context.setOffline(true);
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await dialog.getByText('The server can’t be reached.').waitFor();
    expect(await faultsOf(page, 'queue-offline')).toEqual([]);
    await browser.context.setOffline(false);
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await page.getByText('1 post waits').waitFor();
    expect(await stage.acme.context.store.holds.byId(hold!.id)).toBeUndefined();
  });

  it('approves several held posts for one reason by keyboard, and tells of each what came of it', async () => {
    const { store } = stage.acme.context;
    const [first] = await store.holds.page({ limit: 1 });
    const second = await stage.post('Nightjar at the fair');
    const third = await stage.post('Osprey at the fair');
    const page = await fresh();
    await stage.signIn(page, 'rita', '/console/queue');
    await page.getByRole('listbox', { name: 'Held posts' }).focus();
    for (const key of ['End', 'ArrowUp', 'ArrowUp']) {
      await page.keyboard.press(key);
      await page.keyboard.press('Space');
    }
    const selected = page.getByRole('region', { name: 'Selected posts' });
    await selected.getByRole('heading', { name: '3 posts selected' }).waitFor();
    expect(await page.getByRole('option', { checked: true }).count()).toBe(3);
    await selected.getByRole('button', { name: 'Leave out' }).first().press('Enter');
    await selected.getByRole('heading', { name: '2 posts selected' }).waitFor();
    expect(await selected.innerText()).not.toMatch(/Osprey|Nightjar/);
    expect(await faultsOf(page, 'queue-bulk')).toEqual([]);
    await selected.getByRole('button', { name: 'Approve 2 posts', disabled: false }).press('Enter');
    await store.commits.commit([{ change: 'hold.remove', id: third! }]);
    const dialog = page.getByRole('dialog', { name: 'Approve 2 posts' });
    await dialog.getByLabel('Why they may leave').fill('Shown at the fair today.');
    await dialog.getByRole('button', { name: 'Approve', exact: true }).press('Enter');
    await selected.getByRole('heading', { name: '1 of 2 settled' }).waitFor();
    await selected.getByText('there is nothing under this address').waitFor();
    expect(await faultsOf(page, 'queue-bulk-done')).toEqual([]);
    await selected.getByRole('button', { name: 'Done' }).press('Enter');
    await page.getByRole('heading', { name: 'Choose a post' }).waitFor();
    expect(await store.reviews.ofHold(second!)).toMatchObject([
      { act: 'approved', note: 'Shown at the fair today.' },
      { act: 'released' },
    ]);
    expect(await store.holds.byId(first!.id)).toBeDefined();
  });

  it('releases a held post without what was found in it, after a look at what is left, and shows what its author answers', async () => {
    const id = await stage.post('Hall 4: Nightjar lands at noon');
    const { reviewing, store } = stage.acme.context;
    const [anna, rita] = await Promise.all(['anna', 'rita'].map((name) => store.accounts.byName(name)));
    await reviewing.ask(id!, rita!, 'Is the hall public?');
    await reviewing.answer(id!, anna!, 'Yes, it is on the fair’s own page.');
    const page = await fresh();
    await stage.signIn(page, 'rita', `/console/queue/${id}`);
    await page.getByText('on the fair’s own page').waitFor();
    expect(await faultsOf(page, 'queue-answer')).toEqual([]);
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: 'Redact and release' });
    await dialog.getByText('Hall 4').waitFor();
    expect(await dialog.innerText()).not.toContain('Nightjar');
    expect(await faultsOf(page, 'queue-redact')).toEqual([]);
    await dialog.getByLabel('Why it may leave like this').fill('The hall is public.');
    await dialog.getByRole('button', { name: 'Release this' }).press('Enter');
    await page.locator(`#held-${id}`).waitFor({ state: 'detached' });
    expect((await store.reviews.ofHold(id!)).map(({ act }) => act)).toEqual([
      'asked',
      'answered',
      'previewed',
      'redacted',
      'released',
    ]);
  });

  it('shows that a policy stopped many posts within a short time, for a reviewer to take on and close', async () => {
    const { incidents, jobs } = stage.acme.context;
    const threshold = { count: 4, minutes: 60 };
    await incidents.setRules({ policy: threshold, author: { count: 0, minutes: 60 } }, stage.anna.actor);
    for (const day of ['Monday', 'Tuesday', 'Friday']) await stage.post(`Osprey on ${day}`);
    jobs.start();
    await jobs.stop();
    const page = await fresh();
    await stage.signIn(page, 'audrey', '/console/incidents');
    await page.getByRole('link', { name: 'Unannounced products' }).waitFor();
    expect(await faultsOf(page, 'incidents')).toEqual([]);
    await page.getByRole('button', { name: 'When is it one?' }).press('Enter');
    const rules = page.getByRole('dialog', { name: 'When is it an incident?' });
    await rules.getByRole('group', { name: 'Posts of one person' }).getByLabel('How many').fill('50');
    expect(await faultsOf(page, 'incident-rules')).toEqual([]);
    await rules.getByRole('button', { name: 'Set' }).press('Enter');
    await rules.waitFor({ state: 'detached' });
    expect(await incidents.rules()).toMatchObject({ policy: threshold, author: { count: 50, minutes: 60 } });
    await page.getByRole('link', { name: 'Unannounced products' }).press('Enter');
    await page.getByRole('button', { name: 'Take it on' }).press('Enter');
    await page.getByText('taken on').waitFor();
    expect(await page.getByRole('link', { name: /^look at it/ }).count()).toBeGreaterThan(2);
    expect(await faultsOf(page, 'incident')).toEqual([]);
    await page.getByRole('button', { name: 'Hand it over' }).press('Enter');
    const handing = page.getByRole('dialog', { name: 'Hand this incident over' });
    await handing.getByLabel('Who sees to it from here on').selectOption('Edda Sørensen (@edda)');
    expect(await faultsOf(page, 'incident-hand-over')).toEqual([]);
    await handing.getByRole('button', { name: 'Hand it over' }).press('Enter');
    await page.getByRole('definition').getByText('@edda').waitFor();
    await page.getByRole('button', { name: 'Close' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Close this incident' });
    await dialog.getByLabel('What came of it').fill('The fair: everybody was told.');
    await dialog.getByRole('button', { name: 'Close it' }).press('Enter');
    await page.getByText('@audrey closed it').waitFor();
    const [incident] = await incidents.list({ closed: true, limit: 1 });
    expect(incident).toMatchObject({ state: 'closed', owner: expect.stringMatching(/edda$/) });
  });

  it('lets two editors tighten a policy: tried, saved, simulated, asked for and approved', async () => {
    const page = await fresh();
    await stage.signIn(page, 'edda', '/console/policies');
    await page.getByRole('heading', { name: 'Versions' }).waitFor();
    expect(await faultsOf(page, 'policies')).toEqual([]);
    await page.getByRole('link', { name: 'Edit policies' }).click();
    await page.getByLabel('File', { exact: true }).selectOption('phones.yaml');
    const editor = page.getByRole('textbox', { name: 'Text of phones.yaml' });
    await editor.press('Control+End');
    await editor.pressSequentially('acton: hold');
    await page.getByRole('tab', { name: 'Problems (1)' }).click();
    await page.getByText('`acton`').first().waitFor();
    expect(await faultsOf(page, 'editor-problem')).toEqual([]);
    await editor.press('Control+a');
    await editor.fill(phones);
    await page.getByRole('tab', { name: 'Try it' }).click();
    await page.getByLabel('A post, as somebody might write it').fill('ring me on +49 30 901820 about Osprey');
    await page.getByText('It would be held').waitFor();
    await page.locator('mark', { hasText: '+49 30 901820' }).waitFor();
    expect(await faultsOf(page, 'editor')).toEqual([]);
    const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Nightjar lands in May') };
    await page.getByLabel('A picture or a document with it').setInputFiles(notes);
    await page.locator('mark', { hasText: 'Nightjar' }).waitFor();
    expect(await faultsOf(page, 'editor-file')).toEqual([]);
    await page.getByRole('button', { name: 'Take it off' }).click();
    await page.getByRole('tab', { name: 'Examples' }).click();
    await page.getByText('✓ passes').first().waitFor();
    expect(await faultsOf(page, 'editor-examples')).toEqual([]);
    await page.getByRole('button', { name: 'Save as a version' }).click();
    await page.getByLabel('What it is for').fill('Hold phone numbers');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('+action: hold').waitFor();
    expect(await faultsOf(page, 'version')).toEqual([]);
    const version = page.url();
    await page.getByRole('button', { name: 'Simulate' }).click();
    await page.getByRole('region', { name: 'phone-numbers' }).waitFor();
    await page.getByRole('button', { name: 'Right' }).first().click();
    await page.getByRole('button', { name: '✓ Right' }).waitFor();
    expect(await faultsOf(page, 'simulation')).toEqual([]);
    await page.goto(version);
    await page.getByRole('button', { name: 'Request activation' }).click();
    await page.getByLabel('Why it should come in force').fill('Numbers were shared by mistake.');
    await page.getByRole('button', { name: 'Request', exact: true }).click();
    await page.getByText('waits for a second editor').waitFor();

    const second = await fresh();
    await stage.signIn(second, 'enzo', '/console/policies');
    await second.getByRole('button', { name: 'Approve and activate' }).click();
    await second.getByLabel('Your password').fill(password);
    await second.getByRole('button', { name: 'Continue' }).click();
    await second.getByText('asked for and approved').waitFor();
    expect(await stage.post('ring +49 30 901820')).toBeDefined();
  });

  it('makes an exception that one editor asks for and another one approves, and shows when it ends', async () => {
    const [active] = await stage.acme.context.policies.activations.history();
    const page = await fresh();
    await stage.signIn(page, 'edda', `/console/policies/edit/${active!.version}`);
    await page.getByRole('button', { name: 'New exception' }).press('Enter');
    await page.getByLabel('Its id').fill('fair');
    await page.getByRole('button', { name: 'Create' }).press('Enter');
    const editor = page.getByRole('textbox', { name: 'Text of exceptions/fair.yaml' });
    await editor.press('Control+a');
    await editor.fill(exception);
    const save = page.getByRole('button', { name: 'Save as a version', disabled: false });
    await page.getByText('1 file changed').waitFor();
    await page.getByRole('tab', { name: 'Problems', exact: true }).waitFor();
    expect(await faultsOf(page, 'editor-exception')).toEqual([]);
    await save.press('Enter');
    await page.getByLabel('What it is for').fill('Osprey at the fair');
    await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Request activation' }).press('Enter');
    await page.getByLabel('Why it should come in force').fill('It was shown there.');
    await page.getByRole('button', { name: 'Request', exact: true }).press('Enter');
    await page.getByText('waits for a second editor').waitFor();

    const second = await fresh();
    await stage.signIn(second, 'enzo', '/console/policies');
    const exceptions = second.getByRole('region', { name: 'Exceptions' });
    await exceptions.getByText('None: every policy holds').waitFor();
    await second.getByRole('button', { name: 'Approve and activate' }).press('Enter');
    await second.getByLabel('Your password').fill(password);
    await second.getByRole('button', { name: 'Continue' }).press('Enter');
    await exceptions.getByText('Everybody saw it there.').waitFor();
    expect(await exceptions.innerText()).toContain('rita@acme.example');
    expect(await stage.post('Osprey in hall 3')).toBeUndefined();
  });

  it('lets an editor replace a dictionary, refuses by name what is none, and what a policy needs is not deleted', async () => {
    const page = await fresh();
    await stage.signIn(page, 'edda', '/console/policies');
    await page.getByRole('link', { name: 'Data', exact: true }).press('Enter');
    const row = page.getByRole('row', { name: /^code-names Dictionary/ });
    await row.getByText('2 terms').waitFor();
    expect(await faultsOf(page, 'policy-data')).toEqual([]);
    await page.getByRole('button', { name: 'Delete code-names' }).press('Enter');
    await page.getByRole('alert').getByText('code-names.yaml').waitFor();
    await page.getByRole('button', { name: 'Replace code-names' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Replace code-names' });
    const upload = async (name: string, text: string): Promise<void> => {
      await dialog.getByLabel('File').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
      await dialog.getByRole('button', { name: 'Replace it' }).press('Enter');
    };
    await upload('names.docx', 'x');
    await dialog.getByRole('alert').getByText('names.docx: a dictionary is a text file').waitFor();
    expect(await faultsOf(page, 'policy-data-refused')).toEqual([]);
    await upload('names.txt', 'Osprey\nNightjar\nKestrel\n');
    await row.getByText('3 terms').waitFor();
    await page.getByRole('link', { name: 'Simulate it and ask for its activation' }).press('Enter');
    await page.getByText('+Kestrel').waitFor();
    const [version] = await stage.acme.context.policies.versions.list();
    expect(version?.message).toBe('Replace dictionaries/code-names');
  });

  it('brings changes over to a set that came in force meanwhile, so that nothing of it is undone', async () => {
    const { versions, activations } = stage.acme.context.policies;
    const [active, before] = await activations.history();
    const page = await fresh();
    await stage.signIn(page, 'edda', `/console/policies/edit/${before!.version}`);
    await page.getByLabel('File', { exact: true }).selectOption('dictionaries/code-names.txt');
    await page.getByRole('textbox', { name: 'Text of dictionaries/code-names.txt' }).press('Control+End');
    await page.keyboard.type('Kestrel');
    expect(await faultsOf(page, 'editor-moved-on')).toEqual([]);
    await page.getByRole('button', { name: 'Bring my changes over' }).click();
    await page.getByText(`On top of ${active!.version.slice(0, 8)}`).waitFor();
    await page.getByRole('button', { name: 'Save as a version' }).click();
    await page.getByLabel('What it is for').fill('One more code name');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('+Kestrel').waitFor();
    const merged = await versions.named(page.url().split('/').at(-1)!);
    expect(merged!.files['phones.yaml']).toBe(phones);
  });

  it('shows an auditor what left, proves it in the page, and who may what', async () => {
    const page = await fresh();
    await stage.signIn(page, 'audrey', '/console');
    await page.getByRole('heading', { name: 'By day' }).waitFor();
    expect(await faultsOf(page, 'overview')).toEqual([]);
    await page.getByRole('link', { name: 'Ledger' }).click();
    await page.getByRole('button', { name: 'Sign a checkpoint' }).click();
    await page.getByRole('heading', { name: 'Key of this ledger' }).waitFor();
    await page.locator('.entries summary').first().click();
    await page.getByRole('button', { name: 'Verify here' }).first().click();
    await page.getByText('this key signed').waitFor();
    expect(await faultsOf(page, 'ledger')).toEqual([]);
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('button', { name: 'Tokens of Rita Moreau' }).click();
    await page.getByText('Session or token').first().waitFor();
    expect(await faultsOf(page, 'people')).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('button', { name: 'Roles of Audrey Chen' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Roles of Enzo Ricci' }).press('Enter');
    const roles = page.getByRole('dialog', { name: 'Roles of Enzo Ricci' });
    await roles.getByRole('checkbox', { name: 'auditor' }).check();
    expect(await faultsOf(page, 'people-roles')).toEqual([]);
    await roles.getByRole('button', { name: 'Set the roles' }).press('Enter');
    await page.getByLabel('Your password').fill(password);
    await page.getByRole('button', { name: 'Continue' }).press('Enter');
    const enzo = page.getByRole('row', { name: /^Enzo Ricci/ });
    await enzo.getByText('auditor').waitFor();
    const { accounts } = stage.acme.context.store;
    expect((await accounts.byName('enzo'))?.roles).toEqual(['policy-editor', 'auditor']);
    const apps = page.getByRole('region', { name: 'Apps' });
    await apps.getByRole('button', { name: 'List an app' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'List an app' });
    await dialog.getByLabel('Where it sends people back to').fill('nowhere');
    await dialog.getByRole('button', { name: 'List it' }).press('Enter');
    await dialog.getByRole('alert').getByText('give an origin').waitFor();
    await dialog.getByLabel('Where it sends people back to').fill('https://app.example');
    await dialog.getByRole('button', { name: 'List it' }).press('Enter');
    await apps.getByRole('button', { name: 'Take off https://app.example' }).waitFor();
    await apps.getByLabel('Apps that are not listed').selectOption('read');
    await page.waitForResponse(/\/clients$/);
    expect(await faultsOf(page, 'apps')).toEqual([]);
    const { clientRuling } = stage.acme.context;
    expect(await clientRuling.rules()).toEqual({ unknown: 'read', places: ['https://app.example'] });
    await clientRuling.setUnknown('allow', stage.anna.actor);
  });

  it('lets an auditor find who did what, and take it away as a file for which they give their password', async () => {
    const page = await fresh();
    await stage.signIn(page, 'audrey', '/console/ledger');
    const find = page.getByRole('region', { name: 'Find entries' });
    await find.getByLabel('What they speak of').selectOption('reviews');
    await find.getByLabel('Whom they name').fill('rita');
    await find.getByRole('button', { name: 'Find' }).press('Enter');
    await find.locator('summary', { hasText: 'review' }).first().waitFor();
    expect(await find.locator('summary', { hasText: /receipt|decision/ }).count()).toBe(0);
    expect(await faultsOf(page, 'ledger-found')).toEqual([]);
    const downloaded = page.waitForEvent('download');
    await find.getByRole('button', { name: 'Download as CSV' }).press('Enter');
    await page.getByLabel('Your password').fill(password);
    await page.getByRole('button', { name: 'Continue' }).click();
    const file = await (await downloaded).path();
    await find.getByText('That is on record.').waitFor();
    expect(readFileSync(file, 'utf8')).toMatch(/^index,at,kind,act,/);
    await find.getByLabel('What they speak of').selectOption('what was exported');
    await find.getByLabel('Whom they name').fill('audrey');
    await find.getByRole('button', { name: 'Find' }).press('Enter');
    await find.locator('summary', { hasText: 'exported' }).waitFor();
  });

  it('lets an administrator set a rule for a domain, and look what a recall would take back', async () => {
    const page = await fresh();
    await stage.signIn(page, 'audrey', '/console/federation');
    await page.getByRole('button', { name: 'Rule for a domain' }).click();
    await page.getByRole('textbox', { name: 'Domain' }).fill('spam.example');
    await page.getByLabel('what comes from there is refused').check();
    await page.getByRole('textbox', { name: 'Why' }).fill('Nothing but advertising.');
    expect(await faultsOf(page, 'federation-rule')).toEqual([]);
    await page.getByRole('button', { name: 'Set the rule' }).click();
    await page.getByRole('rowheader', { name: 'spam.example' }).waitFor();
    expect(await faultsOf(page, 'federation')).toEqual([]);
    await page.getByRole('link', { name: 'Recalls' }).click();
    await page.getByRole('button', { name: 'Look what it would take back' }).click();
    await page.getByLabel('Why').fill('Before the audit.');
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByLabel('Your password').fill(password);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('only looked').waitFor();
    expect(await faultsOf(page, 'recalls')).toEqual([]);
  });

  it('lets a moderator settle a report, refuse what waits and keep an outsider quiet', async () => {
    const { store } = stage.acme.context;
    const eve = 'https://far.example/users/eve';
    const sent = { activity: `${eve}/1`, about: [stage.anna.actor], items: [], at: Date.now() };
    const hold = {
      ...{ id: 'h1', actor: eve, activity: `${eve}/2`, type: 'Create', heldAt: Date.now(), score: 75 },
      body: new TextEncoder().encode(JSON.stringify({ object: { content: '<p>Win a <b>prize</b></p>' } })),
      signals: [{ signal: 'many-links', points: 75 }],
    };
    await store.commits.commit([
      { change: 'report.put', report: { ...sent, id: 'r1', by: eve, comment: 'She was rude to me.' } },
      { change: 'inboundHold.put', hold },
    ]);
    const page = await fresh();
    await stage.signIn(page, 'audrey', '/console/moderation');
    await page.getByText('She was rude to me.').waitFor();
    expect(await faultsOf(page, 'moderation-reports')).toEqual([]);
    await page.getByLabel('What is done about it').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'No report waits' }).waitFor();
    await page.getByRole('tab', { name: 'Reports' }).press('ArrowRight');
    await page.getByText('Win a prize').waitFor();
    await page.getByText('many-links (75)').waitFor();
    expect(await faultsOf(page, 'moderation-waiting')).toEqual([]);
    await page.getByRole('button', { name: `Refuse the post of ${eve}` }).press('Enter');
    await page.getByRole('heading', { name: 'Nothing waits' }).waitFor();
    await page.getByRole('tab', { name: 'Waiting posts' }).press('ArrowRight');
    await page.getByText('from 60 on a post waits').waitFor();
    expect(await faultsOf(page, 'moderation-door')).toEqual([]);
    await page.getByRole('button', { name: 'Change', exact: true }).press('Enter');
    const door = page.getByRole('dialog', { name: 'What posts from outside are asked' });
    await door.getByRole('button', { name: 'Add a rule' }).press('Enter');
    const rule = door.getByRole('group', { name: 'Rule 1', exact: true });
    await rule.getByLabel('Looks for', { exact: true }).selectOption('link');
    await rule.getByLabel('What it looks for').fill('casino');
    await rule.getByLabel('A post with it').selectOption('score');
    await rule.getByLabel('Points').fill('45');
    await door.getByLabel('Most mentions in a post').fill('12');
    await door.getByRole('button', { name: 'Set it' }).press('Enter');
    await door.getByRole('alert').getByText('`casino` is no link').waitFor();
    expect(await faultsOf(page, 'moderation-door-refused')).toEqual([]);
    await rule.getByLabel('What it looks for').fill('casino.example');
    await door.getByRole('button', { name: 'Set it' }).press('Enter');
    await page.getByText('counts for the spam score with 45').waitFor();
    expect(await store.inboundPolicies.current()).toMatchObject({
      rules: [{ kind: 'link', match: 'casino.example', action: 'score', points: 45 }],
      mentionsMost: 12,
      newAccount: { days: 7, mentionsMost: 5, linksMost: 5 },
      holdAt: 60,
    });
    await page.getByRole('tab', { name: 'At the door' }).press('ArrowRight');
    await page.getByRole('button', { name: 'Rule for an outsider' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Rule for an outsider' });
    await dialog.getByLabel('Address of the outsider').fill(eve);
    await dialog.getByLabel('stays out of public timelines').check();
    await dialog.getByLabel('Why').fill('Rude, more than once.');
    expect(await faultsOf(page, 'moderation-rule')).toEqual([]);
    await dialog.getByRole('button', { name: 'Set the rule' }).press('Enter');
    await page.getByRole('rowheader', { name: eve }).waitFor();
    expect(await faultsOf(page, 'moderation-outsiders')).toEqual([]);
    expect(await store.actorRules.all()).toMatchObject([{ actor: eve, silence: true, suspend: false }]);
    expect(await store.reports.byId('r1')).toMatchObject({ resolved: { by: `${stage.acme.origin}/users/audrey` } });
    expect(await store.inboundHolds.count()).toBe(0);
  });

  it('lets an administrator drop what waits for a host, and bring a list of domains in', async () => {
    const { store } = stage.acme.context;
    // A sender who had nothing to send lately is served up to an hour earlier.
    const later = Date.now() + 2 * 3_600_000;
    const deliveries = deliveriesTo('slow.example', 2);
    await store.commits.commit([{ change: 'deliveries.add', deliveries, at: later }]);
    const page = await fresh();
    await stage.signIn(page, 'audrey', '/console/federation');
    const row = page.getByRole('row', { name: /^slow.example takes what it is sent 2/ });
    await row.waitFor();
    expect(await faultsOf(page, 'federation-deliveries')).toEqual([]);
    await row.getByRole('button', { name: 'Drop what waits for slow.example' }).press('Enter');
    await row.waitFor({ state: 'detached' });
    expect(await store.deliveries.ofHost({ host: 'slow.example', state: 'given-up', limit: 9 })).toHaveLength(2);
    await store.commits.commit([
      { change: 'deliveries.add', deliveries: deliveriesTo('fine.example', 2), at: Date.now() },
    ]);
    const claim = { owner: 'w', now: Date.now() + 1, leaseMs: 60_000, limit: 9, perHost: 9, withoutHosts: [] };
    for (const { id, fence } of await store.deliveries.claim(claim)) {
      await store.deliveries.settle([{ id, fence, kind: 'given-up', error: 'answered 413', at: 1 }]);
    }
    const givenUp = page.getByRole('region', { name: 'Given up', exact: true });
    await page.reload();
    await givenUp.getByText('answered 413').first().waitFor();
    expect(await faultsOf(page, 'federation-given-up')).toEqual([]);
    await givenUp.getByRole('button', { name: 'Drop what fine.example' }).first().press('Enter');
    await givenUp.getByRole('button', { name: 'Drop what fine.example' }).nth(1).waitFor({ state: 'detached' });
    await givenUp.getByRole('button', { name: 'Try again at fine.example' }).press('Enter');
    // What the gate did not seal is not sent, so that it does not come to anything else.
    await givenUp.getByText('answered 413').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Import a list' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Import a list' });
    await dialog.getByLabel('The list').fill('worse.example\nnot a domain\n');
    await dialog.getByLabel('Why').fill('From a friend.');
    await dialog.getByRole('button', { name: 'Look what it would do' }).press('Enter');
    await dialog.getByText('Would be added: 1').waitFor();
    expect(await faultsOf(page, 'federation-import')).toEqual([]);
    await dialog.getByRole('button', { name: 'Import it' }).press('Enter');
    await page.getByRole('row', { name: /^worse\.example its people are refused, hidden/ }).waitFor();
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download blocks' }).press('Enter');
    expect(readFileSync(await (await downloaded).path(), 'utf8')).toContain('worse.example');
    await page.getByRole('button', { name: 'Subscribe to a list' }).press('Enter');
    const subscribing = page.getByRole('dialog', { name: 'Subscribe to a list' });
    await subscribing.getByLabel('Its address').fill('https://lists.example/blocks.csv');
    await subscribing.getByLabel('What it is called here').fill('Blocks of a friend');
    expect(await faultsOf(page, 'federation-subscribe')).toEqual([]);
    await subscribing.getByRole('button', { name: 'Subscribe', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'End the subscription to Blocks of a friend' }).press('Enter');
    await page.getByRole('heading', { name: 'No list is subscribed to' }).waitFor();
    expect(await store.subscriptions.all()).toEqual([]);
  });

  it('says so to somebody who has no role in it', async () => {
    const page = await fresh();
    await stage.signIn(page, 'anna', '/console');
    await page.getByRole('heading', { name: 'Nothing here for your account' }).waitFor();
    expect(await faultsOf(page, 'no-role')).toEqual([]);
  });

  it.each([
    ['dark', { dark: true }],
    ['narrow', { width: 320 }],
  ] as const)('is as good in a %s window', async (name, options) => {
    await using other = await openBrowser(options);
    const page = await fresh(other.context);
    const [hold] = await stage.acme.context.store.holds.page({ limit: 1 });
    const { versions } = stage.acme.context.policies;
    const [version] = await versions.list();
    await stage.signIn(page, 'audrey', '/console');
    const ready: [picture: string, path: string, heading: string][] = [
      ['overview', '', 'By day'],
      ['queue', '/queue', 'Choose a post'],
      ['held-post', `/queue/${hold!.id}`, 'Why it is held'],
      ['policies', '/policies', 'Versions'],
      ['editor', `/policies/edit/${version!.version}`, 'Edit policies'],
      ['version', `/policies/versions/${version!.version}`, 'differs from the set in force'],
      ['policy-data', '/policies/data', 'In force'],
      ['explain', `/explain?post=${hold!.id}`, 'on its way to'],
      ['ledger', '/ledger', 'Entries'],
      ['recalls', '/recalls', 'Recalls'],
      ['incidents', '/incidents', 'Not closed'],
      ['moderation', '/moderation', 'Open reports'],
      ['federation', '/federation', 'Partner zones'],
      ['people', '/people', 'People'],
    ];
    for (const [picture, path, heading] of ready) {
      await page.goto(`${stage.acme.origin}/console${path}`);
      await page.getByRole('heading', { name: heading }).first().waitFor();
      expect([path, await faultsOf(page, `${name}-${picture}`), await overflowOf(page)]).toEqual([path, [], 0]);
    }
  });
});

const phones = `policy: phone-numbers
title: Phone numbers
match: { entity: phone }
action: hold
examples:
  - { text: "call +49 30 901820", expect: hold }
`;

const exception = `exception: fair
policy: code-names
owner: rita@acme.example
reason: Everybody saw it there.
expires: 2099-12-31
terms: [Osprey]
`;
