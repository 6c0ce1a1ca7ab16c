import type { IndexKey } from '../hashing/index-key.ts';
import type { Letters } from '../hashing/letters.ts';
import { SipHash } from '../hashing/siphash.ts';
import { gramLetters, winnow } from './winnow.ts';

/** Fewest different letters of a gram that says anything: a ruler of dashes or a laugh doesn't. */
const fewestDifferent = 6;

/** The keyed hash of 25 letters, and where among the letters of its text they begin. */
export interface Fingerprint {
  readonly hash: number;
  readonly start: number;
}

/** Takes the fingerprints of texts; only under the same key do they compare. */
export class Fingerprinter {
  readonly #hash: SipHash;
  readonly #seed: number;

  constructor(key: IndexKey) {
    this.#hash = new SipHash(key.bytes);
    this.#hash.begin();
    this.#seed = this.#hash.digest() | 1;
  }

  fingerprints(letters: Letters): Fingerprint[] {
    return winnow(letters, this.#seed).flatMap((start) => {
      const gram = letters.units.subarray(start, start + gramLetters);
      return new Set(gram).size < fewestDifferent ? [] : { hash: this.#hash.of(gram, 0, gram.length), start };
    });
  }
}
