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
  let seen = 0;
  let digits = 0;
  let longestToken = 0;
  let longestMixed = 0;
  let encodedRuns: number[] | undefined;
  let start = -1;
  let inner = 0;
  const length = text.length;
  for (let index = 0; index <= length; index++) {
    // One step past the end closes the last run.
    const bits = index < length ? (classes[text.charCodeAt(index)] ?? 0) : 0;
    seen |= bits;
    if ((bits & token) !== 0) {
      digits += bits & digit;
      if (start < 0) start = index;
      else inner |= bits;
      continue;
    }
    if (start < 0) continue;
    const run = index - start;
    const mixed = run > longestMixed || run >= shortestRun ? isMixed(inner) : false;
    if (run > longestToken) longestToken = run;
    if (mixed && run > longestMixed) longestMixed = run;
    if (run >= longRun || (mixed && run >= shortestRun)) {
      encodedRuns ??= [];
      encodedRuns.push(start, index);
    }
    start = -1;
    inner = 0;
  }
  return {
    ascii: (seen & beyondAscii) === 0,
    digits,
    longestToken,
    longestMixed,
    encodedRuns: encodedRuns ?? none,
    hasAt: (seen & at) !== 0,
    hasEscape: (seen & escapeSign) !== 0,
    hasEquals: (seen & equals) !== 0,
    hasMarkup: (seen & markup) !== 0,
  };
}

/** A capital first letter is ordinary writing, so only what follows it counts. */
function isMixed(inner: number): boolean {
  if ((inner & upper) !== 0) return (inner & (lower | digit)) !== 0;
  return (inner & digit) !== 0 && (inner & lower) !== 0;
}
