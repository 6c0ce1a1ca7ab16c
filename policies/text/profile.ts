/** What kinds of characters a text has: the cheap question before a costly search. */
export interface Profile {
  /** True where every unit is ASCII and visible; the text then folds to itself. */
  readonly ascii: boolean;
  /** Number of ASCII digits. */
  readonly digits: number;
  /** Length of the longest unbroken run of `A-Z a-z 0-9 + / - _`; 0 where none is longer than five. */
  readonly longestToken: number;
  /** The same of runs that mix letter cases, or letters and digits, as encodings and passwords do. */
  readonly longestMixed: number;
  /** Start and end of the runs that may be encoded text, one pair after the other. */
  readonly encodedRuns: readonly number[];
  readonly hasAt: boolean;
  /** True where there is one of `@ $ ! | + (`, which may stand for letters. */
  readonly hasLetterSigns: boolean;
  /** True where `%` or a backslash may begin an escape. */
  readonly hasEscape: boolean;
  readonly hasEquals: boolean;
  /** True where `*`, a backtick or `~`, or two underscores may mark emphasis. */
  readonly hasEmphasis: boolean;
  /** Number of letters, digits and joiners that stand alone between others. */
  readonly singles: number;
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
const unplain = 256;
const letterSign = 512;
const emphasis = 1024;

const classes = new Uint16Array(65_536).fill(unplain, 128);
const mark = (characters: string, bit: number): void => {
  for (const character of characters) {
    const unit = character.charCodeAt(0);
    classes[unit] = (classes[unit] ?? 0) | bit;
  }
};
for (let unit = 0; unit < 32; unit++) classes[unit] = unplain;
classes[127] = unplain;
for (const unit of [9, 10, 13, 31]) classes[unit] = 0;
mark('0123456789', digit);
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZ', upper);
mark('abcdefghijklmnopqrstuvwxyz', lower);
mark('+/-_', joiner);
mark('@', at);
mark('@$!|+(', letterSign);
mark('%\\', escapeSign);
mark('=', equals);
mark('*`~', emphasis);
mark('<&', markup);

/** Shorter runs are no password and no encoding, whatever they are made of. */
const shortestMixed = 6;
/** A run is worth decoding from here on, and from there on if it mixes characters. */
const longRun = 16;
const shortestRun = 8;
const none: readonly number[] = [];

/** Reads the profile of a text in one pass. */
export function profileOf(text: string): Profile {
  const runs = new Runs(text);
  let seen = 0;
  let run = 0;
  let before = -1;
  let singles = 0;
  // One step past the end closes the last run.
  for (let index = 0; index <= text.length; index++) {
    const bits = index < text.length ? (classes[text.charCodeAt(index)] ?? 0) : 0;
    seen |= bits;
    if ((bits & token) !== 0) {
      run |= bits;
      continue;
    }
    if (index - before > shortestMixed) runs.close(before + 1, index, run);
    else if (index - before === 2) singles++;
    run = 0;
    before = index;
  }
  return {
    ascii: (seen & unplain) === 0,
    digits: (seen & digit) === 0 ? 0 : countDigits(text),
    longestToken: runs.longest,
    longestMixed: runs.longestMixed,
    encodedRuns: runs.encoded ?? none,
    hasAt: (seen & at) !== 0,
    hasLetterSigns: (seen & letterSign) !== 0,
    hasEscape: (seen & escapeSign) !== 0,
    hasEquals: (seen & equals) !== 0,
    hasEmphasis: (seen & emphasis) !== 0 || text.includes('__'),
    singles,
    hasMarkup: (seen & markup) !== 0,
  };
}

function countDigits(text: string): number {
  let digits = 0;
  for (let index = 0; index < text.length; index++) digits += (classes[text.charCodeAt(index)] ?? 0) & digit;
  return digits;
}

/** What is worth knowing of a text's runs. */
class Runs {
  longest = 0;
  longestMixed = 0;
  encoded: number[] | undefined;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** @param bits classes of the run's characters */
  close(start: number, end: number, bits: number): void {
    const length = end - start;
    if (length > this.longest) this.longest = length;
    const mixed = (bits & (digit | upper)) !== 0 && this.#isMixed(start, end);
    if (mixed && length > this.longestMixed) this.longestMixed = length;
    if (length < longRun && !(mixed && length >= shortestRun)) return;
    this.encoded ??= [];
    this.encoded.push(start, end);
  }

  /** Whether a run mixes letter cases, or letters and digits; a capital first letter is ordinary writing. */
  #isMixed(start: number, end: number): boolean {
    let inner = 0;
    for (let index = start + 1; index < end; index++) inner |= classes[this.#text.charCodeAt(index)] ?? 0;
    if ((inner & upper) !== 0) return (inner & (lower | digit)) !== 0;
    return (inner & digit) !== 0 && (inner & lower) !== 0;
  }
}
