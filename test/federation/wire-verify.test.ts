import { createHmac, generateKeyPairSync } from 'node:crypto';
import type { InboundRequest, Verification, Wire } from '../../federation/wire/index.ts';
import { RemoteHost } from '../support/wire/remote-host.ts';
import { type Signing, signedRequest, withHeader } from '../support/wire/signed-request.ts';
import {
  actorAt,
  Clock,
  KnownActors,
  keyPair,
  loopbackWire,
  noon,
  otherKeyPair,
  pemOf,
} from '../support/wire/wires.ts';

/** Who may be believed to have sent a request. Case numbers: security.md §2; letters: apex.md §2.1. */
let remote: RemoteHost;
let wire: Wire;
let clock: Clock;
let actors: KnownActors;
let alice: string;
let keyId: string;

beforeEach(async () => {
  remote = await RemoteHost.start();
  clock = new Clock();
  actors = new KnownActors();
  wire = loopbackWire({ clock: clock.now, actors });
  alice = `${remote.origin('a.example')}/users/alice`;
  keyId = `${alice}#main-key`;
  remote.serve(alice, actorAt(alice));
});

afterEach(async () => {
  await wire.close();
  await remote.close();
});

const signed = (changes: Partial<Signing> = {}) => signedRequest({ keyId, ...changes });
const statusOf = (verification: Verification) => (verification.kind === 'verified' ? 'verified' : verification.status);
const reasonOf = (verification: Verification) => (verification.kind === 'verified' ? 'verified' : verification.reason);
const mismatch = 'the signature does not match the request and the key';

describe('a signed delivery', () => {
  it('is its signer’s (control)', async () => {
    expect(await wire.verify(signed())).toEqual({
      kind: 'verified',
      keyId,
      actorId: alice,
      actor: actorAt(alice),
      covers: ['(request-target)', 'host', 'date', 'digest'],
      replayed: false,
    });
    expect(remote.asked).toEqual([`${new URL(alice).host} GET /users/alice`]);
    expect(actors.documents.get(alice)).toEqual(actorAt(alice));
  });

  it('needs no second fetch of its signer, nor one after a restart', async () => {
    await wire.verify(signed());
    expect((await wire.verify(signed({ body: '{"type":"Follow"}' }))).kind).toBe('verified');
    const restarted = loopbackWire({ clock: clock.now, actors });
    expect((await restarted.verify(signed())).kind).toBe('verified');
    expect(remote.asked).toHaveLength(1);
    await restarted.close();
  });

  it.each(['rsa-sha256', 'hs2019', undefined])('may name its algorithm %s', async (algorithm) => {
    expect((await wire.verify(signed({ algorithm }))).kind).toBe('verified');
  });

  it('may be dated by (created) alone', async () => {
    const components = ['(request-target)', '(created)', 'host', 'digest'];
    const created = noon / 1_000;
    const request = signed({ components, created, algorithm: 'hs2019', headers: { date: undefined } });
    expect((await wire.verify(request)).kind).toBe('verified');
    expect(statusOf(await wire.verify(signed({ components, created, algorithm: 'rsa-sha256' })))).toBe(400);
  });

  it('L: is refused without a signature, whatever the environment says', async () => {
    const bare = withHeader(signed(), 'signature', undefined);
    expect(await wire.verify(bare)).toEqual({ kind: 'refused', status: 401, reason: 'the request is not signed' });
    expect(remote.asked).toEqual([]);
  });

  it('A: is refused where the victim’s name is under another key', async () => {
    expect(await wire.verify(signed({ key: otherKeyPair.privateKey }))).toEqual({
      kind: 'refused',
      status: 401,
      reason: mismatch,
    });
    expect(actors.documents.size).toBe(0);
  });

  it('case 25: is refused where the public key was used as a secret', async () => {
    const request = signed({ algorithm: 'hmac-sha256' });
    const forged = createHmac('sha256', pemOf(keyPair.publicKey)).update('x').digest('base64');
    const header = request.headers.at(-1)?.replace(/signature="[^"]*"/, `signature="${forged}"`);
    expect(reasonOf(await wire.verify(withHeader(request, 'Signature', header)))).toBe(mismatch);
  });

  it('case 25: is refused under a weaker hash than the key stands for', async () => {
    expect(reasonOf(await wire.verify(signed({ hash: 'sha1', algorithm: 'rsa-sha1' })))).toBe(mismatch);
    expect(reasonOf(await wire.verify(signed({ hash: 'sha512', algorithm: 'rsa-sha512' })))).toBe(mismatch);
  });

  it('case 25: is verified by the type of its key: Ed25519 too', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const publicKeyPem = pemOf(publicKey);
    remote.serve(alice, actorAt(alice, { publicKey: { id: keyId, owner: alice, publicKeyPem } }));
    const request = signed({ key: privateKey, hash: null, algorithm: 'hs2019' });
    expect((await wire.verify(request)).kind).toBe('verified');
    expect(reasonOf(await wire.verify(signed()))).toBe(mismatch);
  });
});

