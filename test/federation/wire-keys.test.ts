import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { Verification, Wire } from '../../federation/wire/index.ts';
import { RemoteHost } from '../support/wire/remote-host.ts';
import { type Signing, signedRequest } from '../support/wire/signed-request.ts';
import {
  actorAt,
  Clock,
  KnownActors,
  keyPair,
  loopbackWire,
  noon,
  otherKeyPair,
  ourOrigin,
  pemOf,
} from '../support/wire/wires.ts';

/** Whose a key is, and how often anybody is asked. Case numbers: security.md §2; letters: apex.md §2.1. */
let remote: RemoteHost;
let wire: Wire;
let clock: Clock;
let actors: KnownActors;
let victim: string;
let evil: string;

beforeEach(async () => {
  remote = await RemoteHost.start();
  clock = new Clock();
  actors = new KnownActors();
  wire = loopbackWire({ clock: clock.now, actors });
  victim = `${remote.origin('victim.example')}/users/victim`;
  evil = `${remote.origin('evil.example')}/users/evil`;
  remote.serve(victim, actorAt(victim, { publicKey: keyEntry(`${victim}#main-key`, victim, otherKeyPair.publicKey) }));
  remote.serve(evil, actorAt(evil));
});

afterEach(async () => {
  await wire.close();
  await remote.close();
});

function keyEntry(id: string, owner: unknown, key = keyPair.publicKey): Record<string, unknown> {
  return { id, owner, publicKeyPem: pemOf(key) };
}

/** Signed with the key of `evil`, on the day that the clock shows. */
const verify = (keyId: string, changes: Partial<Signing> = {}) =>
  wire.verify(
    signedRequest({ keyId, ...changes, headers: { date: new Date(clock.at).toUTCString(), ...changes.headers } }),
  );
const reasonOf = (verification: Verification) =>
  verification.kind === 'verified' ? verification.actorId : verification.reason;
const mismatch = 'the signature does not match the request and the key';
const notListed = 'the actor does not list exactly this key';

