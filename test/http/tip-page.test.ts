import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languages } from '../../server/mastodon/tips/catalogue.ts';
import { hashPassword } from '../../server/sign-in/password-hash.ts';
import { tipWords } from '../../server/web/tips/words/index.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Browser } from '../support/portico/browser-client.ts';
import { asPublic, C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

const verdicts = ['block', 'hold', 'confirm', 'downgrade', 'redact', 'advise'] as const;
const password = 'correct horse battery staple';
const folder = mkdtempSync(join(tmpdir(), 'portico-policies-'));

interface Person {
  readonly app: RestClient;
  readonly activityPub: C2sClient;
  readonly browser: Browser;
}

/** Milliseconds by which the server's clock is ahead. */
let ahead = 0;
let acme: Organisation;
let anna: Person;
const authors = new Map<string, Person>();
let passwordHash: string;

function policyOf(action: string, more = ''): string {
  const guidance = languages.map((language) => `  ${language}: 'Leave it out (${language}).'`).join('\n');
  return `policy: ${action}
title: Words to ${action}
match: { pattern: '${action}(word|phrase)' }
action: ${action.split('-')[0]}
guidance:
${guidance}
${more}`;
}

beforeAll(async () => {
  for (const action of verdicts) writeFileSync(join(folder, `${action}.yaml`), policyOf(action));
  writeFileSync(join(folder, 'why.yaml'), policyOf('confirm-why', 'confirmation: { justification: true }\n'));
  const overrides = { clock: () => Date.now() + ahead };
  acme = await Organisation.start({ env: { PORTICO_POLICIES: folder }, overrides });
  passwordHash = await hashPassword(password);
  anna = await joined('anna');
  for (const language of languages) authors.set(language, await joined(`author-${language}`, [], language));
});

afterAll(async () => {
  await acme.stop();
  rmSync(folder, { recursive: true });
});

/** Somebody with an app and a browser, both signed in. */
async function joined(name: string, roles: string[] = [], language = 'en'): Promise<Person> {
  const app = await RestClient.join(acme, name, roles);
  const actor = `${acme.origin}/users/${name}`;
  await acme.context.store.commits.commit([{ change: 'credential.put', actorId: actor, hash: passwordHash }]);
  await app.do('/api/v1/accounts/update_credentials', { source: { language } }, 'PATCH');
  const browser = new Browser(acme.origin);
  expect((await browser.submit('/sign-in', { name, password, to: '/home' })).status).toBe(303);
  return { app, activityPub: new C2sClient(actor, app.token), browser };
}

/** Path of the page that an answer to an ActivityPub client leads to. */
function pathIn({ instance, portico }: Readonly<Record<string, unknown>>): string {
  const address = String(instance ?? (portico as { tip?: string } | undefined)?.tip);
  expect(address).toMatch(new RegExp(`^${acme.origin}/tips/[\\w-]{36}$`));
  return address.slice(acme.origin.length);
}

async function sent(person: Person, content: string): Promise<string> {
  const note = { type: 'Note', content: `<p>${content}</p>`, to: [asPublic] };
  return pathIn((await person.activityPub.post(note)).body);
}

/** The newest message of the bot to somebody. */
async function told({ app }: Person): Promise<string> {
  const [notification] = await app.list('/api/v1/notifications?types[]=mention&limit=1');
  return String((notification?.['status'] as { content?: string } | undefined)?.content);
}

/** The page as text, its references to letters resolved. */
async function page({ browser }: Person, path: string): Promise<string> {
  const { status, text } = await browser.read(path);
  expect(status).toBe(200);
  return text.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code)));
}

const csrfIn = (text: string): string => /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
const english = tipWords('en');

