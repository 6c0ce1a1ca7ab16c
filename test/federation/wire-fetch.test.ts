import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Fetched, Wire } from '../../federation/wire/index.ts';
import { RemoteHost } from '../support/wire/remote-host.ts';
import { actorAt, Clock, loopbackWire, ourOrigin } from '../support/wire/wires.ts';

/** What a fetch lets in. Case numbers: security.md §2; letters: apex.md §2.1. */
let remote: RemoteHost;
let wire: Wire;
let clock: Clock;
let alice: string;

beforeEach(async () => {
  remote = await RemoteHost.start();
  clock = new Clock();
  wire = loopbackWire({ clock: clock.now, fetchAs: `${ourOrigin}/users/instance` });
  alice = `${remote.origin('a.example')}/users/alice`;
});

afterEach(async () => {
  await wire.close();
  await remote.close();
});

const refusal = (fetched: Fetched) => (fetched.kind === 'refused' ? fetched.reason : fetched.kind);

describe('a fetched document', () => {
  it('comes from its own id (control)', async () => {
    remote.serve(alice, actorAt(alice));
    expect(await wire.fetchDocument(alice)).toEqual({ kind: 'document', url: alice, document: actorAt(alice) });
    expect(await wire.fetchDocument(`${alice}#main-key`)).toMatchObject({ kind: 'document', url: alice });
  });

  it('asks for ActivityStreams and says no more of itself than its name', async () => {
    remote.serve(alice, actorAt(alice));
    await wire.fetchDocument(alice);
    const headers = Object.fromEntries(
      (remote.requests[0]?.headers ?? []).flatMap((name, at, all) =>
        at % 2 ? [] : [[name.toLowerCase(), all[at + 1]]],
      ),
    );
    expect(headers).toEqual({
      host: new URL(alice).host,
      connection: 'keep-alive',
      accept: 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
      'accept-encoding': 'gzip, br',
      'user-agent': 'Portico',
    });
  });

  it('case 1: is asked for at the id it names, and the answer there counts', async () => {
    const victim = `${remote.origin('victim.example')}/users/victim`;
    remote.serve(victim, actorAt(victim, { name: 'the real one' }));
    remote.serve(alice, actorAt(victim, { name: 'a forgery' }));
    const fetched = await wire.fetchDocument(alice);
    expect(fetched).toMatchObject({ kind: 'document', url: victim, document: { name: 'the real one' } });
    expect(await wire.fetchDocument(alice, { exact: true })).toMatchObject({ kind: 'refused' });
  });

  it('case 1: is refused where the id it names is on another document again', async () => {
    const victim = `${remote.origin('victim.example')}/users/victim`;
    remote.serve(alice, actorAt(victim));
    remote.serve(victim, actorAt(`${victim}2`));
    expect(refusal(await wire.fetchDocument(alice))).toBe('the document names another id than its url');
    expect(remote.asked).toHaveLength(2);
  });

  it('case 1, B2: is refused where it names one of our own', async () => {
    remote.serve(alice, actorAt(`${ourOrigin}/users/anna`));
    expect(refusal(await wire.fetchDocument(alice))).toBe('the url is on this server itself');
  });

  it('case 4: is not taken for an actor that redirects to another one', async () => {
    const bob = `${remote.origin('a.example')}/users/bob`;
    remote.redirect(alice, bob);
    remote.serve(bob, actorAt(bob));
    expect(await wire.fetchDocument(alice, { exact: true })).toMatchObject({ kind: 'refused' });
    expect(await wire.fetchDocument(alice)).toMatchObject({ kind: 'document', url: bob });
  });

  it('case 4: is refused where a redirect ends at a document that names the start', async () => {
    const evil = `${remote.origin('evil.example')}/copy`;
    remote.redirect(alice, evil);
    remote.serve(evil, actorAt(alice));
    expect(refusal(await wire.fetchDocument(alice))).toBe('the url leads back to itself');
  });

  it.each([undefined, null, 1, ['x'], { id: 'x' }])('case 11: with the id %j is refused', async (id) => {
    remote.serve(alice, actorAt(alice, { id }));
    expect(refusal(await wire.fetchDocument(alice))).toBe('the document has no id');
  });

  it('case 11: with an id that is no web address is refused', async () => {
    remote.serve(alice, actorAt('javascript:alert(1)'));
    expect((await wire.fetchDocument(alice)).kind).toBe('refused');
    expect(remote.asked).toHaveLength(1);
  });
});