describe('what a signature covers', () => {
  it('J, case 21: the body, by a digest that is computed anew', async () => {
    const request = signed();
    const altered = { ...request, body: Buffer.from('{"type":"Undo"}') };
    expect(reasonOf(await wire.verify(altered))).toBe('the digest does not match the body');
    expect(remote.asked).toEqual([]);
  });

  it('case 21: a digest that comes along and is signed', async () => {
    expect(reasonOf(await wire.verify(withHeader(signed(), 'digest', undefined)))).toMatch(/digest/);
    const components = ['(request-target)', 'host', 'date'];
    expect(reasonOf(await wire.verify(signed({ components })))).toBe('the signature does not cover digest');
  });

  it.each(['sha-256', 'Sha-256', 'SHA-256'])('case 21: a digest that calls itself %s', async (name) => {
    const digest = /SHA-256=(.*)/.exec(signed().headers.find((value) => value.startsWith('SHA-256=')) ?? '')?.[1];
    expect((await wire.verify(signed({ headers: { digest: `${name}=${digest}` } }))).kind).toBe('verified');
    expect((await wire.verify(signed({ headers: { digest: `MD5=AAAA,${name}=${digest}` } }))).kind).toBe('verified');
    const twice = `${name}=${digest},${name}=${digest}`;
    expect(reasonOf(await wire.verify(signed({ headers: { digest: twice } })))).toBe(
      'the digest does not match the body',
    );
  });

  it.each(['SHA-1=AAAA', 'MD5=AAAA', 'SHA-256', 'SHA-256=', '', 'SHA-512=AAAA'])(
    'case 21: no digest `%s`',
    async (digest) => {
      expect(reasonOf(await wire.verify(signed({ headers: { digest } })))).toBe('the digest does not match the body');
    },
  );

  it('case 21: this host, and not another one', async () => {
    expect(reasonOf(await wire.verify(signed({ headers: { host: 'other.example' } })))).toBe(mismatch);
    const behindProxy = withHeader(signed(), 'host', '127.0.0.1:3000');
    expect((await wire.verify(behindProxy)).kind).toBe('verified');
  });

  const all = ['(request-target)', 'host', 'date', 'digest'];
  const subsets = Array.from({ length: 15 }, (_, bits) => all.filter((_name, at) => (bits >> at) & 1));
  it.each(subsets.map((components) => [components]))('K, case 23: not only %j', async (components) => {
    expect(statusOf(await wire.verify(signed({ components: components.length ? components : ['content-type'] })))).toBe(
      401,
    );
    expect(remote.asked).toEqual([]);
  });

  it.each([
    ['the path', { path: '/users/bert/inbox' }],
    ['the query', { path: '/users/anna/inbox?x=1' }],
    ['the method', { method: 'PUT' }],
  ])('case 24: %s it was made for', async (_what, change) => {
    expect(reasonOf(await wire.verify({ ...signed(), ...change }))).toBe(mismatch);
  });

  it('any further header that it names', async () => {
    const components = [...all, 'content-type'];
    const request = signed({ components, headers: { 'content-type': 'application/activity+json' } });
    expect((await wire.verify(request)).kind).toBe('verified');
    expect(reasonOf(await wire.verify(withHeader(request, 'content-type', 'text/plain')))).toBe(mismatch);
    expect(statusOf(await wire.verify(withHeader(request, 'content-type', undefined)))).toBe(400);
  });

  it('case 26: a GET with its query or without it, and no other path', async () => {
    const get = (changes: Partial<Signing>) => wire.verify(signed({ method: 'GET', ...changes }));
    const path = '/users/anna/outbox?page=1';
    expect((await get({ path })).kind).toBe('verified');
    expect((await get({ path, signedPath: '/users/anna/outbox' })).kind).toBe('verified');
    expect(reasonOf(await get({ path, signedPath: '/users/anna/outbox?page=2' }))).toBe(mismatch);
    expect(reasonOf(await get({ path: '/y', signedPath: '/x?page=1' }))).toBe(mismatch);
    const post = await wire.verify(signed({ path: '/inbox?x=1', signedPath: '/inbox' }));
    expect(reasonOf(post)).toBe(mismatch);
  });

  it('nothing of a GET with a body', async () => {
    const request = { ...signed({ method: 'GET' }), body: Buffer.from('x') };
    expect(statusOf(await wire.verify(request))).toBe(400);
  });
});

