/** What kinds of characters a text has: the cheap question before a costly search. */
export interface Profile {
  /** True where every unit is ASCII; the rest is then the profile of the folded text as well. */
  readonly ascii: boolean;
  /** Number of ASCII digits. */
  readonly digits: number;
  /** Length of the longest unbroken run of `A-Z a-z 0-9 + / - _`. */
  readonly longestToken: number;
  /** The same of runs that mix letter cases, or letters and digits, as encodings and passwords do. */
  readonly longestMixed: number;
  /** Start and end of the runs that may be encoded text, one pair after the other. */
  readonly encodedRuns: readonly number[];
  readonly hasAt: boolean;
  /** True where `%` or a backslash may begin an escape. */
  readonly hasEscape: boolean;
  readonly hasEquals: boolean;
  /** True where `<` or `&` may begin markup. */
  readonly hasMarkup: boolean;
}

const digit = 1;
const upper = 2;
const lower = 4;
const joiner = 8;
const token = digit | upper | lower | joiner;
const at = 16;
const escapeSign = 32;
const equals = 64;
const markup = 128;
const beyondAscii = 256;

const classes = new Uint16Array(65_536).fill(beyondAscii, 128);
const mark = (characters: string, bit: number): void => {
  for (const character of characters) classes[character.charCodeAt(0)] = bit;
};
mark('0123456789', digit);
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZ', upper);
mark('abcdefghijklmnopqrstuvwxyz', lower);
mark('+/-_', joiner);
mark('@', at);
mark('%\\', escapeSign);
mark('=', equals);
mark('<&', markup);

/** A run is worth decoding from here on, and from there on if it mixes characters. */
const longRun = 16;
const shortestRun = 8;
const none: readonly number[] = [];

/** Reads the profile of a text in one pass. */
export function profileOf(text: string): Profile {
  const runs = new Runs();
  let seen = 0;
  let digits = 0;
  /** Classes of a run's characters but the first, and 0 outside of runs, all ones inside. */
  let inner = 0;
  let inside = 0;
  let before = -1;
  for (let index = 0; index < text.length; index++) {
    const bits = classes[text.charCodeAt(index)] ?? 0;
    seen |= bits;
    if ((bits & token) !== 0) {
      inner |= bits & inside;
      inside = -1;
      digits += bits & digit;
      continue;
    }
    if (inside !== 0) runs.close(before + 1, index, inner);
    inside = 0;
    inner = 0;
    before = index;
  }
  if (inside !== 0) runs.close(before + 1, text.length, inner);
  return {
    ascii: (seen & beyondAscii) === 0,
    digits,
    longestToken: runs.longest,
    longestMixed: runs.longestMixed,
    encodedRuns: runs.encoded ?? none,
    hasAt: (seen & at) !== 0,
    hasEscape: (seen & escapeSign) !== 0,
    hasEquals: (seen & equals) !== 0,
    hasMarkup: (seen & markup) !== 0,
  };
}

/** What is worth knowing of a text's runs. */
class Runs {
  longest = 0;
  longestMixed = 0;
  encoded: number[] | undefined;

  /** @param inner classes of the run's characters but the first: a capital first letter is ordinary writing */
  close(start: number, end: number, inner: number): void {
    const length = end - start;
    if (length > this.longest) this.longest = length;
    const mixed = isMixed(inner);
    if (mixed && length > this.longestMixed) this.longestMixed = length;
    if (length < longRun && !(mixed && length >= shortestRun)) return;
    this.encoded ??= [];
    this.encoded.push(start, end);
  }
}

function isMixed(inner: number): boolean {
  if ((inner & upper) !== 0) return (inner & (lower | digit)) !== 0;
  return (inner & digit) !== 0 && (inner & lower) !== 0;
}
