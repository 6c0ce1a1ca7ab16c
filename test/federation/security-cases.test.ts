import sharp from 'sharp';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { asPublic, C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

/** Known faults of servers of the field, each by its number, at the edge and over HTTP. The others are beside what they test. */
let acme: Organisation;
let client: RestClient;
let anna: C2sClient;
let evil: Stranger;
let victim: Stranger;
let mallory: string;
let vera: string;
let inbox: string;

beforeAll(async () => {
  acme = await Organisation.start();
  client = await RestClient.join(acme, 'anna');
  anna = new C2sClient(`${acme.origin}/users/anna`, client.token);
  inbox = `${anna.actor}/inbox`;
});
afterAll(() => acme.stop());

beforeEach(async () => {
  [evil, victim] = [await Stranger.start(), await Stranger.start()];
  [mallory, vera] = [evil.actor('mallory'), victim.actor('vera')];
});
afterEach(async () => {
  await Promise.all([evil.stop(), victim.stop()]);
});

type Document = Readonly<Record<string, unknown>>;
const to = [asPublic];
const stored = (id: string) => acme.context.store.objects.get(id);

function note(id: string, author: string, more: Document = {}): Document & { id: string } {
  return { id, type: 'Note', attributedTo: author, content: '<p>first</p>', to: [asPublic, anna.actor], ...more };
}

/** Delivers and works off; gives the status of the answer. */
async function deliver(from: Stranger, activity: Document, sent: string = inbox): Promise<number> {
  const { status } = await from.deliver(sent, activity);
  await acme.drain();
  return status;
}
const create = (from: Stranger, author: string, object: Document, more: Document = {}) =>
  from.activity(author, 'Create', object, { to: [asPublic, anna.actor], ...more });

/** A post of Vera's that is here. */
async function here(name = 'kept', more: Document = {}): Promise<Document & { id: string }> {
  const kept = note(`${victim.origin}/notes/${name}`, vera, more);
  expect(await deliver(victim, create(victim, vera, kept))).toBe(202);
  expect(await stored(kept.id)).toBeDefined();
  return kept;
}

describe('who says so', () => {
  it("case 5: an id on somebody else's origin is refused, and the genuine one still comes", async () => {
    const post = note(`${victim.origin}/notes/1`, vera);
    const genuine = create(victim, vera, post);
    const forged = { ...evil.activity(mallory, 'Create', note(`${evil.origin}/notes/1`, mallory)), id: genuine['id'] };
    expect(await deliver(evil, forged)).toBe(401);
    expect(await deliver(victim, genuine)).toBe(202);
    expect(await stored(post.id)).toMatchObject({ content: ['<p>first</p>'] });
  });

  it('case 6: what was verified is what counts, whatever its address serves', async () => {
    const post = note(`${victim.origin}/notes/1`, vera);
    victim.put('/notes/1', { ...post, content: '<p>something else</p>' });
    await deliver(victim, create(victim, vera, post));
    expect(await stored(post.id)).toMatchObject({ content: ['<p>first</p>'] });
  });

  it.each<[string, () => Document]>([
    ['an author of another server', () => ({ attributedTo: vera })],
    ['an author who is one of us', () => ({ attributedTo: anna.actor })],
    ['authors of two servers', () => ({ attributedTo: [vera, mallory], actor: vera })],
    ['a number for an author', () => ({ attributedTo: 1 })],
    ['a script for an author', () => ({ attributedTo: 'javascript:alert(1)' })],
  ])('case 8: a post names %s for nothing', async (_, more) => {
    const post = note(`${evil.origin}/notes/1`, mallory, more());
    await deliver(evil, create(evil, mallory, post));
    const kept = await stored(post.id);
    expect(kept?.['attributedTo'] ?? [mallory]).toContain(mallory);
    expect((kept?.['attributedTo'] as unknown[] | undefined)?.[0] ?? mallory).toBe(mallory);
  });

  it('case 9: a page at another server gives no say over what lives there', async () => {
    const kept = await here();
    const post = note(`${evil.origin}/notes/1`, mallory, { url: kept.id, content: '<p>not hers</p>' });
    await deliver(evil, create(evil, mallory, post));
    await deliver(evil, evil.activity(mallory, 'Update', { ...post, url: kept.id }, { to: [anna.actor] }));
    expect(await stored(kept.id)).toMatchObject({ content: ['<p>first</p>'], attributedTo: [vera] });
  });

  it('case 10: an object of another origin that comes along is not taken', async () => {
    const post = note(`${victim.origin}/notes/never`, vera);
    await deliver(evil, create(evil, mallory, post));
    await deliver(evil, evil.activity(mallory, 'Announce', post, { to: [asPublic, anna.actor] }));
    expect(await stored(post.id)).toBeUndefined();
  });

  it('case 14: nobody edits what lives on another server', async () => {
    const kept = await here();
    for (const attributedTo of [mallory, vera]) {
      const edit = { ...kept, attributedTo, content: '<p>not hers</p>', updated: '2030-01-01T00:00:00Z' };
      await deliver(evil, evil.activity(mallory, 'Update', edit, { to: [anna.actor] }));
    }
    expect(await stored(kept.id)).toMatchObject({ content: ['<p>first</p>'] });
  });

  it('case 15: nobody widens who may read what somebody else wrote', async () => {
    const kept = await here('private', { to: [anna.actor] });
    for (const type of ['Announce', 'Add', 'Update', 'Create']) {
      await deliver(
        evil,
        evil.activity(mallory, type, { ...kept, to: [asPublic, mallory] }, { to: [asPublic, anna.actor] }),
      );
    }
    expect(await stored(kept.id)).toMatchObject({ to: [anna.actor] });
    expect((await evil.fetchAs(mallory, kept.id)).text).not.toContain('first');
  });

  it('case 16: a boost of a boost is no way around who may quote', async () => {
    const { body } = await anna.post({ type: 'Note', content: '<p>ours</p>', to });
    const ours = (body['object'] as { id: string }).id;
    const boost = evil.activity(mallory, 'Announce', ours, { to: [asPublic, anna.actor] });
    await deliver(evil, boost);
    for (const quote of [ours, String(boost['id'])]) {
      const post = note(`${evil.origin}/notes/${encodeURIComponent(quote)}`, mallory, { quote, quoteUrl: quote });
      await deliver(evil, create(evil, mallory, post));
      expect((await stored(post.id))?.['quote'] ?? []).not.toContain(ours);
    }
  });

  it('case 17: a boost does not bring in what a rule keeps out', async () => {
    const post = note(`${victim.origin}/notes/1`, vera);
    victim.put('/notes/1', post);
    const rule = { domain: new URL(victim.origin).host, dropIncoming: true, dropOutgoing: true };
    const closed = { refuseOurFetches: true, refuseTheirFetches: true, allowed: false };
    const change = { change: 'domain.put', rule: { ...rule, ...closed } } as const;
    await acme.context.store.commits.commit([change as never]);
    await acme.context.federation.peers.refresh();
    const asked = victim.asked.length;
    await deliver(evil, evil.activity(mallory, 'Announce', post.id, { to: [asPublic, anna.actor] }));
    expect(victim.asked).toHaveLength(asked);
    expect(await stored(post.id)).toBeUndefined();
  });

  it('case 18: who boosts says nothing in the name of who wrote', async () => {
    const post = note(`${victim.origin}/notes/1`, vera, { content: '<p>never said</p>' });
    const wrapped = { id: `${evil.origin}/activities/w`, type: 'Create', actor: vera, object: post };
    await deliver(evil, evil.activity(mallory, 'Announce', wrapped, { to: [asPublic, anna.actor] }));
    expect(await stored(post.id)).toBeUndefined();
  });

  it('case 28: a signature inside of the document proves nothing', async () => {
    const signature = { type: 'RsaSignature2017', creator: `${vera}#main-key`, signatureValue: 'AAAA' };
    const post = note(`${victim.origin}/notes/1`, vera);
    const forged = { ...create(victim, vera, post), signature };
    const { status } = await evil.deliver(inbox, forged, { keyId: `${mallory}#main-key` });
    expect(status).toBe(401);
    expect(await stored(post.id)).toBeUndefined();
  });
});

describe('where this server is sent', () => {
  const search = (q: string) => client.request(`/api/v2/search?resolve=true&q=${encodeURIComponent(q)}`);

  it('case 35: an upload is never served as an actor or a page', async () => {
    const form = new FormData();
    const pixel = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#888' } })
      .png()
      .toBuffer();
    form.set('file', new Blob([new Uint8Array(pixel)], { type: 'application/activity+json' }), 'actor.json');
    const headers = { authorization: `Bearer ${client.token}` };
    const uploaded = await fetch(`${acme.origin}/api/v2/media`, { method: 'POST', headers, body: form });
    expect([200, 202]).toContain(uploaded.status);
    const { preview_url: url } = (await uploaded.json()) as { preview_url: string };
    const served = await fetch(url, {
      headers: { accept: 'application/activity+json' },
    });
    expect(served.headers.get('content-type') ?? '').not.toMatch(/json|html/);
    expect(served.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['data:application/json,{}', 'file:///etc/passwd', 'http://user:pass@127.0.0.1/x'])(
    'case 39: a WebFinger answer that points to %s leads nowhere',
    async (href) => {
      const { host } = new URL(evil.origin);
      const path = `/.well-known/webfinger?resource=${encodeURIComponent(`acct:x@${host}`)}`;
      const links = [{ rel: 'self', type: 'application/activity+json', href }];
      evil.put(path, { subject: `acct:x@${host}`, links }, 'application/jrd+json');
      expect(JSON.parse((await search(`@x@${host}`)).text)).toMatchObject({ accounts: [] });
    },
  );

  it('case 43: a handle names a server and nothing else of an address', async () => {
    const { host } = new URL(evil.origin);
    const asked = evil.asked.length;
    for (const more of ['/admin', '?a=b', '#x', '/../x', '\\x', '%2f', ' x']) await search(`@x@${host}${more}`);
    const lines = evil.asked.slice(asked).map((line) => line.split('?')[0]);
    expect(new Set(lines.filter((line) => line !== 'GET /.well-known/webfinger'))).toEqual(new Set());
  });

  it('case 44: what somebody wrote is one parameter of an address, whatever is in it', async () => {
    const { host } = new URL(evil.origin);
    await search(`@x&resource=acct:y@${host}`);
    await search(`@a.b-c@${host}`);
    const resources = evil.asked
      .filter((line) => line.includes('webfinger'))
      .map((line) => new URL(line.slice(4), evil.origin).searchParams.getAll('resource'));
    for (const resource of resources) expect(resource).toEqual([expect.stringMatching(/^acct:[\w.-]+@[\w.:-]+$/)]);
  });

  it('case 52: a thread and its mentions cost no more than a few fetches', async () => {
    const tag = Array.from({ length: 500 }, (_, at) => ({
      type: 'Mention',
      href: `${evil.origin}/users/m${at}`,
      name: '@m',
    }));
    const post = note(`${evil.origin}/notes/1`, mallory, { inReplyTo: `${evil.origin}/notes/2`, tag });
    const asked = evil.asked.length;
    await deliver(evil, create(evil, mallory, post));
    expect(evil.asked.length - asked).toBeLessThanOrEqual(20);
  });

  it('case 54: a collection whose items are no addresses of the web leads nowhere', async () => {
    const replies = {
      type: 'Collection',
      items: ['file:///etc/passwd', 'data:,x', `${acme.origin}/healthz`, 7, null, {}],
    };
    const post = note(`${evil.origin}/notes/1`, mallory, { replies });
    evil.put('/notes/1', post);
    await deliver(evil, create(evil, mallory, post));
    acme.context.federation.backfill.look(post.id);
    await acme.drain();
    expect(await stored(`${acme.origin}/healthz`)).toBeUndefined();
    expect(evil.asked.filter((line) => line !== 'GET /notes/1' && line !== 'GET /users/mallory')).toEqual([]);
  });

  it('case 58: a link in a post is not looked at', async () => {
    const link = `${evil.origin}/page`;
    evil.put('/page', '<title>x</title>', 'text/html');
    await anna.post({ type: 'Note', content: `<p><a href="${link}">look</a></p>`, to });
    await deliver(
      evil,
      create(evil, mallory, note(`${evil.origin}/notes/1`, mallory, { content: `<a href="${link}">x</a>` })),
    );
    expect(evil.asked).not.toContain('GET /page');
  });
});

describe('how long and how much', () => {
  it('case 51: markup that takes hours elsewhere takes no time here', async () => {
    const content = ['<'.repeat(20_000), '<a '.repeat(10_000), `<p ${'a="'.repeat(10_000)}`, '&'.repeat(20_000)].join(
      '',
    );
    const started = performance.now();
    await deliver(evil, create(evil, mallory, note(`${evil.origin}/notes/1`, mallory, { content })));
    expect(performance.now() - started).toBeLessThan(15_000);
  }, 20_000);

  it.each<[string, () => Document]>([
    ['100,000 choices', () => ({ type: 'Question', oneOf: Array(100_000).fill({ type: 'Note', name: 'x' }) })],
    ['a choice of a megabyte', () => ({ type: 'Question', oneOf: [{ type: 'Note', name: 'x'.repeat(900_000) }] })],
    ['a name of a megabyte', () => ({ name: 'x'.repeat(900_000) })],
  ])('case 55: %s are refused', async (_, more) => {
    const post = note(`${evil.origin}/notes/1`, mallory, more());
    expect([400, 413]).toContain(await deliver(evil, create(evil, mallory, post)));
  });
});
