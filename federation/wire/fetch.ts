import { ExpiringMap } from './expiring-map.ts';
import { type Fetched, refused, unreachable, withoutFragment } from './fetched.ts';
import { Journey, type JourneyParts, type Wanted } from './journey.ts';
import { acceptActivity, isActivityType, isOneOf } from './media-type.ts';
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

export interface Fetcher {
  /**
   * Fetches an ActivityStreams document under every guard; its `id` is where it was served. What the network does comes
   * back as a value; rejects only where `as` can't sign.
   */
  fetchDocument(url: string, options?: FetchOptions): Promise<Fetched>;
  /** Fetches another kind of JSON (WebFinger, NodeInfo) under the same guards; nothing is asked of its `id`. */
  fetchJson(url: string, options: FetchJsonOptions): Promise<Fetched>;
  /** Fetches a text (a feed) under the same guards: it is the member `text` of the document. */
  fetchText(url: string, options: FetchJsonOptions): Promise<Fetched>;
}

/** The one way in which documents are fetched: a bounded number at once, each once at a time, failures from memory. */
export function createFetcher(parts: JourneyParts): Fetcher {
  return new GuardedFetcher(parts);
}

class GuardedFetcher implements Fetcher {
  readonly #parts: JourneyParts;
  readonly #slots: Slots;
  readonly #failed: ExpiringMap<Fetched>;
  readonly #underWay = new Map<string, Promise<Fetched>>();

  constructor(parts: JourneyParts) {
    this.#parts = parts;
    this.#slots = new Slots(parts.limits.fetchesWaiting);
    this.#failed = new ExpiringMap(parts.limits.negativeCacheEntries, parts.clock);
  }

  fetchDocument(url: string, { as, exact = false }: FetchOptions = {}): Promise<Fetched> {
    const wanted: Wanted = { accept: acceptActivity, isType: isActivityType, as };
    return this.#once(JSON.stringify([url, exact, as]), () =>
      fetchIdentified(withoutFragment(url), exact, new Journey(this.#parts, url, wanted)),
    );
  }

  fetchJson(url: string, { types }: FetchJsonOptions): Promise<Fetched> {
    const wanted: Wanted = { accept: types.join(', '), isType: (header) => isOneOf(header, types) };
    return this.#once(JSON.stringify([url, types]), () => new Journey(this.#parts, url, wanted).follow(url));
  }

  fetchText(url: string, { types }: FetchJsonOptions): Promise<Fetched> {
    const isType = (header: string | string[] | undefined): boolean => isOneOf(header, types);
    const wanted: Wanted = { accept: types.join(', '), isType, asText: true };
    return this.#once(JSON.stringify([url, types, 'text']), () => new Journey(this.#parts, url, wanted).follow(url));
  }

  /** The same fetch is made once at a time, and not again for a while after it failed. */
  #once(key: string, fetch: () => Promise<Fetched>): Promise<Fetched> {
    const failed = this.#failed.get(key);
    if (failed) return Promise.resolve(failed);
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const fetched = this.#inSlot(fetch).then((outcome) => {
      if (isLasting(outcome)) this.#failed.set(key, outcome, this.#parts.limits.negativeCacheTime);
      return outcome;
    });
    this.#underWay.set(key, fetched);
    return fetched.finally(() => this.#underWay.delete(key));
  }

  async #inSlot(fetch: () => Promise<Fetched>): Promise<Fetched> {
    if (!(await this.#slots.take(this.#parts.limits.fetches))) return unreachable('busy');
    try {
      return await fetch();
    } finally {
      this.#slots.give();
    }
  }
}

/**
 * A document is what the server of its `id` says it is, at that very address. One that names another id is only a hint
 * where to ask, once.
 */
async function fetchIdentified(asked: string, exact: boolean, journey: Journey): Promise<Fetched> {
  const first = await journey.follow(asked);
  if (first.kind !== 'document') return first;
  const { id } = first.document;
  if (typeof id !== 'string') return refused('the document has no id');
  if (isAtItsId(first, asked) && (!exact || id === asked)) return { ...first, url: id };
  if (exact) return refused('the document names another id than its url');
  const second = await journey.follow(id);
  if (second.kind !== 'document') return second;
  return isAtItsId(second, id)
    ? { ...second, url: String(second.document.id) }
    : refused('the document names another id than its url');
}

/** True where the document was served at its own id: as it was asked for, or as the URL reads in its one form. */
function isAtItsId(fetched: Fetched & { kind: 'document' }, asked: string): boolean {
  const { id } = fetched.document;
  return id === fetched.url || (id === asked && URL.parse(asked)?.href === fetched.url);
}

/** Our own lack of room says nothing about the other side. */
function isLasting(fetched: Fetched): boolean {
  if (fetched.kind === 'document') return false;
  return fetched.kind !== 'unreachable' || (fetched.reason !== 'busy' && fetched.reason !== 'closed');
}
