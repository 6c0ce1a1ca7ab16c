import { createHash } from 'node:crypto';
import request from 'supertest';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

let acme: Organisation;
let anna: C2sClient;
let ben: C2sClient;
let outside: Stranger;
let ada: string;

beforeAll(async () => {
  acme = await Organisation.start();
  anna = await acme.person('anna');
  ben = await acme.person('ben');
  outside = await Stranger.start();
  ada = outside.actor('ada');
});

afterAll(async () => {
  await Promise.all([acme.stop(), outside.stop()]);
});

async function ask(
  path: string,
  headers: Record<string, string> = { accept: 'application/activity+json' },
  method: 'get' | 'head' = 'get',
) {
  const { pathname, search } = new URL(path, acme.origin);
  const response = await request(acme.origin)[method](`${pathname}${search}`).set(headers).buffer(true).parse(binary);
  const bytes = method === 'head' ? Buffer.alloc(0) : (response.body as Buffer);
  return { status: response.status, type: response.type, bytes, text: bytes.toString('utf8') };
}

/** The very bytes, whatever their type. */
function binary(response: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  // superagent hands over the raw stream under the type of its response.
  const stream = response as unknown as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}

async function post(client: C2sClient, note: object): Promise<{ create: string; id: string }> {
  const { body } = await client.post({ type: 'Note', ...note });
  return { create: body['id'] as string, id: (body['object'] as { id: string }).id };
}

