import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from '../../policies/index.ts';
import { acceptEncoding, decodeBody } from './content-encoding.ts';
import { checkDestination, type DestinationRules } from './destinations.ts';
import { type Exchanged, exchange, type UnreachableReason } from './exchange.ts';
import { ExpiringMap } from './expiring-map.ts';
import { parseJson } from './json.ts';
import type { WireLimits } from './limits.ts';
import { acceptActivity, isActivityType, isOneOf } from './media-type.ts';
import type { OriginPools } from './origin-pools.ts';
import { canonicalOrigin } from './origins.ts';
import type { Signer } from './sign.ts';
import { Slots } from './slots.ts';

export interface FetchOptions {
  /** Local actor that signs the request, for servers that answer only signed fetches. */
  readonly as?: string;
  /** Refuses a document whose `id` is not the very URL asked for, though a redirect or its own address would explain it. */
  readonly exact?: boolean;
}

export interface FetchJsonOptions {
  /** Media types that are accepted, without parameters, e.g. `application/jrd+json`. */
  readonly types: readonly string[];
}

export type Fetched =
  /** Of `fetchDocument`: `document.id` is `url`, and `url` is where it was served. */
  | { readonly kind: 'document'; readonly url: string; readonly document: JsonObject }
  /** 404 or 410. */
  | { readonly kind: 'gone'; readonly status: number }
  /** Not to be asked again as it is; `reason` is one line. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** May be there later. */
  | { readonly kind: 'unreachable'; readonly reason: UnreachableReason };

export interface Fetcher {
  fetchDocument(url: string, options?: FetchOptions): Promise<Fetched>;
  fetchJson(url: string, options: FetchJsonOptions): Promise<Fetched>;
}

export interface FetcherOptions {
  readonly rules: DestinationRules;
  readonly pools: OriginPools;
  readonly signer: Signer;
  readonly userAgent: string;
  readonly clock: () => number;
  readonly limits: WireLimits;
}

/** What one fetch is after. */
interface Wanted {
  readonly accept: string;
  isType(contentType: string | string[] | undefined): boolean;
  readonly as?: string | undefined;
}

/** The steps of one fetch share its deadline and the URLs it has been to. */
interface Journey {
  /** On the clock of `performance.now()`. */
  readonly until: number;
  /** The only origin that sees a signature. */
  readonly origin: string | undefined;
  readonly visited: Set<string>;
}

/** The one way in which documents are fetched. */
export function createFetcher(options: FetcherOptions): Fetcher {
  return new GuardedFetcher(options);
}

class GuardedFetcher implements Fetcher {
  readonly #options: FetcherOptions;
  readonly #slots: Slots;
  readonly #failed: ExpiringMap<Fetched>;
  readonly #underWay = new Map<string, Promise<Fetched>>();

  constructor(options: FetcherOptions) {
    this.#options = options;
    this.#slots = new Slots(options.limits.fetchesWaiting);
    this.#failed = new ExpiringMap(options.limits.negativeCacheEntries, options.clock);
  }

  fetchDocument(url: string, { as, exact = false }: FetchOptions = {}): Promise<Fetched> {
    const wanted = { accept: acceptActivity, isType: isActivityType, as };
    const fetch = (journey: Journey): Promise<Fetched> =>
      this.#identified(withoutFragment(url), exact, wanted, journey);
    return this.#once(JSON.stringify([url, exact, as]), url, fetch);
  }

  fetchJson(url: string, { types }: FetchJsonOptions): Promise<Fetched> {
    const wanted: Wanted = { accept: types.join(', '), isType: (header) => isOneOf(header, types) };
    return this.#once(JSON.stringify([url, types]), url, (journey) => this.#follow(url, wanted, journey));
  }

