import type { IncomingHttpHeaders } from 'node:http';
import type { WireLimits } from '../limits.ts';
import { acceptEncoding, decodeBody } from './content-encoding.ts';
import { checkDestination, type DestinationRules } from './destinations.ts';
import { type Exchanged, exchange } from './exchange.ts';
import { type Fetched, refused, type Undelivered, unreachable } from './fetched.ts';
import { parseJson } from './json.ts';
import type { OriginPools } from './origin-pools.ts';
import { canonicalOrigin } from './origins.ts';
import type { Signer } from './sign.ts';

export interface JourneyParts {
  readonly rules: DestinationRules;
  readonly pools: OriginPools;
  readonly signer: Signer;
  readonly userAgent: string;
  readonly clock: () => number;
  readonly limits: WireLimits;
}

/** What one fetch is after. */
export interface Wanted {
  /** The `Accept` header. */
  readonly accept: string;
  isType(contentType: string | string[] | undefined): boolean;
  /** Takes any text in UTF-8, as the member `text` of the document that comes back; JSON where it is left out. */
  readonly asText?: true;
  /** Local actor that signs the requests. */
  readonly as?: string | undefined;
}

/** Where the last hop led, and what was there. */
interface Landed {
  readonly kind: 'landed';
  readonly url: string;
  readonly bytes: Uint8Array;
}

/**
 * One fetch with all its hops: they share a deadline, and no URL is visited twice. Every hop passes every check anew, and
 * a signature is seen by the origin that was asked for and by no other.
 */
export class Journey {
  readonly #parts: JourneyParts;
  readonly #wanted: Wanted;
  readonly #origin: string | undefined;
  readonly #until: number;
  readonly #visited = new Set<string>();

  constructor(parts: JourneyParts, start: string, wanted: Wanted) {
    this.#parts = parts;
    this.#wanted = wanted;
    this.#origin = canonicalOrigin(start);
    this.#until = performance.now() + parts.limits.requestDeadline;
  }

  /** Fetches a URL, following redirects; `url` of a document is where the last one led. */
  async follow(start: string): Promise<Fetched> {
    const landed = await this.land(start);
    if (landed.kind !== 'landed') return landed;
    const { url, bytes } = landed;
    if (this.#wanted.asText) return { kind: 'document', url, document: { text: new TextDecoder().decode(bytes) } };
    const parsed = parseJson(bytes, this.#parts.limits);
    return parsed.kind === 'object' ? { kind: 'document', url, document: parsed.value } : parsed;
  }

  /** The same, for the bytes alone. */
  async land(start: string): Promise<Landed | Undelivered> {
    const { rules, limits } = this.#parts;
    let text = start;
    for (let hop = 0; hop <= limits.redirects; hop++) {
      const destination = checkDestination(text, rules);
      if (destination.kind === 'refused') return destination;
      const { url } = destination;
      url.hash = '';
      if (this.#visited.has(url.href)) return refused('the url leads back to itself');
      this.#visited.add(url.href);
      const answer = await this.#get(url);
      if (answer.kind !== 'response') return withoutAnswer(answer, limits);
      const next = redirectTarget(answer.status, answer.headers, url);
      if (next === undefined) return await this.#read(url, answer);
      if (url.protocol === 'https:' && next.startsWith('http:')) return refused('a redirect leaves https');
      text = next;
    }
    return refused(`more than ${limits.redirects} redirects`);
  }

  async #get(url: URL): Promise<Exchanged> {
    const { pools, signer, userAgent, clock, limits } = this.#parts;
    const { accept, as } = this.#wanted;
    const signed = as !== undefined && canonicalOrigin(url) === this.#origin;
    const signature = signed ? await signer.signGet({ url: url.href, actorId: as, at: clock() }) : {};
    const deadline = this.#until - performance.now();
    if (deadline <= 0) return { kind: 'failed', reason: 'timeout' };
    const pool = pools.of(url.origin);
    if (!pool) return { kind: 'failed', reason: 'busy' };
    return await exchange(
      pool,
      {
        path: url.pathname + url.search,
        method: 'GET',
        headers: { accept, 'accept-encoding': acceptEncoding, 'user-agent': userAgent, ...signature },
      },
      { deadline, bodyBytes: limits.documentBytes, body: 'keep' },
    );
  }

  async #read(url: URL, { status, headers, body }: Exchanged & { kind: 'response' }): Promise<Landed | Undelivered> {
    const { limits } = this.#parts;
    if (status === 404 || status === 410) return { kind: 'gone', status };
    if (status === 429 || status >= 500) return unreachable(`status ${status}`);
    if (status !== 200) return refused(`answered ${status}`);
    if (!this.#wanted.isType(headers['content-type'])) return refused('the content type is not the one asked for');
    const decoded = await decodeBody(body, headers['content-encoding'], limits.documentBytes);
    return decoded.kind === 'refused' ? decoded : { kind: 'landed', url: url.href, bytes: decoded.bytes };
  }
}

/** Where a redirect leads; undefined for any other answer. What it leads to is checked like any URL. */
function redirectTarget(status: number, headers: IncomingHttpHeaders, base: URL): string | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || typeof headers.location !== 'string') return undefined;
  return URL.parse(headers.location, base.href)?.href ?? headers.location;
}

function withoutAnswer(answer: Exclude<Exchanged, { kind: 'response' }>, limits: WireLimits): Undelivered {
  if (answer.kind === 'too-large') return refused(`the document is larger than ${limits.documentBytes} bytes`);
  if (answer.reason === 'address-not-allowed') return refused('the address is not on the public internet');
  return unreachable(answer.reason);
}