describe('the owner of a key', () => {
  it('is the actor whose own document lists it (control)', async () => {
    expect(reasonOf(await verify(`${evil}#main-key`))).toBe(evil);
  });

  it('may be found by a key document of its own', async () => {
    const keyId = `${evil}/key`;
    remote.serve(keyId, { type: 'CryptographicKey', ...keyEntry(keyId, evil) });
    remote.serve(evil, actorAt(evil, { publicKey: keyEntry(keyId, evil) }));
    expect(reasonOf(await verify(keyId))).toBe(evil);
  });

  it('may be found by a key id that serves the actor', async () => {
    const keyId = `${evil}/main-key`;
    const actor = actorAt(evil, { publicKey: keyEntry(keyId, evil) });
    remote.serve(keyId, actor);
    remote.serve(evil, actor);
    expect(reasonOf(await verify(keyId))).toBe(evil);
    expect(remote.asked).toHaveLength(2);
  });

  it('may have its own id as the key id', async () => {
    remote.serve(evil, actorAt(evil, { publicKey: keyEntry(evil, evil) }));
    expect(reasonOf(await verify(evil))).toBe(evil);
  });

  it('may list several keys', async () => {
    const publicKey = [keyEntry(`${evil}#old`, evil, otherKeyPair.publicKey), keyEntry(`${evil}#main-key`, evil)];
    remote.serve(evil, actorAt(evil, { publicKey }));
    expect(reasonOf(await verify(`${evil}#main-key`))).toBe(evil);
  });

  it('case 2, A: is not the victim that a foreign document names as its id', async () => {
    remote.serve(evil, actorAt(victim, { publicKey: keyEntry(`${evil}#main-key`, victim) }));
    expect(reasonOf(await verify(`${evil}#main-key`))).toBe('the key and its actor are on different origins');
    expect(actors.documents.size).toBe(0);
  });

  it('case 2: is not the victim that a foreign key document names as its owner', async () => {
    const keyId = `${remote.origin('evil.example')}/key`;
    remote.serve(keyId, { type: 'CryptographicKey', ...keyEntry(keyId, victim) });
    expect(reasonOf(await verify(keyId))).toBe('the key leads to no actor of its own origin');
    expect(remote.asked).toHaveLength(1);
  });

  it('case 2: is not a neighbour that a key document on its host names as its owner', async () => {
    const keyId = `${remote.origin('victim.example')}/uploads/key`;
    remote.serve(keyId, { type: 'CryptographicKey', ...keyEntry(keyId, victim) });
    expect(reasonOf(await verify(keyId))).toBe(notListed);
  });

  it('case 2: is no document that is dressed as an actor of another origin', async () => {
    remote.serve(evil, { ...actorAt(evil), publicKey: keyEntry(`${evil}#main-key`, victim) });
    expect(reasonOf(await verify(`${evil}#main-key`))).toBe('the key names another owner than its actor');
  });

  it('section 1, case 3: is none where the document is a page', async () => {
    remote.serve(evil, actorAt(evil), { type: 'text/html' });
    expect(reasonOf(await verify(`${evil}#main-key`))).toMatch(/content type/);
  });

  it('case 4: is not the actor that another one redirects to', async () => {
    const mask = `${remote.origin('evil.example')}/users/mask`;
    remote.redirect(mask, evil);
    expect(reasonOf(await verify(`${mask}#main-key`))).toBe(notListed);
    remote.redirect(mask, victim);
    clock.advance(600_000);
    expect((await verify(`${mask}#other`)).kind).toBe('refused');
  });

  it('case 4: is not the actor of a key document whose owner serves somebody else', async () => {
    const keyId = `${evil}/key`;
    const mask = `${remote.origin('evil.example')}/users/mask`;
    remote.serve(keyId, { type: 'CryptographicKey', ...keyEntry(keyId, mask) });
    remote.serve(mask, actorAt(evil, { publicKey: keyEntry(keyId, evil) }));
    expect(reasonOf(await verify(keyId))).toMatch(/names another id than its url/);
  });

  it('case 7: is not taken from a key document under another url', async () => {
    const keyId = `${evil}/key`;
    remote.serve(keyId, { type: 'CryptographicKey', ...keyEntry(`${evil}/other-key`, evil) });
    remote.serve(`${evil}/other-key`, { type: 'CryptographicKey', ...keyEntry(`${evil}/other-key`, evil) });
    expect(reasonOf(await verify(keyId))).toBe('the key leads to no actor of its own origin');
    expect(actors.documents.size).toBe(0);
  });

  it.each([1, ['x'], { id: 'x' }, null, undefined, 'javascript:alert(1)', '1', '/users/evil'])(
    'case 11: is not %j',
    async (owner) => {
      remote.serve(evil, actorAt(evil, { publicKey: keyEntry(`${evil}#main-key`, owner) }));
      expect(reasonOf(await verify(`${evil}#main-key`))).toBe('the key names another owner than its actor');
    },
  );

  it.each([
    ['listed twice', [keyEntry('%key%', '%actor%'), keyEntry('%key%', '%actor%', otherKeyPair.publicKey)]],
    ['listed by its address alone', '%key%'],
    ['listed under another id', keyEntry('%key%2', '%actor%')],
    ['not listed', undefined],
  ])('is nobody where the key is %s', async (_what, template) => {
    const keyId = `${evil}#main-key`;
    const publicKey = JSON.parse(
      JSON.stringify(template ?? [])
        .replaceAll('%key%', keyId)
        .replaceAll('%actor%', evil),
    );
    remote.serve(evil, actorAt(evil, { publicKey }));
    expect((await verify(keyId)).kind).toBe('refused');
  });

  it('case 2: is no document of another kind that a key document names as its owner', async () => {
    const keyId = `${evil}/key`;
    remote.serve(keyId, { type: 'CryptographicKey', ...keyEntry(keyId, evil) });
    remote.serve(evil, actorAt(evil, { type: 'Note', publicKey: keyEntry(keyId, evil) }));
    expect(reasonOf(await verify(keyId))).toBe('the key leads to no actor');
  });

  it.each(['Note', 'Image', 'Create', 'Collection', 1, undefined])('is no document of the type %j', async (type) => {
    remote.serve(evil, actorAt(evil, { type }));
    expect((await verify(`${evil}#main-key`)).kind).toBe('refused');
  });

  it('A: is never one of our own actors', async () => {
    const anna = `${ourOrigin}/users/anna`;
    actors.documents.set(anna, actorAt(anna));
    expect(reasonOf(await verify(`${anna}#main-key`))).toBe(
      "the key id can't be used: the url is on this server itself",
    );
    remote.serve(evil, actorAt(evil, { publicKey: keyEntry(`${evil}#main-key`, anna) }));
    expect((await verify(`${evil}#main-key`)).kind).toBe('refused');
  });

  it('is not read from a document that is kept under another id', async () => {
    const mask = `${remote.origin('evil.example')}/users/mask`;
    actors.documents.set(mask, actorAt(evil, { publicKey: keyEntry(`${mask}#main-key`, evil) }));
    expect(reasonOf(await verify(`${mask}#main-key`))).toBe('the key is gone');
  });

  it('case 20: is not made known by a body that brings an actor along', async () => {
    const body = JSON.stringify({ type: 'Create', actor: evil, object: actorAt(victim) });
    expect(reasonOf(await verify(`${evil}#main-key`, { body }))).toBe(evil);
    expect([...actors.documents.keys()]).toEqual([evil]);
    expect(reasonOf(await verify(`${victim}#main-key`))).toBe(mismatch);
  });

  it('case 30, G: is asked for before the body is looked at, and nothing else is', async () => {
    const body = JSON.stringify({ '@context': `${remote.origin('internal.example')}/context`, type: 'Create' });
    await verify(`${evil}#main-key`, { body });
    expect(remote.asked).toEqual([`${new URL(evil).host} GET /users/evil`]);
  });

  it('is not asked for where this server does not federate with its host, nor believed once it did', async () => {
    let open = true;
    const choosy = loopbackWire({ federates: () => open });
    const request = signedRequest({ keyId: `${evil}#main-key` });
    expect((await choosy.verify(request)).kind).toBe('verified');
    open = false;
    expect(reasonOf(await choosy.verify(request))).toMatch(/does not federate with `evil.example/);
    expect((await choosy.verify(signedRequest({ keyId: `${victim}#main-key` }))).kind).toBe('refused');
    expect(remote.asked).toHaveLength(1);
    await choosy.close();
  });
});

describe('the key itself', () => {
  const hugeExponent = () => {
    const jwk = {
      ...keyPair.publicKey.export({ format: 'jwk' }),
      e: Buffer.from('0100000001', 'hex').toString('base64url'),
    };
    return { publicKey: createPublicKey({ key: jwk, format: 'jwk' }) };
  };
  const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });

  it.each([
    ['an RSA key of 1024 bits', () => rsa(1024)],
    ['an elliptic curve key of another kind', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['an RSA-PSS key', () => generateKeyPairSync('rsa-pss', { modulusLength: 2048 })],
    ['an RSA key with a huge exponent', () => hugeExponent()],
  ])('is not %s', async (_what, make) => {
    const { publicKey } = make();
    remote.serve(evil, actorAt(evil, { publicKey: keyEntry(`${evil}#main-key`, evil, publicKey) }));
    expect(reasonOf(await verify(`${evil}#main-key`))).toBe('the key is no public key that this server accepts');
  });

  it.each(['', 'x', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', 1, null])(
    'is not %j',
    async (pem) => {
      const publicKey = { ...keyEntry(`${evil}#main-key`, evil), publicKeyPem: pem };
      remote.serve(evil, actorAt(evil, { publicKey }));
      expect(reasonOf(await verify(`${evil}#main-key`))).toBe('the key is no public key that this server accepts');
    },
  );

  it('is not a private one', async () => {
    const publicKeyPem = String(keyPair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    remote.serve(evil, actorAt(evil, { publicKey: { ...keyEntry(`${evil}#main-key`, evil), publicKeyPem } }));
    expect(reasonOf(await verify(`${evil}#main-key`))).toBe('the key is no public key that this server accepts');
  });

  it('may be written in the older form of RSA keys', async () => {
    const publicKeyPem = String(keyPair.publicKey.export({ type: 'pkcs1', format: 'pem' }));
    remote.serve(evil, actorAt(evil, { publicKey: { ...keyEntry(`${evil}#main-key`, evil), publicKeyPem } }));
    expect(reasonOf(await verify(`${evil}#main-key`))).toBe(evil);
  });
});

describe('how often a host is asked for keys', () => {
  const asked = () => remote.asked.length;

  it('case 19: a rotated key is fetched again, once in five minutes', async () => {
    await verify(`${evil}#main-key`);
    const rotate = (key: typeof keyPair.publicKey) =>
      remote.serve(evil, actorAt(evil, { publicKey: keyEntry(`${evil}#main-key`, evil, key) }));
    rotate(otherKeyPair.publicKey);
    const { privateKey: key } = otherKeyPair;
    expect(reasonOf(await verify(`${evil}#main-key`, { key }))).toBe(mismatch);
    clock.advance(300_000);
    expect(reasonOf(await verify(`${evil}#main-key`, { key }))).toBe(evil);
    expect(reasonOf(await verify(`${evil}#main-key`))).toBe(mismatch);
    expect(asked()).toBe(2);
  });

  it('case 19: a key that is kept is fetched again where it does not verify', async () => {
    actors.documents.set(
      evil,
      actorAt(evil, { publicKey: keyEntry(`${evil}#main-key`, evil, otherKeyPair.publicKey) }),
    );
    expect(reasonOf(await verify(`${evil}#main-key`))).toBe(evil);
    expect(asked()).toBe(1);
    expect(actors.documents.get(evil)).toEqual(actorAt(evil));
  });

  it('case 19: 10,000 bad signatures cause one fetch', async () => {
    const bad = signedRequest({ keyId: `${victim}#main-key` });
    const all = await Promise.all(Array.from({ length: 10_000 }, () => wire.verify(bad)));
    expect(all.every(({ kind }) => kind === 'refused')).toBe(true);
    expect(asked()).toBe(1);
  });

  it('case 19: 10,000 key ids of one actor cause one fetch', async () => {
    const bad = signedRequest({ keyId: `${victim}#KEY` });
    const at = bad.headers.length - 1;
    for (let key = 0; key < 10_000; key++) {
      const headers = bad.headers.with(at, (bad.headers[at] ?? '').replace('#KEY', `#k${key}`));
      expect((await wire.verify({ ...bad, headers })).kind).toBe('refused');
    }
    expect(asked()).toBe(1);
  });

  it('case 45: a host that never verified is asked once in ten seconds for whatever strangers name', async () => {
    await Promise.all(
      Array.from({ length: 100 }, (_, at) => verify(`${remote.origin('victim.example')}/people/${at}#main-key`)),
    );
    for (let at = 0; at < 100; at++) await verify(`${remote.origin('victim.example')}/users/${at}#main-key`);
    expect(asked()).toBe(1);
    expect(await verify(`${victim}#main-key`, { key: otherKeyPair.privateKey })).toMatchObject({
      kind: 'refused',
      status: 503,
    });
    clock.advance(10_000);
    expect(reasonOf(await verify(`${victim}#main-key`, { key: otherKeyPair.privateKey }))).toBe(victim);
    expect(asked()).toBe(2);
  });

  it('case 45: a host that has verified is not shut out by a stranger’s bad requests', async () => {
    const { privateKey: key } = otherKeyPair;
    await verify(`${victim}#main-key`, { key });
    for (let at = 0; at < 20; at++) await verify(`${remote.origin('victim.example')}/users/${at}#main-key`);
    const colleague = `${remote.origin('victim.example')}/users/colleague`;
    remote.serve(colleague, actorAt(colleague));
    expect(reasonOf(await verify(`${colleague}#main-key`))).toBe(colleague);
    for (let at = 0; at < 100; at++) await verify(`${remote.origin('victim.example')}/people/${at}#main-key`);
    expect(asked()).toBe(2 + 30);
  });

  it('case 45: many new actors of an honest host are asked for at the same time', async () => {
    const people = Array.from({ length: 20 }, (_, at) => `${remote.origin('evil.example')}/users/person${at}`);
    for (const person of people) remote.serve(person, actorAt(person));
    const all = await Promise.all(people.map((person) => verify(`${person}#main-key`)));
    expect(all.map(reasonOf)).toEqual(people);
  });

  it('case 45: a key that could not be fetched is not asked for again for a minute', async () => {
    const gone = `${remote.origin('gone.example')}/users/x`;
    expect(reasonOf(await verify(`${gone}#main-key`))).toBe('the key is gone');
    clock.advance(30_000);
    expect(reasonOf(await verify(`${gone}#main-key`))).toBe('the key is gone');
    expect(asked()).toBe(1);
    clock.advance(30_000);
    await verify(`${gone}#main-key`);
    expect(asked()).toBe(2);
  });

  it('answers that it has no room, so that the sender tries again', async () => {
    const narrow = loopbackWire({ limits: { fetches: 1, fetchesWaiting: 0 } });
    let release: () => void = () => undefined;
    const waiting = new Promise<void>((reached) => {
      remote.on(evil, (_request, response) => {
        release = () =>
          response.writeHead(200, { 'content-type': 'application/activity+json' }).end(JSON.stringify(actorAt(evil)));
        reached();
      });
    });
    const first = narrow.verify(signedRequest({ keyId: `${evil}#main-key` }));
    await waiting;
    const honest = signedRequest({ keyId: `${victim}#main-key`, key: otherKeyPair.privateKey });
    expect(await narrow.verify(honest)).toMatchObject({ kind: 'refused', status: 503 });
    release();
    expect((await first).kind).toBe('verified');
    expect((await narrow.verify(honest)).kind).toBe('verified');
    await narrow.close();
  });

  it('signs what it asks, where a local actor is named for that', async () => {
    const signing = loopbackWire({ fetchAs: `${ourOrigin}/users/instance` });
    expect((await signing.verify(signedRequest({ keyId: `${evil}#main-key` }))).kind).toBe('verified');
    const headers = remote.requests[0]?.headers ?? [];
    expect(headers[headers.indexOf('signature') + 1]).toContain(`keyId="${ourOrigin}/users/instance#main-key"`);
    expect(headers[headers.indexOf('date') + 1]).toBe(new Date(noon).toUTCString());
    await signing.close();
  });
});
