import { createHash, hash } from 'node:crypto';
import { verifyRequestDetailed } from '@fedify/fedify/sig';
import type { Posted, SignatureScheme, Wire } from '../../federation/wire/index.ts';
import type { Release } from '../../policies/index.ts';
import { mintedRelease } from '../support/wire/minted-release.ts';
import { RemoteHost } from '../support/wire/remote-host.ts';
import { actorAt, Clock, loopbackWire, noon, ourOrigin } from '../support/wire/wires.ts';

/** How activities leave. Case numbers: security.md §2. */
let remote: RemoteHost;
let wire: Wire;
let clock: Clock;
let inbox: string;
const anna = `${ourOrigin}/users/anna`;

beforeEach(async () => {
  remote = await RemoteHost.start();
  clock = new Clock();
  wire = loopbackWire({ clock: clock.now });
  inbox = `${remote.origin('b.example')}/inbox`;
});

afterEach(async () => {
  await wire.close();
  await remote.close();
});

const release = mintedRelease('{"type":"Create"}');

async function deliver(url = inbox, through = wire, scheme?: SignatureScheme): Promise<Posted> {
  const { digest } = release;
  const headers = await wire.signPost({ url, digest, actorId: anna, at: noon, ...(scheme && { scheme }) });
  return await through.post(release, url, headers);
}