describe('the content type of a fetched document', () => {
  it.each([
    'application/activity+json',
    'application/activity+json; charset=utf-8',
    'Application/Activity+JSON',
    'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
    'application/ld+json;charset=utf-8;profile="https://www.w3.org/ns/activitystreams https://example.org/more"',
  ])('may be %s', async (type) => {
    remote.serve(alice, actorAt(alice), { type });
    expect((await wire.fetchDocument(alice)).kind).toBe('document');
  });

  it.each([
    'text/html',
    'text/plain',
    'image/png',
    'application/json',
    'application/ld+json',
    'application/ld+json; profile="https://example.org"',
    'application/ld+json; profile="https://www.w3.org/ns/activitystreams#x"',
    'text/html;x=application/activity+json',
    'text/html, application/activity+json',
    'application/activity+json, text/html',
    'application/activity+jsonx',
    '',
  ])('case 34: must not be `%s`', async (type) => {
    remote.serve(alice, actorAt(alice), { type });
    expect(refusal(await wire.fetchDocument(alice))).toBe('the content type is not the one asked for');
  });

  it('case 34: must be there, once', async () => {
    remote.on(alice, (_request, response) => response.writeHead(200).end(JSON.stringify(actorAt(alice))));
    expect(refusal(await wire.fetchDocument(alice))).toBe('the content type is not the one asked for');
    const bob = `${remote.origin('a.example')}/users/bob`;
    remote.on(bob, (_request, response) => {
      response.setHeader('content-type', ['application/activity+json', 'text/html']);
      response.end(JSON.stringify(actorAt(bob)));
    });
    expect(refusal(await wire.fetchDocument(bob))).toBe('the content type is not the one asked for');
  });

  it('case 47: leads nowhere from a page with alternates', async () => {
    const body = `<html><head><link rel="alternate" type="application/activity+json" href="${alice}2"></head></html>`;
    remote.serve(alice, body, { type: 'text/html', headers: { link: `<${alice}2>; rel="alternate"` } });
    expect((await wire.fetchDocument(alice)).kind).toBe('refused');
    expect(remote.asked).toHaveLength(1);
  });
});

/** 64 MiB of nothing. */
const nothing = Buffer.alloc(64 * 1_048_576, ' ');
const bombs: Readonly<Record<string, Buffer>> = { gzip: gzipSync(nothing), br: brotliCompressSync(nothing) };

