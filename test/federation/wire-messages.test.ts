import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { InboundRequest, Verification, Wire } from '../../federation/wire/index.ts';
import { RemoteHost } from '../support/wire/remote-host.ts';
import { withHeader } from '../support/wire/signed-request.ts';
import { actorAt, keyPair, loopbackWire, noon, otherKeyPair, ourOrigin, pemOf } from '../support/wire/wires.ts';

/** Requests signed by RFC 9421. Case numbers: security.md §2; letters: apex.md §2.1. */
let remote: RemoteHost;
let wire: Wire;
let alice: string;

beforeEach(async () => {
  remote = await RemoteHost.start();
  wire = loopbackWire();
  alice = `${remote.origin('a.example')}/users/alice`;
  remote.serve(alice, actorAt(alice));
});

afterEach(async () => {
  await wire.close();
  await remote.close();
});

interface Signing {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly key?: KeyObject;
  readonly hash?: string | null;
  readonly components?: readonly string[];
  /** Values signed in the place of the honest ones. */
  readonly values?: Readonly<Record<string, string>>;
  readonly parameters?: string;
  readonly label?: string;
}

const defaults = `;created=${noon / 1_000}`;

/** RFC 9421 written out once more, independently of the code under test. */
function signed(signing: Signing = {}): InboundRequest {
  const { method = 'POST', path = '/users/anna/inbox', label = 'sig1', hash = 'sha256' } = signing;
  const body = method === 'GET' ? undefined : Buffer.from(signing.body ?? '{"type":"Like"}');
  const headers: Record<string, string> = {
    host: 'corp.example',
    date: new Date(noon).toUTCString(),
    ...(body && { 'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:` }),
  };
  const components = signing.components ?? ['@method', '@target-uri', ...(body ? ['content-digest'] : [])];
  const values: Record<string, string> = {
    ...headers,
    '@method': method,
    '@target-uri': `${ourOrigin}${path}`,
    '@authority': 'corp.example',
    '@path': path.split('?')[0] ?? '',
    ...signing.values,
  };
  const list = components.map((name) => `"${name}"`).join(' ');
  const parameters = `(${list})${signing.parameters ?? defaults};keyid="${alice}#main-key"`;
  const lines = components.map((name) => `"${name}": ${values[name] ?? ''}`);
  const text = [...lines, `"@signature-params": ${parameters}`].join('\n');
  const signature = sign(hash, Buffer.from(text), signing.key ?? keyPair.privateKey).toString('base64');
  const sent = Object.entries(headers).flat();
  return {
    method,
    path,
    headers: [...sent, 'Signature-Input', `${label}=${parameters}`, 'Signature', `${label}=:${signature}:`],
    body,
  };
}

const reasonOf = (verification: Verification) =>
  verification.kind === 'verified' ? verification.actorId : `${verification.status} ${verification.reason}`;
const verify = async (signing?: Signing) => reasonOf(await wire.verify(signed(signing)));
const mismatch = '401 the signature does not match the request and the key';
const oneSignature = '400 there is not exactly one well-formed signature';

describe('a message signature', () => {
  it('is its signer’s (control)', async () => {
    expect(await wire.verify(signed())).toMatchObject({ kind: 'verified', actorId: alice, replayed: false });
    expect(await wire.verify(signed())).toMatchObject({ kind: 'verified', replayed: true });
    expect(await verify({ method: 'GET', path: '/users/anna/outbox?page=1' })).toBe(alice);
    expect(remote.asked).toHaveLength(1);
  });

  it.each([['alg="rsa-v1_5-sha256"'], ['nonce="abc"'], ['tag="activitypub"'], [`expires=${noon / 1_000 + 60}`]])(
    'may carry the parameter %s',
    async (parameter) => {
      expect(await verify({ parameters: `${defaults};${parameter}` })).toBe(alice);
    },
  );

  it('may cover more, in any order, under any label', async () => {
    const components = ['date', '@authority', 'content-digest', 'host', '@target-uri', '@method', '@path'];
    expect(await verify({ components, label: 'my-sig' })).toBe(alice);
  });

  it('case 25: is verified by the type of its key', async () => {
    expect(await verify({ parameters: `${defaults};alg="hmac-sha256"` })).toBe(mismatch);
    expect(await verify({ parameters: `${defaults};alg="ed25519"` })).toBe(mismatch);
    expect(await verify({ hash: 'sha512', parameters: `${defaults};alg="rsa-v1_5-sha512"` })).toBe(mismatch);
    expect(await verify({ hash: 'sha1' })).toBe(mismatch);
  });

  it('case 25: may be made with an Ed25519 key', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const entry = { id: `${alice}#main-key`, owner: alice, publicKeyPem: pemOf(publicKey) };
    remote.serve(alice, actorAt(alice, { publicKey: entry }));
    expect(await verify({ key: privateKey, hash: null, parameters: `${defaults};alg="ed25519"` })).toBe(alice);
  });

  it('A: is refused where the victim’s name is under another key', async () => {
    expect(await verify({ key: otherKeyPair.privateKey })).toBe(mismatch);
  });

  it('A: is refused where the key is not the actor’s', async () => {
    const victim = `${remote.origin('victim.example')}/users/victim`;
    remote.serve(alice, actorAt(victim));
    remote.serve(victim, actorAt(victim));
    expect(await verify()).toBe('401 the key and its actor are on different origins');
  });

  it('J, case 21: covers the body by a digest that is computed anew', async () => {
    const altered = { ...signed(), body: Buffer.from('{"type":"Undo"}') };
    expect(reasonOf(await wire.verify(altered))).toBe('401 the content-digest does not match the body');
    const none = withHeader(signed(), 'content-digest', undefined);
    expect(reasonOf(await wire.verify(none))).toMatch(/^400 the content-digest header is missing/);
    expect(remote.asked).toEqual([]);
  });

  it.each([
    [['@method', '@target-uri'], 'content-digest'],
    [['@method', 'content-digest'], '@target-uri'],
    [['@target-uri', 'content-digest'], '@method'],
    [['@method', '@path', '@authority', 'content-digest'], '@target-uri'],
    [['date'], '@method'],
    [[], '@method'],
  ])('K, case 23: does not cover only %j', async (components, missing) => {
    expect(await verify({ components })).toBe(`401 the signature does not cover ${missing}`);
  });

  it.each([
    ['another host', { '@target-uri': 'https://other.example/users/anna/inbox' }],
    ['another path', { '@target-uri': `${ourOrigin}/users/bert/inbox` }],
    ['another query', { '@target-uri': `${ourOrigin}/users/anna/inbox?x=1` }],
    ['another scheme', { '@target-uri': 'http://corp.example/users/anna/inbox' }],
    ['another method', { '@method': 'PUT' }],
  ])('case 21, 24: is none for %s', async (_what, values) => {
    expect(await verify({ values })).toBe(mismatch);
  });

  it('case 26: is none for a path that reads differently once it is resolved', async () => {
    const path = '/users/anna/../bert/inbox';
    expect(await verify({ path })).toBe('400 the request target is not in its one plain form');
  });

  it.each([-3_601, 3_601])('case 24: is not of another hour (%d s)', async (offset) => {
    expect(await verify({ parameters: `;created=${noon / 1_000 + offset}` })).toMatch(/^401 .*60 minutes/);
    expect(await verify({ parameters: `;created=${noon / 1_000 + offset - Math.sign(offset)}` })).toBe(alice);
  });

  it('case 24: is over when it says so', async () => {
    const parameters = `${defaults};expires=${noon / 1_000 - 1}`;
    expect(await verify({ parameters })).toBe('401 the signature has expired');
  });

  it.each(['', ';created="x"', ';created=1.5', ';created', `${defaults};expires="x"`])(
    'case 27: has a time, and `%s` is none',
    async (parameters) => {
      expect(await verify({ parameters })).toBe(oneSignature);
    },
  );

  it('case 27: is alone', async () => {
    const request = signed();
    const [input, signature] = [headerOf(request, 'Signature-Input'), headerOf(request, 'Signature')];
    const both = withHeader(
      withHeader(request, 'Signature-Input', `${input}, ${input.replace('sig1', 'sig2')}`),
      'Signature',
      `${signature}, ${signature.replace('sig1', 'sig2')}`,
    );
    expect(reasonOf(await wire.verify(both))).toBe(oneSignature);
    const mislabelled = withHeader(request, 'Signature', signature.replace('sig1', 'sig2'));
    expect(reasonOf(await wire.verify(mislabelled))).toBe(oneSignature);
    const twice = { ...request, headers: [...request.headers, 'Signature-Input', input] };
    expect(reasonOf(await wire.verify(twice))).toBe('400 a header that decides came more than once');
  });

  it.each(['content-digest', 'date'])('case 27: covers no header that comes twice (%s)', async (name) => {
    const request = signed({ components: ['@method', '@target-uri', 'content-digest', 'date'] });
    const twice = { ...request, headers: [...request.headers, name, headerOf(request, name)] };
    expect(reasonOf(await wire.verify(twice))).toMatch(/^400 .*more than once$/);
  });

  it.each([
    ['"content-digest";sf'],
    ['"content-digest";bs'],
    ['"content-digest";req'],
    ['"@query-param";name="x"'],
    ['"content-digest" "content-digest"'],
    ['content-digest'],
    ['"Content-Digest"'],
    ['1'],
  ])('case 27: covers nothing that could be read in two ways (%s)', async (component) => {
    const request = signed();
    const input = headerOf(request, 'Signature-Input').replace('"content-digest"', component);
    expect(reasonOf(await wire.verify(withHeader(request, 'Signature-Input', input)))).toMatch(/^40[01] /);
    expect(remote.asked).toEqual([]);
  });

  it.each(['', 'x', 'sig1=()', 'sig1="x"', 'sig1=:AAAA:', 'sig1=("@method"', '__proto__=("@method")', 'sig1=1'])(
    'case 27: is not read from `%s`',
    async (input) => {
      expect(reasonOf(await wire.verify(withHeader(signed(), 'Signature-Input', input)))).toBe(oneSignature);
      expect(reasonOf(await wire.verify(withHeader(signed(), 'Signature', input)))).toMatch(/^40[01] /);
    },
  );

  it('case 27: is not read where it is empty, or names an empty key', async () => {
    const empty = withHeader(signed(), 'Signature', 'sig1=::');
    expect(reasonOf(await wire.verify(empty))).toBe(oneSignature);
    const keyless = headerOf(signed(), 'Signature-Input').replace(/keyid="[^"]*"/, 'keyid=""');
    expect(reasonOf(await wire.verify(withHeader(signed(), 'Signature-Input', keyless)))).toBe(oneSignature);
    expect(remote.asked).toEqual([]);
  });

  it('case 22: does not fall back to the older kind', async () => {
    const header = `keyId="${alice}#main-key",headers="date",signature="AAAA"`;
    expect(reasonOf(await wire.verify(withHeader(signed(), 'Signature', header)))).toBe(oneSignature);
  });
});

function headerOf(request: InboundRequest, name: string): string {
  const at = request.headers.findIndex((header) => header.toLowerCase() === name.toLowerCase());
  return request.headers[at + 1] ?? '';
}
