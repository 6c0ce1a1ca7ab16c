import type { JsonObject } from '../../policies/index.ts';
import type { WireLimits } from '../limits.ts';
import { checkDestination, type DestinationRules } from './destinations.ts';
import { ExpiringMap } from './expiring-map.ts';
import type { Fetcher } from './fetch.ts';
import { type Fetched, withoutFragment } from './fetched.ts';
import { KeyCache } from './key-cache.ts';
import { KeyFetchBudget } from './key-fetch-budget.ts';
import { canonicalHost, sameOrigin } from './origins.ts';
import { isActor, type OwnedKey, ownedKey } from './owned-key.ts';
import type { RemoteActors } from './remote-actors.ts';

export interface KeyRingOptions {
  readonly actors: RemoteActors;
  readonly fetcher: Fetcher;
  readonly rules: DestinationRules;
  readonly clock: () => number;
  readonly limits: WireLimits;
  /** Local actor that signs the fetches of keys. */
  readonly fetchAs?: string | undefined;
}

export type Authentication =
  | { readonly kind: 'authenticated'; readonly owned: OwnedKey }
  | { readonly kind: 'refused'; readonly status: 401 | 503; readonly reason: string };

/** Answers whether this key made the signature in question. */
export type SignatureTest = (owned: OwnedKey) => boolean | Promise<boolean>;

const mismatch = 'the signature does not match the request and the key';

/** Finds the key a signature names, from the nearest place that has it, and asks the network as rarely as can be. */
export class KeyRing {
  readonly #options: KeyRingOptions;
  readonly #ready: KeyCache;
  readonly #budget: KeyFetchBudget;
  /** URLs whose document was fetched for a key a short while ago. */
  readonly #fetched: ExpiringMap<true>;

  constructor(options: KeyRingOptions) {
    const { limits, clock } = options;
    this.#options = options;
    this.#ready = new KeyCache(limits.keyEntries, limits.keyCharacters);
    this.#budget = new KeyFetchBudget(limits, clock);
    this.#fetched = new ExpiringMap(limits.negativeCacheEntries, clock);
  }

  /** Finds the owner of a key id and lets `test` judge the signature; a key that was rotated is fetched again, rarely. */
  async authenticate(keyId: string, test: SignatureTest): Promise<Authentication> {
    const ready = this.#ready.get(keyId);
    if (ready && this.#options.rules.federates(ready.host) && (await test(ready))) return this.#authenticated(ready);
    const destination = checkDestination(keyId, this.#options.rules);
    if (destination.kind === 'refused') return refused(`the key id can't be used: ${destination.reason}`);
    const stored = ready ? undefined : await this.#stored(keyId);
    if (stored && (await test(stored))) return this.#authenticated(stored);
    return await this.#afterFetch(keyId, test);
  }

  #authenticated(owned: OwnedKey): Authentication {
    this.#budget.prove(owned.host);
    return { kind: 'authenticated', owned };
  }

  async #stored(keyId: string): Promise<OwnedKey | undefined> {
    const url = withoutFragment(keyId);
    const actor = await this.#options.actors.get(url);
    if (actor?.id !== url) return undefined;
    const ownership = ownedKey(actor, keyId, this.#options.limits);
    if (ownership.kind === 'refused') return undefined;
    this.#ready.set(ownership.owned);
    return ownership.owned;
  }

  async #afterFetch(keyId: string, test: SignatureTest): Promise<Authentication> {
    const url = withoutFragment(keyId);
    if (this.#fetched.get(url)) return refused(mismatch);
    let outcome: Authentication = refused(mismatch);
    const hadRoom = await this.#budget.spend(canonicalHost(url) ?? url, async () => {
      if (this.#fetched.get(url)) {
        outcome = await this.#testReady(keyId, test);
        return 'nothing-fetched';
      }
      outcome = await this.#fetchAndTest(keyId, url, test);
      if (outcome.kind === 'authenticated') return 'verified';
      return outcome.status === 503 ? 'nothing-fetched' : 'wasted';
    });
    if (hadRoom) return outcome;
    return { kind: 'refused', status: 503, reason: 'too many key fetches from this host led nowhere; try again later' };
  }

  /** Another request with this key was first, and fetched it. */
  async #testReady(keyId: string, test: SignatureTest): Promise<Authentication> {
    const ready = this.#ready.get(keyId);
    return ready && (await test(ready)) ? this.#authenticated(ready) : refused(mismatch);
  }

  async #fetchAndTest(keyId: string, url: string, test: SignatureTest): Promise<Authentication> {
    const found = await this.#fetchActor(keyId, url);
    if (found.kind === 'refused') return found;
    this.#fetched.set(url, true, this.#options.limits.keyRefresh);
    const ownership = ownedKey(found.actor, keyId, this.#options.limits);
    if (ownership.kind === 'refused') return refused(ownership.reason);
    const { owned } = ownership;
    this.#ready.set(owned);
    if (!(await test(owned))) return refused(mismatch);
    // Only now: whoever can't sign must not decide what is stored here.
    const kept = await this.#options.actors.put(owned.actorId, owned.actor, this.#options.clock());
    return kept ? this.#authenticated(owned) : refused('the actor document is not readable');
  }

  /**
   * The actor document that a key id leads to. Where a document of its own describes the key, its `owner` is only a hint
   * which actor to ask.
   */
  async #fetchActor(keyId: string, url: string): Promise<FoundActor> {
    const { fetcher, fetchAs } = this.#options;
    const as = fetchAs === undefined ? {} : { as: fetchAs };
    const first = await fetcher.fetchDocument(url, as);
    if (first.kind !== 'document') return notFetched(first);
    if (isActor(first.document)) return { kind: 'found', actor: first.document };
    const { id, owner } = first.document;
    if (id !== keyId || typeof owner !== 'string' || !sameOrigin(owner, keyId)) {
      return refused('the key leads to no actor of its own origin');
    }
    const second = await fetcher.fetchDocument(owner, { ...as, exact: true });
    return second.kind === 'document' ? { kind: 'found', actor: second.document } : notFetched(second);
  }
}

type FoundActor = { readonly kind: 'found'; readonly actor: JsonObject } | (Authentication & { kind: 'refused' });

function notFetched(fetched: Exclude<Fetched, { kind: 'document' }>): Authentication & { kind: 'refused' } {
  if (fetched.kind === 'gone') return refused('the key is gone');
  if (fetched.reason === 'busy' || fetched.reason === 'closed') {
    return { kind: 'refused', status: 503, reason: 'no room to fetch the key; try again later' };
  }
  return refused(`the key was not fetched: ${fetched.reason}`);
}

function refused(reason: string): Authentication & { kind: 'refused' } {
  return { kind: 'refused', status: 401, reason };
}
