import type { Releases, SealedRelease } from '../ports/index.ts';

/** A withdrawn release stops leaving within this time, in milliseconds. */
const freshForMs = 1000;
const capacity = 256;

/**
 * Sealed releases for the deliveries of one fan-out, which come one after the other: read once a second instead of once
 * per recipient.
 */
export class ReleaseCache {
  readonly #releases: Pick<Releases, 'byId'>;
  readonly #entries = new Map<string, { readonly at: number; readonly sealed: Promise<SealedRelease | undefined> }>();

  constructor(releases: Pick<Releases, 'byId'>) {
    this.#releases = releases;
  }

  /** Rejects with what the store throws; the next call asks again. */
  get(id: string): Promise<SealedRelease | undefined> {
    const now = performance.now();
    const known = this.#entries.get(id);
    if (known !== undefined && now - known.at < freshForMs) return known.sealed;
    const sealed = this.#read(id);
    this.#entries.delete(id);
    this.#entries.set(id, { at: now, sealed });
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > capacity && !oldest.done) this.#entries.delete(oldest.value);
    return sealed;
  }

  async #read(id: string): Promise<SealedRelease | undefined> {
    try {
      return await this.#releases.byId(id);
    } catch (error) {
      this.#entries.delete(id);
      throw error;
    }
  }
}