describe('the page about a tip', () => {
  it.each(verdicts)(
    'says what happened, why and what to do with %s, and nothing of what was found',
    async (verdict) => {
      const path = await sent(anna, `the ${verdict}word of ours`);
      expect(await told(anna)).toContain(`<a href="${acme.origin}${path}"`);
      const text = await page(anna, path);
      for (const said of [english.happened[verdict], `Words to ${verdict}`, 'Leave it out (en).', english.again]) {
        expect(text).toContain(said);
      }
      expect(text).toContain('<li><code>pattern</code>');
      expect(text).not.toContain(`${verdict}word`);
      expect(text).not.toContain('(word|phrase)');
    },
  );

  const cases = languages.flatMap((language) => verdicts.map((verdict) => [language, verdict] as const));
  it.each(cases)('speaks %s of what became of a post from any client: %s', async (language, verdict) => {
    const author = authors.get(language)!;
    const { body } = await author.app.request('/api/v1/statuses', {
      json: { status: `our ${verdict}phrase`, visibility: 'public' },
    });
    const path = /href="[^"]*(\/tips\/[^"]+)"/.exec(await told(author))?.[1] ?? '';
    const refused = (body['portico'] as { url?: string } | undefined)?.url;
    if (body['error'] !== undefined) expect(refused).toBe(acme.origin + path);
    const text = await page(author, path);
    expect(text).toContain(`<html lang="${language}">`);
    const { happened } = tipWords(language);
    for (const said of [happened[verdict], `Leave it out (${language}).`, '<li><code>pattern</code>']) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain(`${verdict}phrase`);
  });

  it('shows what is read outside of a post that was redacted, and by what its parts were replaced', async () => {
    const text = await page(anna, await sent(anna, 'before redactword after'));
    expect(text).toContain(english.redactions.label);
    expect(text).toMatch(/<blockquote><p>before \[[^\]]+\] after<\/p><\/blockquote>/);
  });

  it('says whose word a held post waits for, and what came of it', async () => {
    const path = await sent(anna, 'a holdword to let go');
    expect(await page(anna, path)).toContain('0 of 1 have agreed');
    await joined('rita', ['reviewer']);
    const rita = (await acme.context.store.accounts.byName('rita'))!;
    const { reviewing } = acme.context;
    const newest = async (): Promise<string> => (await reviewing.list({ limit: 100 })).at(-1)!.id;
    const shown = await reviewing.show(await newest());
    expect((await reviewing.approve(shown!.post.id, rita, shown!.digest)).kind).toBe('released');
    expect(await page(anna, path)).toContain(english.held.released);
    const other = await sent(anna, 'a holdword to reject');
    await reviewing.reject(await newest(), rita, 'Not before <May>.');
    const rejected = await page(anna, other);
    expect(rejected).toContain(english.held.rejected);
    expect(rejected).toContain('Not before <May>.');
  });
});

