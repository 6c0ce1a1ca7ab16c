import type { IndexKey } from '../hashing/index-key.ts';
import type { Letters } from '../hashing/letters.ts';
import { SipHash } from '../hashing/siphash.ts';
import { gramLetters, surelyChosen, winnow } from './winnow.ts';

/** Half of what a copy that is surely chosen has left beside a gram: one side of it has as much. */
const beside = Math.ceil((surelyChosen - gramLetters) / 2);
/** Letters of one fingerprint: a shorter copy, which is most likely a turn of phrase, is not recognised. */
export const fingerprintLetters = gramLetters + beside;
/** Fewest different letters of a fingerprint that says anything: a ruler of dashes or a laugh doesn't. */
const fewestDifferent = 6;

/** The keyed hash of some letters in a row, and where among the letters of its text they begin. */
export interface Fingerprint {
  readonly hash: number;
  readonly start: number;
}

/**
 * Takes the fingerprints of texts; only under the same key do they compare. Each chosen gram gives two, one with the
 * letters in front of it and one with those behind, of which a copy has at least one.
 */
export class Fingerprinter {
  readonly #hash: SipHash;
  readonly #seed: number;

  constructor(key: IndexKey) {
    this.#hash = new SipHash(key.bytes);
    this.#hash.begin();
    this.#seed = this.#hash.digest() | 1;
  }

  /** The fingerprints by their place, rising. */
  fingerprints(letters: Letters): Fingerprint[] {
    const { units, length } = letters;
    const starts = new Set(winnow(letters, this.#seed).flatMap((start) => [start - beside, start]));
    const fingerprints: Fingerprint[] = [];
    for (const start of [...starts].sort((a, b) => a - b)) {
      const end = start + fingerprintLetters;
      if (start < 0 || end > length || !saysAnything(units, start, end)) continue;
      fingerprints.push({ hash: this.#hash.of(units, start, end), start });
    }
    return fingerprints;
  }
}

function saysAnything(units: Uint16Array, start: number, end: number): boolean {
  const different = new Set<number>();
  for (let at = start; at < end && different.size < fewestDifferent; at++) different.add(units[at] ?? 0);
  return different.size === fewestDifferent;
}