  /** The same fetch is made once at a time, and not again for a while after it failed. */
  #once(key: string, url: string, fetch: (journey: Journey) => Promise<Fetched>): Promise<Fetched> {
    const failed = this.#failed.get(key);
    if (failed) return Promise.resolve(failed);
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const fetched = this.#inSlot(url, fetch).then((outcome) => {
      if (isLasting(outcome)) this.#failed.set(key, outcome, this.#options.limits.negativeCacheTime);
      return outcome;
    });
    this.#underWay.set(key, fetched);
    return fetched.finally(() => this.#underWay.delete(key));
  }

  async #inSlot(url: string, fetch: (journey: Journey) => Promise<Fetched>): Promise<Fetched> {
    const { limits } = this.#options;
    if (!(await this.#slots.take(limits.fetches))) return unreachable('busy');
    try {
      const until = performance.now() + limits.requestDeadline;
      return await fetch({ until, origin: canonicalOrigin(url), visited: new Set() });
    } finally {
      this.#slots.give();
    }
  }

  /**
   * A document is what the server of its `id` says it is, at that very address. One that names another id is only a hint
   * where to ask, once.
   */
  async #identified(asked: string, exact: boolean, wanted: Wanted, journey: Journey): Promise<Fetched> {
    const first = await this.#follow(asked, wanted, journey);
    if (first.kind !== 'document') return first;
    const { id } = first.document;
    if (typeof id !== 'string') return refused('the document has no id');
    if (isAtItsId(first, asked) && (!exact || id === asked)) return { ...first, url: id };
    if (exact) return refused('the document names another id than its url');
    const second = await this.#follow(id, wanted, journey);
    if (second.kind !== 'document') return second;
    return isAtItsId(second, id)
      ? { ...second, url: String(second.document.id) }
      : refused('the document names another id than its url');
  }

  async #follow(start: string, wanted: Wanted, journey: Journey): Promise<Fetched> {
    let text = start;
    for (let hop = 0; hop <= this.#options.limits.redirects; hop++) {
      const destination = checkDestination(text, this.#options.rules);
      if (destination.kind === 'refused') return destination;
      const { url } = destination;
      url.hash = '';
      if (journey.visited.has(url.href)) return refused('the url leads back to itself');
      journey.visited.add(url.href);
      const signAs = canonicalOrigin(url) === journey.origin ? wanted.as : undefined;
      const answer = await this.#get(url, wanted.accept, signAs, journey);
      if (answer.kind !== 'response') return withoutAnswer(answer, this.#options.limits);
      const next = redirectTarget(answer.status, answer.headers, url);
      if (next === undefined) return await this.#read(url, answer, wanted);
      if (url.protocol === 'https:' && next.startsWith('http:')) return refused('a redirect leaves https');
      text = next;
    }
    return refused(`more than ${this.#options.limits.redirects} redirects`);
  }

  async #get(url: URL, accept: string, as: string | undefined, { until }: Journey): Promise<Exchanged> {
    const { pools, signer, userAgent, clock, limits } = this.#options;
    const signature = as === undefined ? {} : await signer.signGet({ url: url.href, actorId: as, at: clock() });
    const deadline = until - performance.now();
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

  async #read(url: URL, answer: Exchanged & { kind: 'response' }, wanted: Wanted): Promise<Fetched> {
    const { status, headers } = answer;
    if (status === 404 || status === 410) return { kind: 'gone', status };
    if (status === 429 || status >= 500) return unreachable(`status ${status}`);
    if (status !== 200) return refused(`answered ${status}`);
    if (!wanted.isType(headers['content-type'])) return refused('the content type is not the one asked for');
    const decoded = await decodeBody(answer.body, headers['content-encoding'], this.#options.limits.documentBytes);
    if (decoded.kind === 'refused') return decoded;
    const parsed = parseJson(decoded.bytes, this.#options.limits);
    return parsed.kind === 'object' ? { kind: 'document', url: url.href, document: parsed.value } : parsed;
  }
}

/** True where the document was served at its own id: as it was asked for, or as the URL reads in its one form. */
function isAtItsId(fetched: Fetched & { kind: 'document' }, asked: string): boolean {
  const { id } = fetched.document;
  return id === fetched.url || (id === asked && URL.parse(asked)?.href === fetched.url);
}

/** Where a redirect leads; undefined for any other answer. What it leads to is checked like any URL. */
function redirectTarget(status: number, headers: IncomingHttpHeaders, base: URL): string | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || typeof headers.location !== 'string') return undefined;
  return URL.parse(headers.location, base.href)?.href ?? headers.location;
}

function withoutAnswer(answer: Exclude<Exchanged, { kind: 'response' }>, limits: WireLimits): Fetched {
  if (answer.kind === 'too-large') return refused(`the document is larger than ${limits.documentBytes} bytes`);
  if (answer.reason === 'address-not-allowed') return refused('the address is not on the public internet');
  return unreachable(answer.reason);
}

/** Our own lack of room says nothing about the other side. */
function isLasting(fetched: Fetched): boolean {
  if (fetched.kind === 'document') return false;
  return fetched.kind !== 'unreachable' || (fetched.reason !== 'busy' && fetched.reason !== 'closed');
}

function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}

function refused(reason: string): Fetched {
  return { kind: 'refused', reason };
}

function unreachable(reason: UnreachableReason): Fetched {
  return { kind: 'unreachable', reason };
}
