import { decodeDict } from 'structured-field-values';
import { matchesContentDigest } from './body-digest.ts';
import { verifyWithFedify } from './fedify-verification.ts';
import { isWithin } from './http-date.ts';
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

/** The one signature of an RFC 9421 request. Components carry no parameters. */
interface MessageSignature {
  readonly components: readonly string[];
  readonly keyId: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly expires: number | undefined;
  readonly signature: Uint8Array;
}

/** Reads a request signed by RFC 9421 and checks everything that needs no key. */
export function messageClaim(
  request: InboundRequest,
  header: string,
  inputHeader: string,
  context: ClaimContext,
): SignatureClaim | Refusal {
  const signed = parseMessageSignature(header, inputHeader);
  if (!signed) return malformed('there is not exactly one well-formed signature');
  const problem = coverageProblem(signed, request) ?? timeProblem(signed, context) ?? digestProblem(request);
  if (problem) return problem;
  const url = context.origin + request.path;
  if (URL.parse(url)?.href !== url) return malformed('the request target is not in its one plain form');
  const headers = signedHeaders(signed, request, context.host);
  if (!headers) return malformed('a signed header is missing or came more than once');
  headers.push(['signature', header], ['signature-input', inputHeader]);
  const { method, body } = request;
  return {
    kind: 'claim',
    keyId: signed.keyId,
    signature: signed.signature,
    covers: signed.components,
    test: (owned) => verifyWithFedify(owned, { url, method, headers, body: hasBody(method) ? body : undefined }),
  };
}

function coverageProblem({ components }: MessageSignature, { method }: InboundRequest): Refusal | undefined {
  const required = hasBody(method) ? ['@method', '@target-uri', 'content-digest'] : ['@method', '@target-uri'];
  const missing = required.find((name) => !components.includes(name));
  return missing === undefined ? undefined : unproven(`the signature does not cover ${missing}`);
}

function timeProblem({ created, expires }: MessageSignature, context: ClaimContext): Refusal | undefined {
  const { now, signatureWindow } = context;
  if (!isWithin(created * 1_000, now, signatureWindow)) {
    return unproven(`the signature is not of the last ${signatureWindow / 60_000} minutes, or a clock is wrong`);
  }
  return expires !== undefined && expires * 1_000 < now ? unproven('the signature has expired') : undefined;
}

function digestProblem({ method, headers, body }: InboundRequest): Refusal | undefined {
  if (!hasBody(method)) return undefined;
  const digest = headerValue(headers, 'content-digest');
  if (typeof digest !== 'string') return malformed('the content-digest header is missing or came more than once');
  const matches = matchesContentDigest(digest, body ?? new Uint8Array());
  return matches ? undefined : unproven('the content-digest does not match the body');
}

function signedHeaders(
  { components }: MessageSignature,
  request: InboundRequest,
  host: string,
): [string, string][] | undefined {
  const headers: [string, string][] = [];
  for (const name of components) {
    if (name.startsWith('@')) continue;
    const value = name === 'host' ? host : headerValue(request.headers, name);
    if (typeof value !== 'string') return undefined;
    headers.push([name, value]);
  }
  return headers;
}

function parseMessageSignature(header: string, inputHeader: string): MessageSignature | undefined {
  const [input, ...moreInputs] = Object.entries(dictionary(inputHeader));
  const [signature, ...moreSignatures] = Object.entries(dictionary(header));
  if (!input || !signature || moreInputs.length + moreSignatures.length > 0 || input[0] !== signature[0])
    return undefined;
  const components = componentNames(field(input[1], 'value'));
  const parameters = field(input[1], 'params');
  const keyId = field(parameters, 'keyid');
  const created = field(parameters, 'created');
  const expires = field(parameters, 'expires') ?? undefined;
  const bytes = field(signature[1], 'value');
  if (!components || typeof keyId !== 'string' || keyId === '' || !isSeconds(created)) return undefined;
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) return undefined;
  if (expires !== undefined && !isSeconds(expires)) return undefined;
  return { components, keyId, created, expires, signature: bytes };
}

function dictionary(header: string): Record<string, unknown> {
  try {
    return { ...decodeDict(header) };
  } catch {
    return {};
  }
}

/** Names of the covered components; undefined where one has parameters or comes twice. */
function componentNames(items: unknown): string[] | undefined {
  if (!Array.isArray(items)) return undefined;
  const list: readonly unknown[] = items;
  const names: string[] = [];
  for (const item of list) {
    const name = field(item, 'value');
    const parameters = field(item, 'params');
    if (typeof name !== 'string' || !/^@?[a-z0-9-]+$/.test(name) || names.includes(name)) return undefined;
    if (typeof parameters === 'object' && parameters !== null && Object.keys(parameters).length > 0) return undefined;
    names.push(name);
  }
  return names;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function isSeconds(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