describe('a delivery', () => {
  it('brings the exact bytes of the release and an answer', async () => {
    remote.serve(inbox, 'thanks', { status: 202 });
    expect(await deliver()).toEqual({ kind: 'answered', status: 202 });
    expect(remote.requests[0]?.body).toEqual(Buffer.from(release.bytes));
    expect(remote.asked).toEqual([`${new URL(inbox).host} POST /inbox`]);
  });

  it.each(['draft-cavage', 'rfc9421'] as const)(
    'is signed so that another implementation verifies it (%s)',
    async (scheme) => {
      await deliver(inbox, wire, scheme);
      const { headers = [], body = Buffer.alloc(0) } = remote.requests[0] ?? {};
      const pairs = headers.flatMap((name, at): [string, string][] => (at % 2 ? [] : [[name, headers[at + 1] ?? '']]));
      const verify = async (received: Buffer) => {
        const request = new Request(inbox, { method: 'POST', headers: pairs, body: new Uint8Array(received) });
        const documentLoader = (url: string) =>
          Promise.resolve({ contextUrl: null, documentUrl: url, document: expandedKey() });
        return (await verifyRequestDetailed(request, { timeWindow: false, documentLoader })).verified;
      };
      expect(await verify(body)).toBe(true);
      expect(await verify(Buffer.from('{"type":"Undo"}'))).toBe(false);
    },
  );

  it('names its digest in upper case and covers all that matters', async () => {
    const headers = await wire.signPost({ url: inbox, digest: release.digest, actorId: anna, at: noon });
    expect(headers['digest']).toBe(`SHA-256=${createHash('sha256').update(release.bytes).digest('base64')}`);
    expect(headers['date']).toBe('Mon, 23 Nov 2026 12:00:00 GMT');
    expect(headers['signature']).toMatch(
      /^keyId="https:\/\/corp\.example\/users\/anna#main-key",algorithm="rsa-sha256",headers="\(request-target\) host date digest content-type",signature="[A-Za-z0-9+/=]+"$/,
    );
  });

  it('is refused for bytes that are no release', async () => {
    const headers = await wire.signPost({ url: inbox, digest: release.digest, actorId: anna, at: noon });
    const forged = Object.assign(Object.create(Object.getPrototypeOf(release)), {});
    for (const fake of [forged, { bytes: release.bytes, digest: release.digest }, release.bytes, null]) {
      await expect(wire.post(fake as Release, inbox, headers)).rejects.toThrow('not a release of the gate');
    }
    expect(remote.asked).toEqual([]);
  });

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Mon, 23 Nov 2026 12:01:00 GMT', 60_000],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
  ])('hears Retry-After: %s', async (value, retryAfterMs) => {
    remote.serve(inbox, '', { status: 429, headers: { 'retry-after': value } });
    const expected = { kind: 'answered', status: 429, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    expect(await deliver()).toEqual(expected);
  });

  it('hears that a host wants RFC 9421', async () => {
    const acceptSignature = 'sig1=("@method" "@target-uri");created';
    remote.serve(inbox, '', { status: 401, headers: { 'accept-signature': acceptSignature } });
    expect(await deliver()).toEqual({ kind: 'answered', status: 401, acceptSignature });
  });

  it.each([301, 302, 303, 307, 308])('case 38: does not follow a redirect (%d)', async (status) => {
    remote.redirect(inbox, `${remote.origin('c.example')}/inbox`, status);
    expect(await deliver()).toEqual({ kind: 'answered', status });
    expect(remote.asked).toHaveLength(1);
  });

  it('is answered once the status is known, however long and slow the body is', async () => {
    const hasty = loopbackWire({ limits: { requestDeadline: 300 } });
    remote.on(inbox, (_request, response) => {
      response.writeHead(202);
      const more = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    });
    expect(await deliver()).toEqual({ kind: 'answered', status: 202 });
    remote.on(`${inbox}2`, (_request, response) => response.writeHead(202).write('x'));
    expect(await deliver(`${inbox}2`, hasty)).toEqual({ kind: 'answered', status: 202 });
    remote.on(`${inbox}3`, (request, response) => {
      response.writeHead(500, { 'content-length': '100' });
      response.write('x', () => request.socket.destroy());
    });
    expect(await deliver(`${inbox}3`)).toEqual({ kind: 'answered', status: 500 });
    await hasty.close();
  });

  it('fails at its deadline where a host says nothing, and others are not held up', async () => {
    const hasty = loopbackWire({ limits: { requestDeadline: 1_500, connectionsPerHost: 1 } });
    remote.on(inbox, () => undefined);
    const healthy = `${remote.origin('c.example')}/inbox`;
    remote.serve(healthy, '', { status: 202 });
    let over = false;
    const silent = Promise.all([deliver(inbox, hasty), deliver(inbox, hasty)]).finally(() => {
      over = true;
    });
    expect(await deliver(healthy, hasty)).toEqual({ kind: 'answered', status: 202 });
    expect(over).toBe(false);
    const timeout = { kind: 'failed', reason: 'timeout' };
    expect(await silent).toEqual([timeout, timeout]);
    await hasty.close();
  });

  it('fails with what went wrong', async () => {
    const failure = async (url: string) => {
      const posted = await deliver(url);
      return posted.kind === 'failed' ? posted.reason : posted.status;
    };
    const unused = await RemoteHost.start();
    await unused.close();
    expect(await failure(`${unused.origin('b.example')}/inbox`)).toBe('refused');
    expect(await failure(`https://b.example:${remote.port}/inbox`)).toBe('tls');
    remote.on(inbox, (request) => request.socket.resetAndDestroy());
    expect(await failure(inbox)).toBe('reset');
    remote.on(`${inbox}2`, (request) => request.socket.end('SMTP 220\r\n\r\n'));
    expect(await failure(`${inbox}2`)).toBe('protocol');
    expect(await failure(`${ourOrigin}/inbox`)).toBe('url-not-allowed');
    expect(await failure('ftp://b.example/inbox')).toBe('url-not-allowed');
  });

  it.each(['http://b.example/inbox', 'https://b.example:8443/inbox', 'https://user@b.example/inbox'])(
    'case 40: does not go to %s in production',
    async (url) => {
      const strict = loopbackWire({ allowPrivateAddresses: false });
      const headers = await wire.signPost({ url, digest: release.digest, actorId: anna, at: noon });
      expect(await strict.post(release, url, headers)).toEqual({ kind: 'failed', reason: 'url-not-allowed' });
      await strict.close();
    },
  );

  it.each([
    'https://127.0.0.1/inbox',
    'https://[::1]/inbox',
    'https://169.254.169.254/inbox',
    'https://loopback.example/inbox',
  ])('case 40: does not go to the private address of %s', async (url) => {
    const strict = loopbackWire({ allowPrivateAddresses: false });
    const headers = await wire.signPost({ url, digest: release.digest, actorId: anna, at: noon });
    expect(await strict.post(release, url, headers)).toEqual({ kind: 'failed', reason: 'address-not-allowed' });
    await strict.close();
  });

  it('does not go to a host that this server does not federate with', async () => {
    const choosy = loopbackWire({ federates: (host) => !host.startsWith('b.example') });
    expect(await deliver(inbox, choosy)).toEqual({ kind: 'failed', reason: 'url-not-allowed' });
    await choosy.close();
  });

  it('case 56: keeps connections to a bounded number of hosts', async () => {
    const narrow = loopbackWire({ limits: { connectedHosts: 2, connectionsPerHost: 1 } });
    const host = (at: number) => `${remote.origin(`h${at}.example`)}/inbox`;
    for (let at = 0; at < 20; at++) {
      remote.serve(host(at), '', { status: 202 });
      expect(await deliver(host(at), narrow)).toEqual({ kind: 'answered', status: 202 });
    }
    remote.on(host(0), () => undefined);
    remote.on(host(1), () => undefined);
    const controller = new AbortController();
    const headers = await wire.signPost({ url: host(0), digest: release.digest, actorId: anna, at: noon });
    const silent = [0, 1].map((at) => narrow.post(release, host(at), headers, { signal: controller.signal }));
    expect(await deliver(host(2), narrow)).toEqual({ kind: 'failed', reason: 'busy' });
    controller.abort();
    const closed = { kind: 'failed', reason: 'closed' };
    expect(await Promise.all(silent)).toEqual([closed, closed]);
    expect(await narrow.post(release, host(0), headers, { signal: controller.signal })).toEqual(closed);
    await narrow.close();
  });

  it('under way ends when the wire is closed', async () => {
    const reached = new Promise<void>((resolve) => remote.on(inbox, () => resolve()));
    const delivering = deliver();
    await reached;
    await wire.close();
    expect(await delivering).toEqual({ kind: 'failed', reason: 'closed' });
  });
});

