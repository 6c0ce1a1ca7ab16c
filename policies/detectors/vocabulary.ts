import { foldText } from '../text/fold.ts';

/** Where a word of a vocabulary stands, and which group of words it belongs to. */
export interface WordHit {
  readonly start: number;
  readonly end: number;
  readonly group: number;
}

/** Shorter words count only as whole words; longer ones begin a compound too, as in German. */
const shortestStem = 4;
/** What an underscore in a word stands for, if anything. */
const joint = /[ _\n-]/;
const slots = 4096;

interface Word {
  /** Up to the first joint, and the parts behind it. */
  readonly first: string;
  readonly rest: readonly string[];
  readonly whole: boolean;
  readonly group: number;
}

interface Look {
  /** Where the part that is looked at ends, and where it begins in the text. */
  readonly last: number;
  readonly offset: number;
  readonly take: (hit: WordHit) => boolean;
  readonly every: boolean;
}

const slotOf = (first: number, second: number): number => (first * 31 + second) & (slots - 1);
const isLetter = (unit: number): boolean => unit >= 97 && unit <= 122;

/**
 * Groups of words that are looked for in folded text, letter case aside, in one pass. A look at the first two letters
 * rules nearly every place out.
 */
export class Vocabulary {
  readonly #begins = new Uint8Array(slots);
  readonly #words = new Map<number, Word[]>();

  /** @param groups lines of words, parted by spaces; `_` stands for a space, a hyphen, an underscore or nothing */
  constructor(groups: readonly (readonly string[])[]) {
    for (const [group, lines] of groups.entries()) {
      for (const written of lines.flatMap((line) => line.split(' '))) {
        for (const folded of foldings(written)) {
          const [first = '', ...rest] = folded.split('_');
          this.#add({ first, rest, whole: first.length + rest.join('').length < shortestStem, group });
        }
      }
    }
  }

  /** Every word in a folded text from `from` to `to`, in order; where two begin at one place, one of each group. */
  hits(text: string, from = 0, to = text.length): WordHit[] {
    const found: WordHit[] = [];
    this.#each(text, from, to, (hit) => {
      found.push(hit);
      return false;
    });
    return found;
  }

  /** Every place of a folded text where a word stands, with the end of the shortest. */
  shortest(text: string): WordHit[] {
    const found: WordHit[] = [];
    const take = (hit: WordHit): boolean => {
      const last = found.at(-1);
      if (last?.start !== hit.start) found.push(hit);
      else if (hit.end < last.end) found[found.length - 1] = hit;
      return false;
    };
    this.#each(text, 0, text.length, take, true);
    return found;
  }

  /** Whether a word stands in a folded text from `from` to `to`. */
  occurs(text: string, from = 0, to = text.length): boolean {
    return this.#each(text, from, to, () => true);
  }

  /** Calls `take` for each hit until it answers true; answers whether it did. With `every`, also for shorter words. */
  #each(text: string, from: number, to: number, take: (hit: WordHit) => boolean, every = false): boolean {
    // One unit more on either side tells whether a word begins and ends there.
    const offset = Math.max(0, from - 1);
    const part = text.slice(offset, to + 1).toLowerCase();
    const last = Math.min(part.length, to - offset);
    let before = from > 0 ? part.charCodeAt(from - offset - 1) : 0;
    let unit = part.charCodeAt(from - offset);
    for (let at = from - offset; at < last; at++) {
      const after = part.charCodeAt(at + 1);
      const begins = !isLetter(unit) || !isLetter(before);
      if (begins && this.#begins[slotOf(unit, after)] === 1 && this.#at(part, at, { last, offset, take, every }))
        return true;
      before = unit;
      unit = after;
    }
    return false;
  }

  #at(part: string, at: number, { last, offset, take, every }: Look): boolean {
    const words = this.#words.get(part.charCodeAt(at) * 65_536 + part.charCodeAt(at + 1));
    if (words === undefined) return false;
    let group = -1;
    for (const word of words) {
      if (word.group === group && !every) continue;
      const end = endOf(word, part, at);
      if (end < 0 || end > last) continue;
      if (word.whole && isLetter(part.charCodeAt(end))) continue;
      group = word.group;
      if (take({ start: at + offset, end: end + offset, group })) return true;
    }
    return false;
  }

  #add(word: Word): void {
    const [first, second] = [word.first.charCodeAt(0), word.first.charCodeAt(1)];
    if (word.first.length < 2) throw new Error(`\`${word.first}\` is too short for a vocabulary`);
    this.#begins[slotOf(first, second)] = 1;
    const key = first * 65_536 + second;
    const row = [...(this.#words.get(key) ?? []), word];
    this.#words.set(
      key,
      row.sort((a, b) => a.group - b.group || lengthOf(b) - lengthOf(a)),
    );
  }
}

/** A capital may look like another letter than its small form does: each spelling folds by itself. */
const foldings = (word: string): Set<string> =>
  new Set(
    [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)].map((one) => foldText(one).toLowerCase()),
  );

const lengthOf = ({ first, rest }: Word): number => first.length + rest.join('').length;

/** Where a word that stands at `at` ends; -1 where it does not stand there. */
function endOf({ first, rest }: Word, text: string, at: number): number {
  if (!text.startsWith(first, at)) return -1;
  let end = at + first.length;
  for (const part of rest) {
    if (joint.test(text.charAt(end))) end++;
    if (!text.startsWith(part, end)) return -1;
    end += part.length;
  }
  return end;
}