describe('the size of a fetched document', () => {
  const padded = (bytes: number) => {
    const bare = JSON.stringify(actorAt(alice, { summary: '' })).length;
    return JSON.stringify(actorAt(alice, { summary: 'x'.repeat(bytes - bare) }));
  };

  it('case 48: may be 1 MiB and not a byte more', async () => {
    remote.serve(alice, padded(1_048_576));
    expect((await wire.fetchDocument(alice)).kind).toBe('document');
    remote.serve(`${alice}2`, `${padded(1_048_576)} `);
    expect(refusal(await wire.fetchDocument(`${alice}2`))).toBe('the document is larger than 1048576 bytes');
  });

  it('case 48, O: ends a body without end', async () => {
    remote.on(alice, (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/activity+json' });
      const more = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    });
    expect(refusal(await wire.fetchDocument(alice))).toBe('the document is larger than 1048576 bytes');
  });

  it('case 48: believes no content length', async () => {
    const lying = (length: string) => (_request: unknown, response: import('node:http').ServerResponse) => {
      response.writeHead(200, { 'content-type': 'application/activity+json', 'content-length': length });
      response.write('{}');
      response.socket?.end();
    };
    remote.on(alice, lying('999999999999'));
    expect(refusal(await wire.fetchDocument(alice))).toBe('the document is larger than 1048576 bytes');
    remote.on(`${alice}2`, lying('4000'));
    expect((await wire.fetchDocument(`${alice}2`)).kind).toBe('unreachable');
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('case 50: is that of the document after %s', async (encoding, compress) => {
    remote.serve(alice, compress(padded(1_048_576)), { headers: { 'content-encoding': encoding } });
    expect((await wire.fetchDocument(alice)).kind).toBe('document');
    const bomb = bombs[encoding] ?? Buffer.of();
    expect(bomb.length).toBeLessThan(100_000);
    remote.serve(`${alice}2`, bomb, { headers: { 'content-encoding': encoding } });
    expect(refusal(await wire.fetchDocument(`${alice}2`))).toBe('the document is larger than 1048576 bytes');
  });

  it.each(['gzip, gzip', 'gzip, br', 'zstd', 'deflate', 'x-gzip', 'identity, gzip'])(
    'case 50: is not looked for under the encoding `%s`',
    async (encoding) => {
      const twice = gzipSync(gzipSync(JSON.stringify(actorAt(alice))));
      remote.serve(alice, twice, { headers: { 'content-encoding': encoding } });
      expect(refusal(await wire.fetchDocument(alice))).toBe('the content encoding is none of gzip and br');
    },
  );

  it('case 50: is none where the encoding is not what it says', async () => {
    remote.serve(alice, actorAt(alice), { headers: { 'content-encoding': 'gzip' } });
    expect(refusal(await wire.fetchDocument(alice))).toBe('the document is not valid gzip');
  });

  it('case 57: may nest 32 levels deep, and a million levels cost nothing', async () => {
    const nested = (depth: number) => `{"id":"${alice}","a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
    remote.serve(alice, nested(32));
    expect((await wire.fetchDocument(alice)).kind).toBe('document');
    remote.serve(`${alice}33`, nested(33));
    expect(refusal(await wire.fetchDocument(`${alice}33`))).toBe('the json is nested deeper than 32');
    remote.serve(`${alice}bomb`, '['.repeat(1_000_000));
    expect(refusal(await wire.fetchDocument(`${alice}bomb`))).toBe('the json is nested deeper than 32');
  });
});

describe('a redirect', () => {
  it('case 37: leads three hops far and no further', async () => {
    const hop = (at: number) => `${remote.origin(`h${at}.example`)}/hop`;
    for (let at = 0; at < 5; at++) remote.redirect(hop(at), hop(at + 1));
    remote.serve(hop(5), actorAt(hop(5)));
    expect(await wire.fetchDocument(hop(2))).toMatchObject({ kind: 'document', url: hop(5) });
    expect(refusal(await wire.fetchDocument(hop(1)))).toBe('more than 3 redirects');
  });

  it('case 46: is not followed in a circle', async () => {
    remote.redirect(alice, alice);
    expect(refusal(await wire.fetchDocument(alice))).toBe('the url leads back to itself');
    remote.redirect(`${alice}1`, `${alice}2`);
    remote.redirect(`${alice}2`, `${alice}1#again`);
    expect(refusal(await wire.fetchDocument(`${alice}1`))).toBe('the url leads back to itself');
    expect(remote.asked).toHaveLength(3);
  });

  it.each([
    'file:///etc/passwd',
    'data:application/activity+json,{}',
    'gopher://a.example/',
    'javascript:1',
    'http://u:p@a.example/',
  ])('case 37: to %s is refused', async (target) => {
    remote.redirect(alice, target);
    expect((await wire.fetchDocument(alice)).kind).toBe('refused');
    expect(remote.asked).toHaveLength(1);
  });

  it('is refused without a target', async () => {
    remote.on(alice, (_request, response) => response.writeHead(302).end());
    expect(refusal(await wire.fetchDocument(alice))).toBe('answered 302');
  });

  it('case 38: takes the signature along on one origin, made anew for the new path, and never to another', async () => {
    const next = `${remote.origin('a.example')}/users/bob`;
    const elsewhere = `${remote.origin('b.example')}/users/carol`;
    remote.redirect(alice, next);
    remote.redirect(next, elsewhere);
    remote.serve(elsewhere, actorAt(elsewhere));
    expect((await wire.fetchDocument(alice, { as: `${ourOrigin}/users/instance` })).kind).toBe('document');
    const signatures = remote.requests.map(({ headers }) => headers[headers.indexOf('signature') + 1]);
    expect(signatures.map((value) => value?.startsWith('keyId='))).toEqual([true, true, false]);
    expect(signatures[0]).not.toBe(signatures[1]);
  });
});

describe('where a fetch goes', () => {
  const https = (text: string) =>
    loopbackWire({ allowPrivateAddresses: false, resolver: () => Promise.resolve([text]) });

  it.each([
    ['http://a.example/', 'only https is allowed'],
    ['https://a.example:8443/', 'only port 443 is allowed'],
    ['https://a.example:80/', 'only port 443 is allowed'],
    ['https://user@a.example/', 'a url with a user name is not allowed'],
    ['https://corp.example/users/anna', 'the url is on this server itself'],
    ['https://CORP.example./users/anna', 'the url is on this server itself'],
    ['ftp://a.example/', 'only https is allowed'],
    ['a.example', 'not a url'],
    ['https://a..example/', 'the url names no host'],
  ])('%s: %s', async (url, reason) => {
    const strict = https('93.184.215.14');
    expect(await strict.fetchDocument(url)).toEqual({ kind: 'refused', reason });
    await strict.close();
  });

  it('not to a url of more than 2048 characters', async () => {
    const url = (length: number) => `${alice}/`.padEnd(length, 'x');
    expect(await wire.fetchDocument(url(2_048))).toEqual({ kind: 'gone', status: 404 });
    expect(refusal(await wire.fetchDocument(url(2_049)))).toBe('the url is longer than 2048 characters');
  });

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://0.0.0.0/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/',
    'https://[fd00::1]/',
  ])('case 42: not to %s', async (url) => {
    const strict = https('93.184.215.14');
    expect(await strict.fetchDocument(url)).toEqual({
      kind: 'refused',
      reason: 'the address is not on the public internet',
    });
    await strict.close();
  });

  it.each(['127.0.0.1', '::1', '10.1.2.3', '169.254.169.254', '::ffff:10.0.0.1', '0.0.0.0', '64:ff9b::a00:1'])(
    'case 36: not to a name that leads to %s',
    async (address) => {
      const strict = https(address);
      expect(await strict.fetchDocument('https://innocent.example/')).toMatchObject({
        kind: 'refused',
        reason: 'the address is not on the public internet',
      });
      await strict.close();
    },
  );

  it('P: a host that begins with our name is not ours', async () => {
    const url = `${remote.origin('corp.example.evil.net')}/users/x`;
    remote.serve(url, actorAt(url));
    expect((await wire.fetchDocument(url)).kind).toBe('document');
  });

  it('not to a host that this server does not federate with, however it is reached', async () => {
    const blocked = remote.origin('blocked.example');
    const closed = loopbackWire({ federates: (host) => !host.startsWith('blocked.example') });
    remote.redirect(alice, `${blocked}/x`);
    const reason = `this server does not federate with \`${new URL(blocked).host}\``;
    expect(await closed.fetchDocument(`${blocked}/x`)).toEqual({ kind: 'refused', reason });
    expect(await closed.fetchDocument(alice)).toEqual({ kind: 'refused', reason });
    expect(remote.asked).toHaveLength(1);
    await closed.close();
  });
});