describe('the time of a signature', () => {
  const minutes = Array.from({ length: 61 }, (_, at) => at - 30);
  it.each([1, -1])('case 24: may differ by an hour and not by more (direction %d)', async (direction) => {
    for (const offset of minutes) {
      const date = new Date(noon + direction * (3_600_000 + offset * 1_000)).toUTCString();
      const verification = await wire.verify(signed({ headers: { date } }));
      expect([offset, statusOf(verification)]).toEqual([offset, offset <= 0 ? 'verified' : 401]);
    }
  });

  it('case 24: counts by (created) and (expires) too', async () => {
    const components = ['(request-target)', '(created)', '(expires)', 'host', 'digest'];
    const at = (created: number, expires: number) =>
      wire.verify(
        signed({ components, algorithm: 'hs2019', created: noon / 1_000 + created, expires: noon / 1_000 + expires }),
      );
    expect((await at(0, 1)).kind).toBe('verified');
    expect((await at(-3_600, 0)).kind).toBe('verified');
    expect(reasonOf(await at(-3_601, 1))).toMatch(/60 minutes/);
    expect(reasonOf(await at(3_601, 9_999))).toMatch(/60 minutes/);
    expect(reasonOf(await at(0, -1))).toBe('the signature has expired');
  });

  it.each([
    'Mon, 23 Nov 2026 12:00:00',
    '2026-11-23T12:00:00Z',
    'Monday, 23-Nov-26 12:00:00 GMT',
    '1795435200',
    'now',
    '',
  ])('case 24: is not read from the date `%s`', async (date) => {
    expect(statusOf(await wire.verify(signed({ headers: { date } })))).toBe(401);
  });
});

describe('a delivery that comes again', () => {
  it('case 24, Q: is recognised by its signature', async () => {
    const replayed = async (request: InboundRequest) => {
      const verification = await wire.verify(request);
      return verification.kind === 'verified' ? verification.replayed : verification;
    };
    expect(await replayed(signed())).toBe(false);
    expect(await replayed(signed())).toBe(true);
    expect(await replayed(withHeader(signed(), 'x-unsigned', 'other'))).toBe(true);
    expect(await replayed(signed({ body: '{"type":"Undo"}' }))).toBe(false);
    expect(await replayed(signed({ method: 'GET' }))).toBe(false);
    expect(await replayed(signed({ method: 'GET' }))).toBe(false);
  });
});

describe('a malformed signature', () => {
  it.each(
    [
      '',
      'x',
      'keyId=',
      'keyId="k"',
      'keyId="k",signature=""',
      'keyId="k",headers="date",signature="AAB="',
      'keyId="k",headers="date",signature="A-_A"',
      'keyId="k",keyId="l",headers="date",signature="AAAA"',
      'keyId="k",headers="date",headers="host",signature="AAAA"',
      'keyId="k\\"",headers="date",signature="AAAA"',
      'keyId="k\r\nhost: x",headers="date",signature="AAAA"',
      'keyId="k\u0000",headers="date",signature="AAAA"',
      'keyId="ké",headers="date",signature="AAAA"',
      'keyId="k",headers="date  host",signature="AAAA"',
      'keyId="k",headers="date date",signature="AAAA"',
      'keyId="k",headers="",signature="AAAA"',
      'keyId="k",headers="da:te",signature="AAAA"',
      'keyId="k",headers="date",signature="AAAA",',
      'keyId="k",headers="date",signature="AAAA" x',
      'keyId="k" headers="date" signature="AAAA"',
      "keyId='k',headers='date',signature='AAAA'",
      `keyId="${'k'.repeat(9_000)}",headers="date",signature="AAAA"`,
    ].map((header) => [header.slice(0, 80), header]),
  )('case 27: `%s` is refused', async (_title, header) => {
    expect(statusOf(await wire.verify(withHeader(signed(), 'Signature', header)))).toBe(400);
    expect(remote.asked).toEqual([]);
  });

  it.each(['signature', 'digest', 'host', 'date', 'content-type'])(
    'case 27: two headers %s are refused',
    async (name) => {
      const components = ['(request-target)', 'host', 'date', 'digest', 'content-type'];
      const request = signed({ components, headers: { 'content-type': 'application/activity+json' } });
      const at = request.headers.findIndex((header) => header.toLowerCase() === name);
      const value = request.headers[at + 1] ?? '';
      for (const spelling of [name, name.toUpperCase()]) {
        const twice = { ...request, headers: [spelling, value, ...request.headers] };
        expect(statusOf(await wire.verify(twice))).toBe(400);
      }
    },
  );

  it.each([
    'not a url',
    'javascript:alert(1)',
    'acct:alice@a.example',
    'file:///etc/passwd',
    'https://user@a.example/x',
    '1',
  ])('case 11: with the key id `%s` is refused without a fetch', async (id) => {
    expect(statusOf(await wire.verify(signed({ keyId: id })))).toBe(401);
    expect(remote.asked).toEqual([]);
  });

  it('case 31, 48: with a body over 1 MiB is refused unread', async () => {
    const body = 'x'.repeat(1_048_577);
    expect(statusOf(await wire.verify({ ...signed(), body: Buffer.from(body) }))).toBe(413);
    expect((await wire.verify(signed({ body: body.slice(1) }))).kind).toBe('verified');
  });
});
