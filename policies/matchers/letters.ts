/** Scripts that don't part words by spaces: a word may begin and end anywhere in them. */
const unspaced = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const letterOrDigit = /^[\p{L}\p{N}]/u;

const known = new Map<number, boolean>();

/** Whether the character at an offset is a letter or digit; half a surrogate pair is where the pair is. */
export function isLetterAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 128) return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
  const codePoint = codePointAround(text, at, unit);
  let is = known.get(codePoint);
  if (is === undefined) {
    is = letterOrDigit.test(String.fromCodePoint(codePoint));
    known.set(codePoint, is);
  }
  return is;
}

/** Whether the character at an offset belongs to a script without spaces. */
export const isUnspacedAt = (text: string, at: number): boolean =>
  text.charCodeAt(at) > 127 && unspaced.test(String.fromCodePoint(codePointAround(text, at, text.charCodeAt(at))));

function codePointAround(text: string, at: number, unit: number): number {
  const isLowHalf = unit >= 0xdc00 && unit <= 0xdfff && at > 0;
  return text.codePointAt(isLowHalf ? at - 1 : at) ?? unit;
}

const digitAt = (text: string, at: number): boolean => /[0-9]/.test(text.charAt(at));
const lowerAt = (text: string, at: number): boolean => /\p{Ll}/u.test(text.charAt(at));
const upperAt = (text: string, at: number): boolean => /\p{Lu}/u.test(text.charAt(at));

/**
 * Whether a word may begin at `at`, given that a letter stands there: after anything that is no letter, at a hump of
 * camel case (`blueHeron`, `XMLHeron`), where digits turn to letters.
 */
export function beginsWord(text: string, at: number): boolean {
  if (at === 0 || !isLetterAt(text, at - 1) || isUnspacedAt(text, at)) return true;
  if (digitAt(text, at - 1) !== digitAt(text, at)) return true;
  return upperAt(text, at) && (!upperAt(text, at - 1) || lowerAt(text, at + 1));
}

/** Whether a word may end with the letter at `at`. */
export function endsWord(text: string, at: number): boolean {
  const next = at + 1;
  if (next >= text.length || !isLetterAt(text, next) || isUnspacedAt(text, at)) return true;
  if (digitAt(text, at) !== digitAt(text, next)) return true;
  return upperAt(text, next) && (!upperAt(text, at) || lowerAt(text, next + 1));
}

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
export const hasLetterSigns = (text: string): boolean => signInWord.test(text);
