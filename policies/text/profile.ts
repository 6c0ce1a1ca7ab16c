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

const classes = new Uint8Array(128);
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

/** Reads the profile of a text in one pass. */
export function profileOf(text: string): Profile {
  let seen = 0;
  let ascii = true;
  let digits = 0;
  let longestToken = 0;
  let longestMixed = 0;
  let run = 0;
  let inner = 0;
  for (let index = 0; index <= text.length; index++) {
    const unit = index < text.length ? text.charCodeAt(index) : 0;
    let bits = 0;
    if (unit < 128) bits = classes[unit] ?? 0;
    else ascii = false;
    seen |= bits;
    digits += bits & digit;
    if ((bits & token) !== 0) {
      if (run++ > 0) inner |= bits;
    } else if (run !== 0) {
      if (run > longestToken) longestToken = run;
      if (run > longestMixed && isMixed(inner)) longestMixed = run;
      run = 0;
      inner = 0;
    }
  }
  return {
    ascii,
    digits,
    longestToken,
    longestMixed,
    hasAt: (seen & at) !== 0,
    hasEscape: (seen & escapeSign) !== 0,
    hasEquals: (seen & equals) !== 0,
    hasMarkup: (seen & markup) !== 0,
  };
}

/** A capital first letter is ordinary writing, so only what follows it counts. */
function isMixed(inner: number): boolean {
  if ((inner & upper) !== 0) return (inner & lower) !== 0 || (inner & digit) !== 0;
  return (inner & digit) !== 0 && (inner & lower) !== 0;
}
