import { createHash } from 'node:crypto';
import { verifyRequest } from '@fedify/fedify/sig';
import fc from 'fast-check';
import { wireLimits } from '../../../../federation/limits.ts';
import { cavageClaim } from '../../../../federation/wire/cavage-claim.ts';
import type { InboundRequest } from '../../../../federation/wire/index.ts';
import { ownedKey } from '../../../../federation/wire/owned-key.ts';
import { headerValue } from '../../../../federation/wire/raw-headers.ts';
import { signedRequest, withHeader } from '../../../support/wire/signed-request.ts';
import { actorAt, keyPair, otherKeyPair, ourOrigin, pemOf } from '../../../support/wire/wires.ts';

/** Our reading of draft-cavage against Fedify's, over honest and altered requests. */
const alice = 'https://a.example/users/alice';
const keyId = `${alice}#main-key`;
const ownership = ownedKey(actorAt(alice), keyId, wireLimits);
if (ownership.kind === 'refused') throw new Error(ownership.reason);
const { owned } = ownership;
const security = 'https://w3id.org/security#';
const keyDocument = [
  { '@id': keyId, '@type': [`${security}Key`], [`${security}publicKeyPem`]: [{ '@value': pemOf(keyPair.publicKey) }] },
];

async function weAccept(request: InboundRequest): Promise<boolean> {
  const { signatureWindow } = wireLimits;
  const context = { origin: ourOrigin, host: 'corp.example', now: Date.now(), signatureWindow };
  const header = headerValue(request.headers, 'signature');
  if (typeof header !== 'string') return false;
  const claim = cavageClaim(request, header, context);
  return claim.kind === 'claim' && (await claim.test(owned));
}

async function fedifyAccepts(request: InboundRequest): Promise<boolean> {
  const pairs = request.headers.flatMap((name, at): [string, string][] =>
    at % 2 ? [] : [[name, request.headers[at + 1] ?? '']],
  );
  const verified = await verifyRequest(
    new Request(`${ourOrigin}${request.path}`, {
      method: request.method,
      headers: pairs,
      ...(request.body && { body: new Uint8Array(request.body) }),
    }),
    { documentLoader: (url) => Promise.resolve({ contextUrl: null, documentUrl: url, document: keyDocument }) },
  ).catch(() => null);
  return verified !== null;
}

const hour = 3_600;
const sha256 = (body: string) => `SHA-256=${createHash('sha256').update(body).digest('base64')}`;
const sha512 = (body: string) => `SHA-512=${createHash('sha512').update(body).digest('base64')}`;

interface Case {
  readonly request: InboundRequest;
  /** What we ask for beyond Fedify: that `host` is signed and the digest is SHA-256. */
  readonly stricter: boolean;
}

/** The honest value nine times of ten, so that a whole request is honest often enough. */
function mostly<Value>(honest: Value, ...others: Value[]): fc.Arbitrary<Value> {
  const other = { weight: 1, arbitrary: fc.constantFrom(...others) };
  return fc.oneof({ weight: 9, arbitrary: fc.constant(honest) }, other);
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    method: fc.constantFrom('POST', 'POST', 'POST', 'GET', 'PUT'),
    path: fc.constantFrom('/inbox', '/users/anna/inbox', '/a%20b/inbox'),
    body: fc.json({ maxDepth: 1 }),
    components: fc.shuffledSubarray(['(request-target)', 'host', 'date', 'digest', 'content-type', 'x-more'], {
      minLength: 3,
    }),
    whole: mostly(true, false),
    algorithm: fc.constantFrom('rsa-sha256', 'hs2019', undefined, 'RSA-SHA256', 'rsa-sha512', 'ed25519'),
    key: mostly(keyPair.privateKey, otherKeyPair.privateKey),
    hash: mostly('sha256', 'sha512', 'sha1'),
    age: mostly(0, 60, -60, hour - 60, 60 - hour, hour + 60, -hour - 60),
    expires: mostly(undefined, 60, -60),
    digest: mostly('sha256', 'lower', 'both', 'sha512', 'wrong', 'none'),
  })
  .map((chosen) => {
    const { method, path, body, whole, algorithm, key, hash, age, expires } = chosen;
    const all = ['(request-target)', 'host', 'date', ...(method === 'GET' ? [] : ['digest'])];
    const components = whole ? all : chosen.components.filter((name) => name !== 'digest' || method !== 'GET');
    const digests: Record<string, string | undefined> = {
      sha256: sha256(body),
      lower: sha256(body).replace('SHA', 'sha'),
      both: `${sha512(body)}, ${sha256(body)}`,
      sha512: sha512(body),
      wrong: sha256(`${body} `),
    };
    const now = Math.floor(Date.now() / 1_000);
    const request = signedRequest({
      keyId,
      method,
      path,
      body,
      components,
      algorithm,
      key,
      hash,
      ...(expires !== undefined && { expires: now + expires }),
      headers: {
        date: new Date((now - age) * 1_000).toUTCString(),
        'content-type': 'application/activity+json',
        'x-more': 'more',
        ...(method === 'GET' ? {} : { digest: digests[chosen.digest] }),
      },
    });
    const otherDigest = method !== 'GET' && chosen.digest === 'sha512';
    return { request, stricter: !components.includes('host') || otherDigest };
  });

const alterations: fc.Arbitrary<(request: InboundRequest) => InboundRequest> = fc.constantFrom(
  ...Array.from({ length: 12 }, () => (request: InboundRequest) => request),
  (request) => (request.body ? { ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) } : request),
  (request) => ({ ...request, path: `${request.path}2` }),
  (request) => ({ ...request, method: request.method === 'GET' ? 'HEAD' : 'PATCH' }),
  (request) => withHeader(request, 'content-type', 'text/plain'),
  (request) => withHeader(request, 'x-more', undefined),
  (request) => withHeader(request, 'date', new Date().toUTCString().replace('20', '19')),
  (request) => withHeader(request, 'x-unsigned', 'anything'),
  (request) => altered(request, (header) => header.replaceAll(',', ', ')),
  (request) =>
    altered(request, (header) =>
      header.replace(/signature="(.)/, (_, first) => `signature="${first === 'A' ? 'B' : 'A'}`),
    ),
  (request) => altered(request, (header) => header.replace('headers="', 'headers="x-more ')),
  (request) => altered(request, (header) => header.replace(/headers="[^"]*",/, '')),
  (request) => altered(request, (header) => header.replace(/keyId="[^"]*",/, '')),
);

function altered(request: InboundRequest, change: (header: string) => string): InboundRequest {
  return withHeader(request, 'Signature', change(String(headerValue(request.headers, 'signature'))));
}

describe('draft-cavage as we read it', () => {
  it('accepts what Fedify accepts, and nothing that Fedify refuses', async () => {
    const seen = { both: 0, neither: 0 };
    await fc.assert(
      fc.asyncProperty(cases, alterations, async ({ request, stricter }, alter) => {
        const sent = alter(request);
        const ours = await weAccept(sent);
        const theirs = await fedifyAccepts(sent);
        seen[ours ? 'both' : 'neither']++;
        return stricter ? !ours : ours === theirs;
      }),
      { numRuns: 1_000 },
    );
    expect(seen.both).toBeGreaterThan(100);
    expect(seen.neither).toBeGreaterThan(100);
  }, 60_000);
});
