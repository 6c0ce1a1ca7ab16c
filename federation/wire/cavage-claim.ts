import { matchesDigest } from './body-digest.ts';
import { type CavageSignature, madeBy, parseCavage, signingString } from './cavage.ts';
import { isWithin, parseHttpDate } from './http-date.ts';
import { headerValue } from './raw-headers.ts';
import {
  type ClaimContext,
  hasBody,
  type InboundRequest,
  malformed,
  type Refusal,
  type SignatureClaim,
  unproven,
} from './signature-claim.ts';

/** Reads a request signed by draft-cavage and checks everything that needs no key. */
export function cavageClaim(request: InboundRequest, header: string, context: ClaimContext): SignatureClaim | Refusal {
  const signed = parseCavage(header);
  if (!signed) return malformed('the signature header is malformed');
  const problem =
    coverageProblem(signed, request.method) ?? timeProblem(signed, request, context) ?? digestProblem(request);
  if (problem) return problem;
  const { method, path, headers } = request;
  const text = signingString(signed, { method, path, host: context.host, headers });
  if (text === undefined) return malformed('a signed header is missing or came more than once');
  return {
    kind: 'claim',
    keyId: signed.keyId,
    signature: signed.signature,
    covers: signed.components,
    test: (owned) => {
      if (madeBy(owned, text, signed.signature)) return true;
      const shortened = withoutQuery(signed, request, context);
      return shortened !== undefined && madeBy(owned, shortened, signed.signature);
    },
  };
}

function coverageProblem({ components, algorithm }: CavageSignature, method: string): Refusal | undefined {
  const required = hasBody(method) ? ['(request-target)', 'host', 'digest'] : ['(request-target)', 'host'];
  const missing = required.find((name) => !components.includes(name));
  if (missing !== undefined) return unproven(`the signature does not cover ${missing}`);
  const dated = components.includes('date');
  const created = components.includes('(created)');
  if (!dated && !created) return unproven('the signature covers neither date nor (created)');
  if ((created || components.includes('(expires)')) && algorithm && /^(rsa|hmac|ecdsa)/i.test(algorithm)) {
    return malformed('(created) and (expires) go with the algorithm hs2019 only');
  }
  return undefined;
}

function timeProblem(signed: CavageSignature, request: InboundRequest, context: ClaimContext): Refusal | undefined {
  const { now, signatureWindow } = context;
  const times: number[] = [];
  if (signed.components.includes('date')) {
    const date = headerValue(request.headers, 'date');
    if (typeof date !== 'string') return malformed('the date header is missing or came more than once');
    times.push(parseHttpDate(date));
  }
  if (signed.created !== undefined) times.push(seconds(signed.created));
  else if (signed.components.includes('(created)')) return malformed('the signature has no creation time');
  if (!times.every((time) => isWithin(time, now, signatureWindow))) {
    return unproven(`the signature is not of the last ${signatureWindow / 60_000} minutes, or a clock is wrong`);
  }
  if (signed.expires !== undefined && !(seconds(signed.expires) >= now)) return unproven('the signature has expired');
  return undefined;
}

function digestProblem({ method, headers, body }: InboundRequest): Refusal | undefined {
  if (!hasBody(method)) return undefined;
  const digest = headerValue(headers, 'digest');
  if (typeof digest !== 'string') return malformed('the digest header is missing or came more than once');
  return matchesDigest(digest, body ?? new Uint8Array()) ? undefined : unproven('the digest does not match the body');
}

/** Some servers sign a GET without its query. */
function withoutQuery(signed: CavageSignature, request: InboundRequest, context: ClaimContext): string | undefined {
  const query = request.path.indexOf('?');
  if (hasBody(request.method) || query === -1) return undefined;
  const { method, headers } = request;
  return signingString(signed, { method, path: request.path.slice(0, query), host: context.host, headers });
}

/** Milliseconds of a number of seconds; NaN for anything else. */
function seconds(text: string): number {
  return /^\d{1,12}$/.test(text) ? Number(text) * 1_000 : Number.NaN;
}
