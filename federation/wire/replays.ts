import { hash } from 'node:crypto';

/** Signatures that verified, so that a second coming is recognised. Holds the latest ones up to a number. */
export class Replays {
  readonly #seen = new Set<string>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Remembers a signature; `true` where it was here before. */
  isRepeated(signature: Uint8Array): boolean {
    const digest = hash('sha256', signature, 'base64');
    if (this.#seen.has(digest)) return true;
    this.#seen.add(digest);
    if (this.#seen.size > this.#limit) {
      const [oldest] = this.#seen;
      if (oldest !== undefined) this.#seen.delete(oldest);
    }
    return false;
  }
}