describe('“write it again”', () => {
  const again = async (path: string, reader = anna): Promise<string> => {
    const [, link = ''] = /href="(\/home\?again=[\w-]+)"/.exec(await page(anna, path)) ?? [];
    expect(link).toBe(`/home?again=${path.split('/').at(-1)}`);
    return page(reader, link);
  };

  it.each(['block', 'hold', 'confirm', 'advise'])(
    'gives back what %s was about, to its author alone',
    async (verdict) => {
      const content = `another ${verdict}word to mend`;
      const path = await sent(anna, content);
      expect(await again(path)).toContain(`"again":{"text":"${content}"`);
      const colleague = authors.get('de')!;
      expect(await again(path, colleague)).not.toContain('"again"');
    },
  );

  it('keeps it sealed, and a quarter of an hour', async () => {
    const path = await sent(anna, 'a blockword to forget');
    const decision = String(path.split('/').at(-1));
    const { clientData } = acme.context.store;
    const kept = await clientData.get(decision, 'tip', 'written');
    expect(kept).toMatchObject({ by: `${acme.origin}/users/anna` });
    expect(JSON.stringify(kept)).not.toContain('forget');
    ahead = 15 * 60_000 + 1;
    expect(await clientData.get(decision, 'tip', 'written')).toBeUndefined();
    expect(await again(path)).not.toContain('"again"');
    ahead = 0;
  });

  it('is there while it waits, and for a day after a reviewer rejected it', async () => {
    const rita = await acme.context.federation.accounts.add({ name: 'remo', kind: 'employee', roles: ['reviewer'] });
    if (rita.kind !== 'added') throw new Error('nobody reviews');
    const path = await sent(anna, 'a holdword to think over');
    ahead = 20 * 60_000;
    expect(await again(path)).toContain('"again":{"text":"a holdword to think over"');
    const waiting = (await acme.context.reviewing.list({ limit: 100 })).at(-1)?.id ?? '';
    await acme.context.reviewing.reject(waiting, rita.account, 'Not before May.');
    expect(await again(path)).toContain('"again":{"text":"a holdword to think over"');
    const kept = () => acme.context.store.clientData.get(String(path.split('/').at(-1)), 'tip', 'written');
    expect(JSON.stringify(await kept())).not.toContain('think over');
    ahead += 24 * 60 * 60_000 + 1;
    expect(await kept()).toBeUndefined();
    ahead = 0;
  });

  it('is what they typed, with its warning, where an app sent it', async () => {
    const json = { status: 'a *blockword*\nin two lines', spoiler_text: 'beware', visibility: 'public' };
    await anna.app.request('/api/v1/statuses', { json });
    const path = /href="[^"]*(\/tips\/[^"]+)"/.exec(await told(anna))?.[1] ?? '';
    expect(await again(path)).toContain('"again":{"text":"a *blockword*\\nin two lines","warning":"beware"');
  });
});

describe('the button of a page that asks', () => {
  it('posts what was stopped, once, and only for the page itself', async () => {
    const path = await sent(anna, 'a confirmword about buttons');
    const asked = await page(anna, path);
    const posts = async (): Promise<string> =>
      JSON.stringify(await anna.app.list(`/api/v1/accounts/${await anna.app.accountId('anna')}/statuses`));
    await anna.browser.submit(path, { csrf: 'x', choice: '0' });
    await anna.browser.submit(path, { csrf: csrfIn(asked), choice: '7' });
    expect(await posts()).not.toContain('about buttons');
    expect(await page(anna, path)).toContain('value="0"');
    const pressed = await anna.browser.submit(path, { csrf: csrfIn(asked), choice: '0' });
    expect([pressed.status, pressed.location]).toEqual([303, `${path}?answered`]);
    expect(await page(anna, `${path}?answered`)).toContain(english.answered);
    await anna.browser.submit(path, { csrf: csrfIn(asked), choice: '0' });
    expect((await posts()).split('about buttons').length).toBe(2);
    expect(await page(anna, path)).toContain(english.closed);
  });

  it('is that of the same question however often a client asked, and takes the reason that a policy wants', async () => {
    const first = await sent(anna, 'a confirm-whyword');
    const again = await sent(anna, 'a confirm-whyword');
    expect(again).not.toBe(first);
    const text = await page(anna, again);
    expect(text).toMatch(/<label for="reason">[^<]+<\/label>\s*<textarea id="reason"/);
    await anna.browser.submit(again, { csrf: csrfIn(text), choice: '0', reason: 'it was in the newspaper' });
    expect(await told(anna)).toContain('Posted.');
    expect(await page(anna, first)).toContain(english.closed);
  });

  it('sends it for review, of which the page then speaks no more than of any question', async () => {
    const path = await sent(anna, 'a confirmword for others');
    await anna.browser.submit(path, { csrf: csrfIn(await page(anna, path)), choice: '1' });
    expect(await told(anna)).toContain('waits for review');
    const [, held = ''] = /href="[^"]*(\/tips\/[^"]+)"/.exec(await told(anna)) ?? [];
    expect(await page(anna, held)).toContain('0 of 1 have agreed');
    expect(await page(anna, path)).toContain(english.closed);
  });
});

describe('somebody who did not write it', () => {
  it('gets what an address gives that was never there: colleagues, reviewers, administrators', async () => {
    const path = await sent(anna, 'a confirmword of hers');
    const others = await Promise.all([joined('ben'), joined('rosa', ['reviewer']), joined('ada', ['admin'])]);
    const csrf = csrfIn(await page(anna, path));
    for (const { browser } of others) {
      const answers = await Promise.all(
        [path, '/tips/0b2a7c2e-7d9f-4a53-9c1e-4a8f3f0d5a11'].flatMap((one) => [
          browser.read(one),
          browser.submit(one, { csrf, choice: '0' }),
        ]),
      );
      const bytes = answers.map(({ status, text, header }) => [status, text, header('content-type')]);
      expect(new Set(bytes.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(bytes[0]![0]).toBe(404);
    }
    expect(await page(anna, path)).toContain('value="0"');
  });

  it('signs in first, and is led to it', async () => {
    const path = await sent(anna, 'a blockword of hers');
    const stranger = new Browser(acme.origin);
    for (const answer of [await stranger.read(path), await stranger.submit(path, { choice: '0' })]) {
      expect([answer.status, answer.location]).toEqual([303, `/sign-in?to=${encodeURIComponent(path)}`]);
    }
    const signedIn = await stranger.submit('/sign-in', { name: 'anna', password, to: path });
    expect([signedIn.status, signedIn.location]).toEqual([303, path]);
    expect((await stranger.read(path)).text).toContain(english.happened.block);
  });

  it('reads it where they publish for the account, without its buttons', async () => {
    await acme.person('press', { kind: 'corporate' });
    const paula = await joined('paula', ['publisher:press']);
    const press = { ...paula, activityPub: paula.activityPub.speakingAs(`${acme.origin}/users/press`) };
    const text = await page(paula, await sent(press, 'the confirmword of the press'));
    expect(text).toContain(english.happened.confirm);
    expect(text).not.toContain('<form');
  });

  it('gets nothing of a decision that says nothing to its author', async () => {
    await anna.app.post('a fine word', { visibility: 'public' });
    const [latest] = await acme.context.store.decisions.latest(1);
    expect(latest?.verdict.outcome).toBe('allow');
    expect((await anna.browser.read(`/tips/${latest?.id}`)).status).toBe(404);
  });
});