describe('a fetch', () => {
  it('case 49: is over at its deadline, also from a host that sends a byte now and then', async () => {
    const hasty = loopbackWire({ limits: { requestDeadline: 300 } });
    let dripped = 0;
    remote.on(alice, (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/activity+json' });
      const drip = setInterval(() => {
        dripped++;
        response.write(' ');
      }, 50);
      response.on('close', () => clearInterval(drip));
    });
    expect(await hasty.fetchDocument(alice)).toEqual({ kind: 'unreachable', reason: 'timeout' });
    expect(dripped).toBeGreaterThan(1);
    await hasty.close();
  });

  it('case 49: has one deadline for all its hops', async () => {
    const hasty = loopbackWire({ limits: { requestDeadline: 300 } });
    const slow = (to: string) => (_request: unknown, response: import('node:http').ServerResponse) => {
      setTimeout(() => response.writeHead(302, { location: to }).end(), 200);
    };
    remote.on(alice, slow(`${alice}2`));
    remote.on(`${alice}2`, slow(`${alice}3`));
    expect(await hasty.fetchDocument(alice)).toEqual({ kind: 'unreachable', reason: 'timeout' });
    expect(remote.asked).toHaveLength(2);
    await hasty.close();
  });

  it('tells what is gone from what is not there now', async () => {
    const status = async (code: number) => {
      remote.serve(`${alice}${code}`, actorAt(alice), { status: code });
      return await wire.fetchDocument(`${alice}${code}`);
    };
    expect(await status(404)).toEqual({ kind: 'gone', status: 404 });
    expect(await status(410)).toEqual({ kind: 'gone', status: 410 });
    expect(await status(500)).toEqual({ kind: 'unreachable', reason: 'status 500' });
    expect(await status(429)).toEqual({ kind: 'unreachable', reason: 'status 429' });
    expect(await status(401)).toEqual({ kind: 'refused', reason: 'answered 401' });
    expect(await status(304)).toEqual({ kind: 'refused', reason: 'answered 304' });
    expect(await status(206)).toEqual({ kind: 'refused', reason: 'answered 206' });
  });

  it('names what went wrong below HTTP', async () => {
    const unused = await RemoteHost.start();
    await unused.close();
    expect(await wire.fetchDocument(unused.origin('a.example'))).toEqual({ kind: 'unreachable', reason: 'refused' });
    remote.on(alice, (request) => request.socket.resetAndDestroy());
    expect(await wire.fetchDocument(alice)).toEqual({ kind: 'unreachable', reason: 'reset' });
    const tls = `https://a.example:${remote.port}/`;
    expect(await wire.fetchDocument(tls)).toEqual({ kind: 'unreachable', reason: 'tls' });
    remote.on(`${alice}2`, (request) => request.socket.end('SMTP 220\r\n\r\n'));
    expect(await wire.fetchDocument(`${alice}2`)).toEqual({ kind: 'unreachable', reason: 'protocol' });
    const nameless = loopbackWire({ resolver: () => Promise.reject(new Error('no such name')) });
    expect(await nameless.fetchDocument(alice)).toEqual({ kind: 'unreachable', reason: 'dns' });
    await nameless.close();
    const empty = loopbackWire({ resolver: () => Promise.resolve([]) });
    expect(await empty.fetchDocument(alice)).toEqual({ kind: 'unreachable', reason: 'dns' });
    await empty.close();
  });

  it('case 45: is made once for many who ask at the same time', async () => {
    remote.serve(alice, actorAt(alice));
    const all = await Promise.all(Array.from({ length: 50 }, () => wire.fetchDocument(alice)));
    expect(all.every(({ kind }) => kind === 'document')).toBe(true);
    expect(remote.asked).toHaveLength(1);
  });

  it('case 45: that failed is answered from memory for a minute', async () => {
    expect(await wire.fetchDocument(alice)).toEqual({ kind: 'gone', status: 404 });
    remote.serve(alice, actorAt(alice));
    clock.advance(59_999);
    expect(await wire.fetchDocument(alice)).toEqual({ kind: 'gone', status: 404 });
    clock.advance(1);
    expect((await wire.fetchDocument(alice)).kind).toBe('document');
    expect(remote.asked).toHaveLength(2);
  });

  it('is one of a bounded number, and further ones are turned away without being remembered as failed', async () => {
    const narrow = loopbackWire({ limits: { fetches: 2, fetchesWaiting: 1 } });
    const held: (() => void)[] = [];
    const url = (at: number) => `${remote.origin(`h${at}.example`)}/x`;
    for (let at = 0; at < 4; at++) {
      remote.on(url(at), (_request, response) => {
        const answer = () =>
          response.writeHead(200, { 'content-type': 'application/activity+json' }).end(JSON.stringify({ id: url(at) }));
        if (at < 2) held.push(answer);
        else answer();
      });
    }
    const slow = [0, 1, 2].map((at) => narrow.fetchDocument(url(at)));
    expect(await narrow.fetchDocument(url(3))).toEqual({ kind: 'unreachable', reason: 'busy' });
    while (held.length < 2) await new Promise(setImmediate);
    expect(remote.asked).toHaveLength(2);
    for (const answer of held) answer();
    expect((await Promise.all(slow)).map(({ kind }) => kind)).toEqual(['document', 'document', 'document']);
    expect((await narrow.fetchDocument(url(3))).kind).toBe('document');
    await narrow.close();
  });

  it('under way ends when the wire is closed', async () => {
    const reached = new Promise<void>((resolve) => remote.on(alice, () => resolve()));
    const fetching = wire.fetchDocument(alice);
    await reached;
    await wire.close();
    expect(await fetching).toEqual({ kind: 'unreachable', reason: 'closed' });
    expect(await wire.fetchDocument(`${alice}2`)).toEqual({ kind: 'unreachable', reason: 'busy' });
  });
});

describe('a fetch of other JSON', () => {
  const types = ['application/jrd+json', 'application/json'];

  it('asks for the types it takes and asks nothing of an id', async () => {
    const url = `${remote.origin('a.example')}/.well-known/webfinger?resource=acct:alice@a.example`;
    remote.serve(url, { subject: 'acct:alice@a.example' }, { type: 'application/jrd+json' });
    expect(await wire.fetchJson(url, { types })).toEqual({
      kind: 'document',
      url,
      document: { subject: 'acct:alice@a.example' },
    });
    expect(remote.requests[0]?.headers).toContain('application/jrd+json, application/json');
  });

  it('case 37: keeps to the same guards', async () => {
    remote.serve(alice, '{}', { type: 'text/html' });
    expect(refusal(await wire.fetchJson(alice, { types }))).toBe('the content type is not the one asked for');
    remote.redirect(`${alice}2`, 'file:///etc/passwd');
    expect((await wire.fetchJson(`${alice}2`, { types })).kind).toBe('refused');
    expect((await wire.fetchJson(`${ourOrigin}/x`, { types })).kind).toBe('refused');
  });
});
