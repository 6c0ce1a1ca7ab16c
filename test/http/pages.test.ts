import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageFeedJob } from '../../server/pages/page-feed.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { send } from '../support/portico/oauth-app.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

const canary = `canary${randomBytes(8).toString('hex')}`;
const html = { headers: { accept: 'text/html' } };
const story = 'https://www.acme.example/stories/tide';

let folder: string;
let acme: Organisation;
let press: C2sClient;
let anna: C2sClient;
let outside: Stranger;
let ada: string;
let article: string;
let answer: string;

const pageOf = (id: string, name = 'press') => `${acme.origin}/@${name}/${id.split('/').at(-1)}`;

async function post(client: C2sClient, note: object): Promise<string> {
  const { status, body } = await client.post({ type: 'Note', to: [asPublic], ...note });
  expect(status).toBe(201);
  return (body['object'] as { id: string }).id;
}

/** What an outsider says in public, to somebody here. */
async function hear(to: string, note: Record<string, unknown>): Promise<string> {
  const id = `${outside.origin}/notes/${randomBytes(4).toString('hex')}`;
  const audience = { to: [asPublic], cc: [to] };
  const object = { id, type: 'Note', attributedTo: ada, published: '2026-11-22T10:00:00Z', ...audience, ...note };
  const sent = await outside.deliver(`${to}/inbox`, outside.activity(ada, 'Create', object, audience));
  expect(sent.status).toBe(202);
  await acme.drain();
  return id;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portico-theme-'));
  writeFileSync(
    join(folder, 'policies.yaml'),
    "policy: code-names\ntitle: Code names\nmatch: { pattern: 'Osprey' }\naction: block\n",
  );
  writeFileSync(
    join(folder, 'redacted.yaml'),
    "policy: projects\ntitle: Projects\nmatch: { pattern: '(?i)nightjar' }\naction: redact\n",
  );
  const theme = mkdtempSync(join(tmpdir(), 'portico-theme-'));
  writeFileSync(join(theme, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"/>');
  const yaml = {
    name: 'Acme Instruments',
    tagline: 'Honest readings',
    logo: 'logo.svg',
    colours: { accent: '#0b5f4a' },
  };
  writeFileSync(join(theme, 'theme.yaml'), JSON.stringify(yaml));
  acme = await Organisation.start({ env: { PORTICO_POLICIES: folder, PORTICO_THEME: theme } });
  press = await acme.person('press', { kind: 'corporate', display: 'Acme Press' });
  anna = await acme.person('anna', { display: 'Anna Lindqvist' });
  outside = await Stranger.start();
  ada = outside.actor('ada', { name: 'Ada Winter' });
  article = await post(press, { type: 'Article', name: 'A gauge', content: '<p>It says when it is wrong.</p>' });
  await post(press, { type: 'Article', name: 'The story', content: '<p>About the tide.</p>', url: story });
  await post(anna, { content: `<p>${canary}</p>`, to: [`${acme.origin}/zones/internal`], inReplyTo: article });
  answer = await post(anna, { content: '<p>I built the comparator.</p>', inReplyTo: article });
  await post(press, {
    '@context': ['https://www.w3.org/ns/activitystreams', { Hashtag: 'as:Hashtag' }],
    content: '<p>Come and see #TideGauge</p>',
    tag: [{ type: 'Hashtag', name: '#TideGauge', href: `${acme.origin}/tags/tidegauge` }],
  });
  await hear(anna.actor, {
    inReplyTo: answer,
    content: '<p>How does it know <b>the swell</b>?<script>alert(1)</script></p>',
  });
});

afterAll(async () => {
  await Promise.all([acme.stop(), outside.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

describe('the public pages', () => {
  it('show the organisation, what it said, and nothing of what is inside', async () => {
    const front = await send(`${acme.origin}/`, html);
    expect(front.status).toBe(200);
    expect(front.text).toContain('<title>Acme Instruments</title>');
    expect(front.text).toContain('alt="Acme Instruments"');
    expect(front.text).toContain('It says when it is wrong.');
    expect(front.text).not.toContain('Anna Lindqvist');
  });

  it('show a post with the conversation under it, colleagues and outsiders, and without what stays inside', async () => {
    const { status, text } = await send(pageOf(article), html);
    expect(status).toBe(200);
    expect(text).toContain('I built the comparator.');
    expect(text).toContain('How does it know <b>the swell</b>?');
    expect(text).toContain('2 replies');
    expect(text).not.toContain(canary);
    expect(text).not.toContain('alert(1)');
  });

  it('let nothing run, be framed or load from elsewhere', async () => {
    const { headers, text } = await send(pageOf(article), html);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src|unsafe/);
    expect([...text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)).toEqual(['<script type="application/ld+json">']);
    const loaded = [...text.matchAll(/\b(?:src|href)="(https?:[^"]*)"/g)].map(([, url]) => url);
    expect(text.match(/<(?:img|link rel="stylesheet")[^>]*"https?:/g)).toBeNull();
    expect(loaded.length).toBeGreaterThan(0);
  });

  it('have a receipt for every byte, and ask policies about what no release says', async () => {
    const paths = ['/', '/@press', '/@anna', new URL(pageOf(article)).pathname, '/tags/tidegauge', '/feed.rss'];
    paths.push('/feed.atom', '/feed.json', '/@press/feed.rss', '/sitemap.xml', `/api/embed/v1/thread?url=${story}`);
    paths.push(`/oembed?url=${encodeURIComponent(pageOf(article))}`);
    for (const path of paths) {
      const { status, text } = await send(acme.origin + path, html);
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toContain(canary);
      const digest = createHash('sha256').update(text).digest('base64');
      const receipts = await acme.context.store.releases.receipts(digest);
      expect([path, receipts.length]).toEqual([path, 1]);
      expect(receipts[0]).toMatchObject({ zone: 'public', outcome: 'allow' });
    }
  });

  it('leave an answer from outside away when a policy would not let its words leave', async () => {
    await hear(press.actor, { inReplyTo: article, content: '<p>Is this the Osprey?</p>' });
    const { status, text } = await send(pageOf(article), html);
    expect(status).toBe(200);
    expect(text).not.toContain('Osprey');
    expect(text).toContain('2 replies');
  });

  it('show a long conversation whatever signs and encodings stand in it, in each language', async () => {
    const root = await post(anna, { content: '<p>Ask me about tides &amp; "swell"</p>' });
    for (let n = 0; n < 6; n += 1) {
      await post(anna, {
        content: `<p>It's ${n}%20 =de &amp;amp; %2541 of https://acme.example/?a=%20b&amp;c=d</p>`,
        inReplyTo: root,
      });
    }
    const id = `${outside.origin}/notes/a%2520b?c='d'&amp=%41`;
    await hear(anna.actor, { id, inReplyTo: root, content: "<p>Don't%20 =\n say &#39;%41&#39;</p>" });
    for (const lang of ['en', 'de', 'ja']) {
      const { status, text } = await send(`${pageOf(root, 'anna')}?lang=${lang}`, html);
      expect([lang, status, text.match(/<article/g)?.length]).toEqual([lang, 200, 8]);
    }
  });

  it('put first what a publisher pins for the organisation, and nothing that others pin', async () => {
    const id = await post(press, { content: '<p>Worth a talk</p>' });
    const [paula, otto] = await Promise.all([
      RestClient.join(acme, 'paula', ['publisher:press']),
      RestClient.join(acme, 'otto'),
    ]);
    const found = async (client: RestClient) =>
      (await client.get(`/api/v2/search?resolve=true&q=${encodeURIComponent(id)}`))['statuses'] as { id: string }[];
    const [status] = await found(paula);
    const pinBy = (client: RestClient, step: string) =>
      client.request(`/api/v1/statuses/${status?.id}/${step}`, { method: 'POST', json: {} });
    expect((await pinBy(otto, 'pin')).status).toBe(422);
    expect((await pinBy(paula, 'pin')).body).toMatchObject({ pinned: true });
    const front = (await send(`${acme.origin}/`, html)).text;
    expect(front).toMatch(/Featured discussions<\/h2>.*Worth a talk.*Latest<\/h2>/s);
    expect(front.split('Worth a talk')).toHaveLength(2);
    expect((await pinBy(paula, 'unpin')).body).toMatchObject({ pinned: false });
    expect((await send(`${acme.origin}/`, html)).text).not.toContain('Featured discussions');
  });

  it('show a question with its answers and votes', async () => {
    const options = ['Green', 'Blue'].map((name) => ({
      type: 'Note',
      name,
      replies: { type: 'Collection', totalItems: 0 },
    }));
    const asked = await post(press, {
      type: 'Question',
      content: '<p>Which one?</p>',
      oneOf: options,
      endTime: '2030-01-02T00:00:00Z',
    });
    const { text } = await send(pageOf(asked), html);
    expect(text).toContain('<span class="option">Green</span> <span class="share">0</span>');
    expect(text).toContain('0 votes · until Jan 2, 2030');
  });

  it('leave an answer away that is not for everybody', async () => {
    const id = await hear(press.actor, { inReplyTo: article, content: '<p>between us</p>', to: [press.actor], cc: [] });
    expect(id).toContain(outside.origin);
    expect((await send(pageOf(article), html)).text).not.toContain('between us');
  });

  it('of a hashtag show no post whose hashtag was redacted or is edited away', async () => {
    const tagged = (name: string) => ({
      '@context': ['https://www.w3.org/ns/activitystreams', { Hashtag: 'as:Hashtag' }],
      content: `<p>Cake for all #${name}</p>`,
      tag: [{ type: 'Hashtag', name: `#${name}`, href: `${acme.origin}/tags/${name.toLowerCase()}` }],
    });
    const redacted = await post(press, tagged('Nightjar'));
    expect((await send(pageOf(redacted), html)).text).toContain('Cake for all');
    expect((await send(`${acme.origin}/tags/nightjar`, html)).status).toBe(404);
    const edited = await post(press, tagged('Birthday'));
    expect((await send(`${acme.origin}/tags/birthday`, html)).status).toBe(200);
    const object = { id: edited, type: 'Note', content: '<p>Cake for all</p>', tag: [], to: asPublic };
    expect((await press.post({ type: 'Update', object, to: asPublic })).status).toBe(201);
    expect((await send(`${acme.origin}/tags/birthday`, html)).status).toBe(404);
  });

  it.each([
    '/@nobody',
    '/@press/nothing',
    '/@press/feed',
    '/@press?after=nonsense',
    '/tags/nothing',
    '/@nobody/feed.rss',
    '/oembed?url=https://elsewhere.example/',
  ])('say the same at %s as at what is inside', async (path) => {
    const inside = await post(anna, { content: '<p>quiet</p>', to: [`${acme.origin}/zones/internal`] });
    const hidden = await send(pageOf(inside, 'anna'), html);
    const absent = await send(acme.origin + path, html);
    const told = ({ status, text, headers }: typeof absent) => [status, text, [...headers.keys()].join()];
    expect(told(absent)).toEqual(told(hidden));
    expect(hidden.status).toBe(404);
  });

  it.each([
    ['de-CH, fr;q=0.5', '', 'de', 'Neuestes'],
    ['fr', '', 'fr', 'Dernières publications'],
    ['es', '', 'es', 'Lo último'],
    ['pt-BR', '', 'pt', 'Mais recentes'],
    ['ja', '', 'ja', '最新'],
    ['nl', '', 'en', 'Latest'],
    ['*', '', 'en', 'Latest'],
    ['de', '?lang=ja', 'ja', '最新'],
    ['de', '?lang=xx', 'de', 'Neuestes'],
  ])('speak to who asks for %s at /%s in %s', async (accepted, query, lang, word) => {
    const front = await send(`${acme.origin}/${query}`, { headers: { ...html.headers, 'accept-language': accepted } });
    expect(front.text).toContain(`<html lang="${lang}">`);
    expect(front.text).toContain(`class="label">${word}</h2>`);
    expect(front.headers.get('vary')?.split(', ')).toContain('Accept-Language');
    // What the organisation says is in its own language.
    const its = lang === 'en' ? '' : ' lang="en"';
    expect(front.text).toContain(`<p class="tagline"${its}>Honest readings</p>`);
    expect(front.text).toContain(`<div class="said e-content"${its}><p>It says when it is wrong.</p></div>`);
    const [receipt] = await acme.context.store.releases.receipts(
      createHash('sha256').update(front.text).digest('base64'),
    );
    expect(receipt).toMatchObject({ zone: 'public', outcome: 'allow' });
  });

  it.each(['en', 'de', 'fr', 'es', 'pt', 'ja'])(
    'say the same in %s of what is inside as of what never was',
    async (lang) => {
      const inside = await post(anna, { content: '<p>quiet</p>', to: [`${acme.origin}/zones/internal`] });
      const never = `${acme.origin}/@anna/00000000-0000-4000-8000-000000000000`;
      const as = { headers: { ...html.headers, 'accept-language': lang } };
      const asked = [send(pageOf(inside, 'anna'), as), send(never, as), send(`${never}?lang=${lang}`, html)];
      const [hidden, absent, chosen] = (await Promise.all(asked)).map(({ status, text, headers }) => ({
        status,
        text,
        headers: [...headers].filter(([name]) => name !== 'date'),
      }));
      expect(hidden?.text).toContain(`<html lang="${lang}">`);
      expect(hidden?.status).toBe(404);
      expect(absent).toEqual(hidden);
      expect(chosen).toEqual(hidden);
    },
  );

  it('give an account’s page to each reader in their language, also where it was made for another one', async () => {
    const pageIn = async (lang: string) =>
      (await send(`${acme.origin}/@press`, { headers: { ...html.headers, 'accept-language': lang } })).text;
    expect(await pageIn('de')).toContain('Vom eigenen Server aus folgen');
    expect(await pageIn('fr')).toContain('Suivre depuis votre serveur');
    expect(await pageIn('de')).toContain('Vom eigenen Server aus folgen');
  });

  it('do not show a post under the name of somebody else', async () => {
    expect((await send(pageOf(article, 'anna'), html)).status).toBe(404);
  });

  it('show nothing of a post that was deleted', async () => {
    const id = await post(press, { content: '<p>too early</p>' });
    expect((await send(pageOf(id), html)).status).toBe(200);
    await press.post({ type: 'Delete', object: id });
    expect((await send(pageOf(id), html)).status).toBe(404);
    expect((await send(`${acme.origin}/`, html)).text).not.toContain('too early');
  });

  it('lead from an id to its page and back, by what the reader asks for', async () => {
    const activity = { headers: { accept: 'application/activity+json' } };
    expect((await send(article, html)).headers.get('location')).toBe(pageOf(article));
    expect((await send(press.actor, html)).headers.get('location')).toBe('/@press');
    expect((await send(pageOf(article), activity)).headers.get('location')).toBe(new URL(article).pathname);
    expect((await send(article, activity)).body).toMatchObject({ id: article, url: pageOf(article) });
    expect((await send(press.actor, activity)).body).toMatchObject({ url: `${acme.origin}/@press` });
  });

  it('answer who has a page already with nothing', async () => {
    const etag = (await send(`${acme.origin}/@press`, html)).headers.get('etag') ?? '';
    const again = await send(`${acme.origin}/@press`, { headers: { accept: 'text/html', 'if-none-match': etag } });
    expect([again.status, again.text]).toEqual([304, '']);
  });
});

describe('feeds and what programs read', () => {
  it('give the same posts in three formats', async () => {
    const { body, headers } = await send(`${acme.origin}/@press/feed.json`);
    expect(headers.get('content-type')).toContain('application/feed+json');
    expect(body).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', title: 'Acme Press' });
    expect((await send(`${acme.origin}/@press/feed.rss`)).text).toContain('<title>A gauge</title>');
    expect((await send(`${acme.origin}/@press/feed.atom`)).text).toContain(`<id>${article}</id>`);
  });

  it('describe a post to search engines and other sites', async () => {
    const { text } = await send(pageOf(article), html);
    const data = JSON.parse(/ld\+json">(.*?)<\/script>/.exec(text)?.[1] ?? '{}') as object;
    expect(data).toMatchObject({ '@type': 'SocialMediaPosting', headline: 'A gauge', commentCount: 2 });
    expect(text).toContain('<meta property="og:title" content="A gauge">');
    const oembed = await send(`${acme.origin}/oembed?url=${encodeURIComponent(pageOf(article))}`);
    expect(oembed.body).toMatchObject({ version: '1.0', type: 'rich', author_name: 'Acme Press' });
    const mastodons = await send(`${acme.origin}/api/oembed?url=${encodeURIComponent(pageOf(article))}`);
    expect(mastodons.body).toEqual(oembed.body);
    expect((await send(`${acme.origin}/sitemap.xml`)).text).toContain(`<loc>${pageOf(article)}</loc>`);
    expect((await send(`${acme.origin}/robots.txt`)).text).toContain('Disallow: /console');
  });
});

describe('following and answering from elsewhere', () => {
  const template = (path: string) => ({
    rel: 'http://ostatus.org/schema/1.0/subscribe',
    template: `${outside.origin}${path}{uri}`,
  });
  const ask = (handle: string, intent = 'follow') =>
    send(`${acme.origin}/interact`, { form: { intent, uri: press.actor, handle } });

  it("goes on to the visitor's own server", async () => {
    const { host } = new URL(outside.origin);
    const resource = encodeURIComponent(`acct:ada@${host}`);
    const links = [template('/go?uri=')];
    outside.put(`/.well-known/webfinger?resource=${resource}`, { links }, 'application/jrd+json');
    const sent = await ask(`@ada@${host}`);
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      `${outside.origin}/go?uri=${encodeURIComponent(press.actor)}`,
    ]);
  });

  it.each([
    ['ada', 'Write it like an e-mail address'],
    ['@ada@127.0.0.1:1', 'does not answer'],
    ['@ada@evil.example/path', 'Write it like an e-mail address'],
  ])('says what to change about %s, and keeps it', async (handle, line) => {
    const { status, text } = await ask(handle);
    expect(status).toBe(422);
    expect(text).toContain(line);
    expect(text).toContain(`value="${handle}"`);
  });

  it('says it in the language of the page that the visitor comes from', async () => {
    const form = { intent: 'follow', uri: press.actor, handle: 'ada', lang: 'de' };
    const { text } = await send(`${acme.origin}/interact`, { form });
    expect(text).toContain('Schreib sie wie eine E-Mail-Adresse');
    expect(text).toContain('name="lang" value="de"');
    const languages = /<form class="languages".*<\/form>/.exec(text)?.[0];
    expect(languages).toContain(`<input type="hidden" name="uri" value="${press.actor}">`);
  });

  it('goes nowhere for a template that is no web address', async () => {
    const { host } = new URL(outside.origin);
    const links = [{ ...template(''), template: 'javascript:alert({uri})' }];
    const resource = encodeURIComponent(`acct:bo@${host}`);
    outside.put(`/.well-known/webfinger?resource=${resource}`, { links }, 'application/jrd+json');
    const sent = await ask(`@bo@${host}`);
    expect([sent.status, sent.text.includes('has no page for this')]).toEqual([422, true]);
  });
});

describe('the discussion about a page elsewhere', () => {
  it('is told to any site by the address of the page, as data and not as markup', async () => {
    const about = `${acme.origin}/api/embed/v1/thread?url=${encodeURIComponent(`${story}#part`)}`;
    const { body, headers } = await send(about);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(body).toMatchObject({ post: { content: [['p', '', 'About the tide.']] }, answers: [] });
  });

  it("is not told for an employee's claim on a page, nor for a page that nobody announced", async () => {
    const claimed = 'https://bank.example/';
    await post(anna, { type: 'Article', name: 'Mine', content: '<p>mine</p>', url: claimed });
    for (const url of [claimed, 'https://nothing.example/', 'nonsense']) {
      const { body } = await send(`${acme.origin}/api/embed/v1/thread?url=${encodeURIComponent(url)}`);
      expect(body).toEqual({ post: null, answers: [] });
    }
  });

  it('begins when a publisher announces the page, once, and through the gate', async () => {
    const { token } = await acme.person('mia', { roles: ['publisher:press'] });
    const mia = new ApiClient(acme.origin, token);
    const url = 'https://www.acme.example/stories/new';
    const page = { url, title: 'New & shiny', summary: 'A <page>', account: 'press' };
    const made = await mia.post('/pages', page);
    expect(made.status).toBe(201);
    expect((await mia.post('/pages', page)).status).toBe(409);
    expect((await mia.post('/pages', { ...page, url: `${url}2`, title: 'Osprey' })).status).toBe(403);
    expect((await mia.post('/pages', { ...page, account: 'anna' })).status).toBe(403);
    expect((await mia.post('/pages', { ...page, url: `${acme.origin}/x` })).status).toBe(400);
    expect((await new ApiClient(acme.origin, anna.token).post('/pages', page)).status).toBe(403);
    const { body } = await send(`${acme.origin}/api/embed/v1/thread?url=${encodeURIComponent(url)}`);
    expect(body).toMatchObject({
      post: {
        id: made.body['post'],
        content: [
          ['p', '', 'A <page>'],
          ['p', '', ['a', url, 'New & shiny']],
        ],
      },
    });
    const { text } = await send(pageOf(String(made.body['post'])), html);
    expect(text.split(`href="${url}"`)).toHaveLength(2);
  });

  it('begins by itself for what is new in a feed of the site', async () => {
    const entry = (path: string, at: Date) =>
      `<item><title>Story ${path}</title><link>${outside.origin}${path}</link><pubDate>${at.toUTCString()}</pubDate></item>`;
    const now = Date.now();
    const items = [
      entry('/news', new Date(now - 60_000)),
      entry('/old', new Date(now - 30 * 24 * 3_600_000)),
      entry('/news', new Date(now - 60_000)).replace(outside.origin, 'https://elsewhere.example'),
    ];
    outside.put('/feed.xml', `<rss version="2.0"><channel>${items.join('')}</channel></rss>`, 'application/rss+xml');
    const { announcing, federation, clock } = acme.context;
    const sources = [{ feed: `${outside.origin}/feed.xml`, account: 'press' }];
    const job = pageFeedJob({ sources, fetchText: federation.read.text, announcing, clock });
    const held = { signal: new AbortController().signal } as Parameters<typeof job.run>[0];
    await job.run(held);
    await job.run(held);
    const front = (await send(`${acme.origin}/`, html)).text;
    expect(front.split('>Story /news</a></h3>')).toHaveLength(2);
    expect(front).not.toContain('Story /old');
    expect(front).not.toContain('elsewhere.example');
  });

  it('loses an answer that a moderator takes away, and has it back when they let it show', async () => {
    const id = await hear(press.actor, { inReplyTo: article, content: '<p>Buy cheap gauges</p>' });
    const mod = new ApiClient(acme.origin, (await acme.person('moe', { roles: ['moderator'] })).token);
    const shown = async () => (await send(pageOf(article), html)).text.includes('Buy cheap gauges');
    expect(await shown()).toBe(true);
    expect((await mod.post('/conversations/moderate', { post: id, show: false })).status).toBe(200);
    expect(await shown()).toBe(false);
    expect((await mod.post('/conversations/moderate', { post: id, show: true })).status).toBe(200);
    expect(await shown()).toBe(true);
    const person = new ApiClient(acme.origin, anna.token);
    expect((await person.post('/conversations/moderate', { post: id, show: false })).status).toBe(403);
  });

  it('loses the answers of somebody who is silenced, until the rule is lifted', async () => {
    const { accounts } = acme.context.moderation;
    await accounts.set({ actor: ada, silence: true, reason: 'rude', by: 'operator' });
    expect((await send(pageOf(article), html)).text).not.toContain('the swell');
    await accounts.lift(ada, 'operator');
    expect((await send(pageOf(article), html)).text).toContain('the swell');
  });

  it('loses the answers of a server that is shut out', async () => {
    const open = { allowed: false, dropOutgoing: false, refuseTheirFetches: false, refuseOurFetches: false };
    const rule = { domain: '127.0.0.1', ...open, dropIncoming: true, reason: 'spam', by: 'operator', at: 1 };
    const { commits } = acme.context.store;
    await commits.commit([{ change: 'domain.put', rule }]);
    const without = (await send(pageOf(article), html)).text;
    await commits.commit([{ change: 'domain.remove', domain: rule.domain }]);
    expect(without).toContain('I built the comparator.');
    expect(without).not.toContain('the swell');
    expect((await send(pageOf(article), html)).text).toContain('the swell');
  });

  it('waits for a moderator where the theme says so', async () => {
    const theme = mkdtempSync(join(tmpdir(), 'portico-theme-'));
    writeFileSync(join(theme, 'theme.yaml'), 'conversation: moderated\n');
    await using careful = await Organisation.start({ env: { PORTICO_THEME: theme } });
    rmSync(theme, { recursive: true });
    const team = await careful.person('team', { kind: 'corporate' });
    const asked = await post(team, { content: '<p>Ask us</p>' });
    const audience = { to: [asPublic], cc: [team.actor] };
    const note = {
      id: `${outside.origin}/notes/careful`,
      type: 'Note',
      attributedTo: ada,
      inReplyTo: asked,
      ...audience,
    };
    const create = outside.activity(ada, 'Create', { ...note, content: '<p>why though</p>' }, audience);
    expect((await outside.deliver(`${team.actor}/inbox`, create)).status).toBe(202);
    await careful.drain();
    const page = `${careful.origin}/@team/${asked.split('/').at(-1)}`;
    expect((await send(page, html)).text).not.toContain('why though');
    const mod = await careful.person('moe', { roles: ['moderator'] });
    await new ApiClient(careful.origin, mod.token).post('/conversations/moderate', { post: note.id, show: true });
    expect((await send(page, html)).text).toContain('why though');
  });

  it('has a script that any site may load, and only that', async () => {
    const script = await send(`${acme.origin}/embed/portico-thread.js`);
    expect(script.headers.get('access-control-allow-origin')).toBe('*');
    expect(script.text).toContain('portico-thread');
    expect(Buffer.byteLength(script.text)).toBeLessThan(12_000);
    expect((await send(`${acme.origin}/@press`, html)).headers.get('access-control-allow-origin')).toBeNull();
  });
});
