import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';
import type { TextView } from '../text/text-view.ts';
import { isLetterAt } from './letters.ts';
import type { Term } from './term.ts';

/** Fewest letters of a term that is recognised with a slip: a shorter one is too near to other words. */
export const shortestWithSlip = 8;
/** A slip is a guess: it is in the medium band. */
const confidence = 80;
/** Most words of a text that are read as one term, and most signs between two of them. */
const mostWords = 4;
const widestGap = 2;

interface Word {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds long terms written with one slip: a letter wrong, missing, too many, or two swapped. Two spellings that are
 * one slip apart become the same when a letter is left out of each at the right place (symmetric deletion), so every
 * term is filed under each of its spellings that lack one letter. Memory and time are linear in letters.
 */
export class SlipIndex {
  readonly #name: string;
  readonly #terms: readonly string[];
  readonly #lengths = new Set<number>();
  /** Chained hash table: first entry of a slot, and of each entry its hash, its term and the next entry. */
  readonly #heads: Int32Array;
  readonly #hashes: Int32Array;
  readonly #owners: Int32Array;
  readonly #next: Int32Array;
  #size = 0;

  constructor(name: string, terms: readonly Term[]) {
    const long = terms.filter(({ letters }) => letters.length >= shortestWithSlip);
    const entries = long.reduce((sum, { letters }) => sum + letters.length + 1, 0);
    this.#name = name;
    this.#terms = long.map(({ letters }) => letters);
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(entries + 2))).fill(-1);
    this.#hashes = new Int32Array(entries);
    this.#owners = new Int32Array(entries);
    this.#next = new Int32Array(entries);
    for (const [owner, letters] of this.#terms.entries()) {
      for (const near of [-1, 0, 1]) this.#lengths.add(letters.length + near);
      for (const hash of spellingHashes(letters)) this.#file(hash, owner);
    }
  }

  find({ views }: InspectedText): Match[] {
    return this.#terms.length === 0 ? [] : views.flatMap(({ folded }) => this.#findIn(folded));
  }

  #findIn(view: TextView): Match[] {
    const { text } = view;
    const words = wordsOf(text);
    const matches: Match[] = [];
    for (const [index, first] of words.entries()) {
      let letters = '';
      let end = first.start;
      for (const word of words.slice(index, index + mostWords)) {
        if (word.start - end > widestGap) break;
        letters += text.slice(word.start, word.end).toLowerCase();
        end = word.end;
        if (!this.#lengths.has(letters.length) || !this.#isSlip(letters)) continue;
        matches.push({ entity: 'term', scheme: this.#name, ...view.span(first.start, end), confidence });
      }
    }
    return matches;
  }

  #isSlip(letters: string): boolean {
    for (const hash of spellingHashes(letters)) {
      for (let entry = this.#heads[this.#slot(hash)] ?? -1; entry >= 0; entry = this.#next[entry] ?? -1) {
        const term = this.#terms[this.#owners[entry] ?? -1];
        if (this.#hashes[entry] === hash && term !== undefined && isOneSlip(letters, term)) return true;
      }
    }
    return false;
  }

  #file(hash: number, owner: number): void {
    const slot = this.#slot(hash);
    const entry = this.#size++;
    this.#hashes[entry] = hash;
    this.#owners[entry] = owner;
    this.#next[entry] = this.#heads[slot] ?? -1;
    this.#heads[slot] = entry;
  }

  #slot(hash: number): number {
    return (hash ^ (hash >>> 15)) & (this.#heads.length - 1);
  }
}

const factor = 0x01000193;

/** Hashes of a word and of everything that one letter less makes of it, each in constant time from its neighbours. */
function spellingHashes(word: string): Set<number> {
  const { length } = word;
  // Of the polynomial Σ unit · factor^(length - 1 - position), all that stands before and behind each position.
  let behind = 0;
  let power = 1;
  const tails: number[] = new Array(length);
  const powers: number[] = new Array(length);
  for (let at = length - 1; at >= 0; at--) {
    tails[at] = behind;
    powers[at] = power;
    behind = (behind + Math.imul(word.charCodeAt(at), power)) | 0;
    power = Math.imul(power, factor);
  }
  const hashes = new Set([behind]);
  let before = 0;
  for (let at = 0; at < length; at++) {
    hashes.add((Math.imul(before, powers[at] ?? 1) + (tails[at] ?? 0)) | 0);
    before = (Math.imul(before, factor) + word.charCodeAt(at)) | 0;
  }
  return hashes;
}

/** Whether two words are exactly one letter or one swap of neighbours apart. */
function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  if (left.length < 2 && right.length < 2) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const inside = at < text.length && isLetterAt(text, at);
    if (inside && start < 0) start = at;
    if (inside || start < 0) continue;
    words.push({ start, end: at });
    start = -1;
  }
  return words;
}