describe('a signer', () => {
  it('signs a GET so that our own verifier believes it', async () => {
    const us = remote.origin('corp.example');
    const actorId = `${us}/users/instance`;
    remote.serve(actorId, actorAt(actorId));
    const path = '/users/x/outbox?page=1';
    const headers = await wire.signGet({ url: `https://b.example${path}`, actorId, at: noon });
    const them = loopbackWire({ origin: 'https://b.example' });
    const request = { method: 'GET', path, headers: Object.entries(headers).flat(), body: undefined };
    expect(await them.verify(request)).toMatchObject({ kind: 'verified', actorId });
    await them.close();
  });

  it.each(['draft-cavage', 'rfc9421'] as const)('covers what it says of followers (%s)', async (scheme) => {
    const us = remote.origin('corp.example');
    const actorId = `${us}/users/anna`;
    remote.serve(actorId, actorAt(actorId));
    const synchronization = `collectionId="${actorId}/followers", url="${actorId}/f", digest="${'0'.repeat(64)}"`;
    const body = Buffer.from(release.bytes);
    const post = { url: 'https://b.example/inbox', digest: release.digest, actorId, at: noon, scheme, synchronization };
    const headers = await wire.signPost(post);
    const them = loopbackWire({ origin: 'https://b.example' });
    const verify = (sent: Record<string, string>) =>
      them.verify({ method: 'POST', path: '/inbox', headers: Object.entries(sent).flat(), body });
    const covers = expect.arrayContaining(['collection-synchronization']);
    expect(await verify(headers)).toMatchObject({ kind: 'verified', covers });
    const altered = { ...headers, 'collection-synchronization': synchronization.replace('/f"', '/g"') };
    expect(await verify(altered)).toMatchObject({ kind: 'refused', status: 401 });
    await them.close();
  });

  it('rejects where the actor has no key', async () => {
    const keyless = loopbackWire({ keys: { keyOf: () => Promise.reject(new Error('no key')) } });
    const digest = hash('sha256', 'x', 'base64');
    await expect(keyless.signPost({ url: inbox, digest, actorId: anna, at: noon })).rejects.toThrow('no key');
    await keyless.close();
  });
});

function expandedKey(): unknown {
  const { publicKeyPem } = actorAt(anna)['publicKey'] as { publicKeyPem: string };
  const security = 'https://w3id.org/security#';
  return [
    {
      '@id': `${anna}#main-key`,
      '@type': [`${security}Key`],
      [`${security}publicKeyPem`]: [{ '@value': publicKeyPem }],
    },
  ];
}
