import fc from 'fast-check';
import { cavageClaim } from '../../../federation/wire/cavage-claim.ts';
import { parseHttpDate } from '../../../federation/wire/http-date.ts';
import { isActivityType } from '../../../federation/wire/media-type.ts';
import { messageClaim } from '../../../federation/wire/message-claim.ts';
import { parseRetryAfter } from '../../../federation/wire/retry-after.ts';
import { type FuzzOptions, type FuzzReport, fuzz } from './run.ts';

const now = Date.UTC(2026, 10, 23, 12);
const context = { origin: 'https://corp.example', host: 'corp.example', now, signatureWindow: 3_600_000 };
const digest = 'RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=';
const cavage =
  'keyId="https://a.example/u#k",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="AAAA"';
const input = `sig1=("@method" "@target-uri" "content-digest");created=${now / 1000};keyid="https://a.example/u#k"`;

/** What headers are made of, and what breaks them. */
const piece = fc.constantFrom(
  ...['keyId=', 'headers=', 'signature=', 'created=', 'expires=', 'algorithm=', 'sig1=', ';', '(', ')', '"', ',', ' '],
  ...[
    '\\',
    '=',
    ':',
    '\t',
    '\r\n',
    '\u0000',
    'é',
    '?1',
    '-1',
    '9'.repeat(20),
    '1e9',
    'AAAA',
    '@query',
    ';sf',
    'sha-256=',
  ],
  ...['(created)', '(request-target)', 'host', 'hs2019', 'Mon, 23 Nov 2026 12:00:00 GMT', 'text/html', 'q=0.5', '*/*'],
);
const noise = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
);

/** A right header with a part cut out and noise put in its place, or noise alone. */
function near(right: string): fc.Arbitrary<string> {
  const spoilt = fc
    .record({ at: fc.nat(right.length), cut: fc.nat(12), noise })
    .map((one) => right.slice(0, one.at) + one.noise + right.slice(one.at + one.cut));
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant(right) },
    { weight: 3, arbitrary: spoilt },
    { weight: 1, arbitrary: noise },
  );
}

const requests = fc.record({
  cavage: near(cavage),
  input: near(input),
  signature: near('sig1=:AAAA:'),
  date: near(new Date(now).toUTCString()),
  digest: near(`SHA-256=${digest}`),
  contentDigest: near(`sha-256=:${digest}:`),
  retryAfter: near('120'),
  type: near('application/ld+json; profile="https://www.w3.org/ns/activitystreams"'),
  twice: fc.boolean(),
});

/** Headers of signed requests as they come and as they should not: each is read or refused, and nothing else. */
export function fuzzParsers(options: FuzzOptions): Promise<FuzzReport> {
  return fuzz(
    requests,
    (one) => {
      const headers = [
        'host',
        'corp.example',
        'Date',
        one.date,
        'Digest',
        one.digest,
        'Content-Digest',
        one.contentDigest,
      ];
      if (one.twice) headers.push('date', one.date);
      const request = { method: 'POST', path: '/inbox', headers, body: Buffer.from('{}') };
      const claims = [
        cavageClaim(request, one.cavage, context),
        messageClaim(request, one.signature, one.input, context),
      ];
      for (const claim of claims) {
        if (claim.kind === 'refused' && ![400, 401].includes(claim.status)) return { fault: `status ${claim.status}` };
        if (claim.kind === 'claim' && (claim.keyId === '' || claim.signature.length === 0))
          return { fault: 'a claim without a key or a signature' };
      }
      const wait = parseRetryAfter(one.retryAfter, now);
      if (wait !== undefined && !(wait >= 0)) return { fault: `to wait ${wait} ms` };
      if (typeof parseHttpDate(one.date) !== 'number') return { fault: 'a date that is no number' };
      isActivityType(one.type);
      return { outcome: claims.map(({ kind }) => kind).join(' ') };
    },
    options,
  );
}
