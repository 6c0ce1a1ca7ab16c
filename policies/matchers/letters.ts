/** What a character is to the shape of words. */
const separator = 0;
const small = 1;
const capital = 2;
const digit = 3;
/** A letter of a script that doesn't part words by spaces: a word may begin and end anywhere in it. */
const unspaced = 4;
const unknown = 255;

const unspacedScript = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

const kinds = new Uint8Array(65_536).fill(unknown);

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const kind = kinds[unit] ?? unknown;
  return kind === unknown ? learnKind(text, at, unit) : kind;
}

function learnKind(text: string, at: number, unit: number): number {
  const isHalf = unit >= 0xd800 && unit <= 0xdfff;
  const isLowHalf = unit >= 0xdc00 && unit <= 0xdfff && at > 0;
  const kind = kindOf(String.fromCodePoint(text.codePointAt(isLowHalf ? at - 1 : at) ?? unit));
  // Half a surrogate pair says nothing by itself.
  if (!isHalf) kinds[unit] = kind;
  return kind;
}

function kindOf(character: string): number {
  if (!/^[\p{L}\p{N}]/u.test(character)) return separator;
  if (unspacedScript.test(character)) return unspaced;
  if (/^\p{N}/u.test(character)) return digit;
  return /^\p{Lu}/u.test(character) ? capital : small;
}

/** Whether the character at an offset is a letter or digit; half a surrogate pair is what the pair is. */
export const isLetterAt = (text: string, at: number): boolean => kindAt(text, at) !== separator;

/** Whether the character at an offset is a letter, but no capital. */
export const isSmallAt = (text: string, at: number): boolean => kindAt(text, at) === small;

/**
 * Whether a word may begin with the letter at `at`: after anything that is no letter, at a hump of camel case
 * (`blueHeron`, `XMLHeron`), where letters and digits meet.
 */
export function beginsWord(text: string, at: number): boolean {
  if (at === 0) return true;
  const kind = kindAt(text, at);
  const before = kindAt(text, at - 1);
  if (kind === small) return before !== small && before !== capital;
  if (before === separator || kind === unspaced || (kind === digit) !== (before === digit)) return true;
  return kind === capital && (before !== capital || startsSmall(text, at + 1));
}

/** Whether a word may end with the letter at `at`. */
export function endsWord(text: string, at: number): boolean {
  if (at + 1 >= text.length) return true;
  const kind = kindAt(text, at);
  const next = kindAt(text, at + 1);
  if (next === small) return kind !== small && kind !== capital;
  if (next === separator || kind === unspaced || next === unspaced) return true;
  if ((kind === digit) !== (next === digit)) return true;
  return next === capital && (kind !== capital || startsSmall(text, at + 2));
}

const startsSmall = (text: string, at: number): boolean => at < text.length && isSmallAt(text, at);

/** Digits and signs that stand for letters, and the letters they stand for. */
const substitutes = new Map<string, string>([
  ['0', 'o'],
  ['1', 'il'],
  ['2', 'z'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['6', 'gb'],
  ['7', 'tl'],
  ['8', 'b'],
  ['9', 'g'],
  ['@', 'a'],
  ['$', 's'],
  ['!', 'il'],
  ['|', 'il'],
  ['+', 't'],
  ['(', 'c'],
  // A capital i and a small L are one stroke.
  ['I', 'l'],
]);

/** Whether `written` may stand for the small letter `meant`. */
export const standsFor = (written: string, meant: string): boolean =>
  substitutes.get(written)?.includes(meant) ?? false;

/** Letters that one sign may stand for share one: `i`, `l`, `1` and `t` through `7`; `b`, `g` through `6`. */
const merged = new Map<string, string>([
  ['0', 'o'],
  ['1', 'l'],
  ['2', 'z'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['6', 'g'],
  ['7', 'l'],
  ['8', 'g'],
  ['9', 'g'],
  ['i', 'l'],
  ['t', 'l'],
  ['b', 'g'],
  ['@', 'a'],
  ['$', 's'],
  ['!', 'l'],
  ['|', 'l'],
  ['+', 'l'],
  ['(', 'c'],
]);

/** The letter that stands for all that may be written for it; what it finds must be compared letter by letter. */
export function mergedLetter(character: string): string {
  const small = character.toLowerCase();
  return merged.get(small) ?? small;
}

/** Signs that stand for letters only inside words. */
export const letterSigns = '@$!|+(';

/** A sign inside or beside a word, where it may stand for a letter. */
const signInWord = /[@$!|+(][a-z0-9]|[$|+](?![a-z0-9])/i;

/** Whether reading signs as letters could find something. */
export const hasSignsInWords = (text: string): boolean => signInWord.test(text);