describe('what anybody outside may ask for', () => {
  it('gives the actor with its key and no private part of it', async () => {
    const { status, text } = await ask('/users/anna');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      id: anna.actor,
      type: 'Person',
      preferredUsername: 'anna',
      inbox: `${anna.actor}/inbox`,
      endpoints: { sharedInbox: `${acme.origin}/inbox` },
      publicKey: {
        id: `${anna.actor}#main-key`,
        owner: anna.actor,
        publicKeyPem: expect.stringContaining('BEGIN PUBLIC KEY'),
      },
    });
    expect(text).not.toContain('PRIVATE');
  });

  it('finds an account by WebFinger, under its name and under its id', async () => {
    const { host } = new URL(acme.origin);
    const acting = `${acme.origin}/authorize_interaction?uri=`;
    const fep = 'https://w3id.org/fep/3b86/';
    const expected = {
      subject: `acct:anna@${host}`,
      links: [
        { rel: 'self', type: 'application/activity+json', href: anna.actor },
        { rel: 'http://webfinger.net/rel/profile-page', type: 'text/html', href: `${acme.origin}/@anna` },
        { rel: 'http://ostatus.org/schema/1.0/subscribe', template: `${acting}{uri}` },
        ...['Follow', 'Like', 'Announce', 'Object'].map((intent) => ({
          rel: fep + intent,
          template: `${acting}{object}`,
        })),
        { rel: `${fep}Create`, template: `${acting}{inReplyTo}` },
      ],
    };
    for (const resource of [`acct:anna@${host}`, `acct:ANNA@${host}`, anna.actor]) {
      const answer = await ask(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`);
      expect(answer.type).toContain('application/jrd+json');
      expect(JSON.parse(answer.text)).toMatchObject(expected);
    }
  });

  it.each(['acct:nobody@HOST', 'acct:anna@other.example', 'zzacct:anna@HOST', 'acct:anna@HOST/x', 'anna'])(
    'knows nobody as %s',
    async (resource) => {
      const { host } = new URL(acme.origin);
      const answer = await ask(`/.well-known/webfinger?resource=${encodeURIComponent(resource.replace('HOST', host))}`);
      expect(answer.status).toBe(404);
    },
  );

  it('names no place to act as an account that nobody speaks as', async () => {
    const answer = await ask(`/.well-known/webfinger?resource=acct:instance@${new URL(acme.origin).host}`);
    expect(answer.text).not.toContain('template');
  });

  it('takes who comes from elsewhere to the thing that they came for', async () => {
    const location = async (query: string) =>
      (await fetch(`${acme.origin}/authorize_interaction${query}`, { redirect: 'manual' })).headers.get('location');
    const thing = 'https://far.example/notes/1?a=b&c';
    expect(await location(`?uri=${encodeURIComponent(thing)}`)).toBe(`/home/search?q=${encodeURIComponent(thing)}`);
    for (const query of ['', '?uri=', `?uri=${'x'.repeat(2049)}`, '?uri=a&uri=b'])
      expect(await location(query)).toBe('/home');
  });

  it('describes the server without a head-count', async () => {
    const index = JSON.parse((await ask('/.well-known/nodeinfo')).text) as { links: { href: string }[] };
    const info = JSON.parse((await ask(index.links[0]?.href as string)).text) as object;
    expect(info).toMatchObject({ software: { name: 'portico' }, protocols: ['activitypub'], usage: { users: {} } });
    expect(info).toMatchObject({ metadata: { upstream: { name: 'mastodon' } } });
  });

  it.each([
    ['/.well-known/host-meta.json', '*/*', 'application/jrd+json'],
    ['/.well-known/host-meta', 'application/json', 'application/jrd+json'],
    ['/.well-known/host-meta', 'application/xrd+xml', 'application/xrd+xml'],
    ['/.well-known/host-meta', '*/*', 'application/xrd+xml'],
  ])('says at %s to a reader of %s where WebFinger is, as %s', async (path, accept, type) => {
    const answer = await ask(path, { accept });
    expect(answer.type).toContain(type);
    expect(answer.text).toContain(`${acme.origin}/.well-known/webfinger?resource={uri}`);
  });

  it('gives handles of a shorter domain that points here, whichever of the two is asked for', async () => {
    await using split = await Organisation.start({ env: { PORTICO_HANDLE_DOMAIN: 'corp.example' }, idle: true });
    const { actor } = await split.person('anna');
    const { host } = new URL(split.origin);
    for (const resource of ['acct:anna@corp.example', `acct:anna@${host}`, actor, `${split.origin}/@anna`]) {
      const url = `${split.origin}/.well-known/webfinger?resource=${encodeURIComponent(resource)}`;
      expect(await (await fetch(url)).json()).toMatchObject({
        subject: 'acct:anna@corp.example',
        links: expect.arrayContaining([{ rel: 'self', type: 'application/activity+json', href: actor }]),
      });
    }
  });

  it.each([
    ['application/activity+json', 200],
    ['application/ld+json; profile="https://www.w3.org/ns/activitystreams"', 200],
    ['application/activity+json, application/ld+json, text/html;q=0.1', 200],
    ['*/*', 200],
    ['application/json', 200],
    ['text/html', 303],
    ['image/png', 406],
  ])('answers a reader that accepts %s with %i', async (accept, status) => {
    expect((await ask('/users/anna', { accept })).status).toBe(status);
    expect((await ask('/users/nobody', { accept })).status).toBe(status === 200 ? 404 : status);
  });

  it('answers HEAD like GET, without the body', async () => {
    const head = await ask('/users/anna', { accept: '*/*' }, 'head');
    expect([head.status, head.text]).toEqual([200, '']);
  });

  it('has a receipt for every byte that it gave', async () => {
    await post(anna, { content: '<p>receipted</p>', to: [asPublic] });
    for (const path of [
      '/users/anna',
      '/users/anna/outbox',
      '/users/anna/outbox?page=true',
      '/users/anna/followers',
      '/users/anna/featured',
      '/.well-known/nodeinfo',
      '/nodeinfo/2.1',
    ]) {
      const { status, bytes } = await ask(path);
      expect([path, status]).toEqual([path, 200]);
      const receipts = await acme.context.store.releases.receipts(createHash('sha256').update(bytes).digest('base64'));
      expect([path, receipts.length > 0]).toEqual([path, true]);
    }
  });

  it('shows and counts in an outbox only what was released', async () => {
    const carla = await acme.person('carla');
    const shown = await post(carla, { content: '<p>for all</p>', to: [asPublic] });
    await post(carla, { content: 'inside' });
    await post(carla, { content: 'to ben', to: [ben.actor] });
    const outbox = JSON.parse((await ask('/users/carla/outbox')).text) as { totalItems: number; first: string };
    expect(outbox.totalItems).toBe(1);
    const page = JSON.parse((await ask(outbox.first)).text) as { orderedItems: { id: string }[] };
    expect(page.orderedItems.map(({ id }) => id)).toEqual([shown.create]);
    expect(JSON.stringify(page)).toContain('for all');
    expect(JSON.stringify(page)).not.toContain('inside');
  });

  it('walks an outbox page by page without learning of what lies between', async () => {
    const dora = await acme.person('dora');
    const shown: string[] = [];
    for (let n = 0; n < 25; n += 1) {
      shown.unshift((await post(dora, { content: `news ${n}`, to: [asPublic] })).create);
      await post(dora, { content: `inside ${n}` });
    }
    const walked: string[] = [];
    let next: string | undefined = `${dora.actor}/outbox?page=true`;
    for (let pages = 0; next !== undefined && pages < 10; pages += 1) {
      const page = JSON.parse((await ask(next)).text) as { orderedItems?: { id: string }[]; next?: string };
      walked.push(...(page.orderedItems ?? []).map(({ id }) => id));
      next = page.next;
    }
    expect(walked).toEqual(shown);
  });

  it('refuses a page that a collection never gave', async () => {
    expect((await ask('/users/anna/outbox?page=made-up')).status).toBe(400);
  });

  it('shows pinned public posts and no internal ones', async () => {
    const pinned = await post(ben, { content: '<p>pinned</p>', to: [asPublic] });
    const inside = await post(ben, { content: 'pinned inside' });
    for (const { id } of [pinned, inside]) {
      expect((await ben.post({ type: 'Add', object: id, target: `${ben.actor}/featured` })).status).toBe(201);
    }
    const featured = JSON.parse((await ask('/users/ben/featured')).text) as {
      totalItems: number;
      orderedItems: object[];
    };
    expect(featured).toMatchObject({ totalItems: 1, orderedItems: [{ id: pinned.id, content: '<p>pinned</p>' }] });
  });

  it('tells nobody outside who follows whom, or what anyone receives', async () => {
    await ben.post({ type: 'Follow', object: anna.actor });
    const followers = JSON.parse((await ask('/users/anna/followers')).text) as object;
    expect(followers).toMatchObject({ totalItems: 0 });
    expect(followers).not.toHaveProperty('orderedItems');
    await outside.deliver(`${anna.actor}/inbox`, outside.activity(ada, 'Follow', anna.actor));
    await acme.drain();
    expect(JSON.parse((await ask('/users/anna/followers')).text)).toMatchObject({ totalItems: 1 });
    expect((await ask('/users/anna/inbox')).status).toBe(404);
  });

  it('answers a garbage token alike, whatever is asked for', async () => {
    const { id } = await post(anna, { content: 'inside' });
    const headers = { accept: '*/*', authorization: 'Bearer x.y.z' };
    const [hidden, never] = [await ask(id, headers), await ask('/objects/never', headers)];
    expect([hidden.status, hidden.text]).toEqual([401, never.text]);
  });
});

describe('what an addressed server may ask for', () => {
  it('gives a message to the server of whom it names, when that server signs, and to nobody else', async () => {
    const { id, create } = await post(anna, { content: 'for ada', to: [ada] });
    await acme.drain();
    const stranger = await Stranger.start();
    const eve = stranger.actor('eve');
    expect((await outside.fetchAs(ada, id)).status).toBe(200);
    expect((await outside.fetchAs(ada, create)).text).toContain('for ada');
    expect((await stranger.fetchAs(eve, id)).status).toBe(404);
    expect((await ask(id)).status).toBe(404);
    await stranger.stop();
  });
});

describe('colleagues', () => {
  it("follow each other in process and find each other's posts in their inbox", async () => {
    const [erik, fay] = [await acme.person('erik'), await acme.person('fay')];
    expect((await erik.post({ type: 'Follow', object: fay.actor })).status).toBe(201);
    await post(fay, { content: 'to all of us' });
    const inbox = await erik.get(`${erik.actor}/inbox?page=true`);
    expect(JSON.stringify(inbox.body)).toContain('to all of us');
    const following = await erik.get(`${erik.actor}/following?page=true`);
    expect(following.body['orderedItems']).toEqual([fay.actor]);
    expect((await fay.get(`${erik.actor}/inbox?page=true`)).status).toBe(404);
  });
});

describe('a server that does not federate', () => {
  it('keeps what was meant for outside among colleagues, and shows outsiders nothing', async () => {
    const closed = await Organisation.start({ env: { PORTICO_FEDERATION: 'closed' } });
    const gina = await closed.person('gina');
    const { status, body } = await gina.post({ type: 'Note', content: 'hi', to: [asPublic] });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      portico: { zone: 'internal', messages: [expect.stringContaining('stays inside')] },
    });
    for (const path of [
      '/users/gina',
      '/users/gina/outbox',
      '/.well-known/nodeinfo',
      '/.well-known/webfinger?resource=acct:gina@x',
    ]) {
      const response = await fetch(`${closed.origin}${path}`, { headers: { accept: '*/*' } });
      expect([path, response.status]).toEqual([path, 404]);
    }
    const follow = outside.activity(ada, 'Follow', gina.actor);
    expect((await outside.deliver(`${gina.actor}/inbox`, follow)).status).toBe(403);
    await closed.stop();
  });
});
