import { confusablesMap } from 'confusables';

/** Longest text one code point may fold to: `U+FDFA` alone would grow eighteenfold. */
const longestFold = 4;

const mark = /\p{M}/gu;
const nothing = /^[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]$/u;
const decimalDigit = /^\p{Nd}$/u;
const lowerCase = /^\p{Ll}$/u;
const upperCase = /^\p{Lu}$/u;
const dash = /^\p{Pd}$/u;
const space = /^\p{Zs}$/u;
const lineBreak = /^[\t\n\v\f\r\u0085\u2028\u2029]$/;

/** What neither compatibility decomposition nor the confusables table folds as a reader would. */
const special = new Map<string, string>([
  // Blank to the eye, though letters or symbols to Unicode.
  ['\u2800', ' '],
  ['\u3164', ' '],
  ['\uffa0', ' '],
  ['ß', 'ss'],
  ['ẞ', 'SS'],
  ['ε', 'e'],
  ['ι', 'i'],
  ['μ', 'u'],
  ['ς', 's'],
  ['Λ', 'A'],
  // The table takes the capital I of other alphabets for a small l.
  ['\u0399', 'I'],
  ['\u0406', 'I'],
  ['\u04c0', 'I'],
  ['ꜰ', 'f'],
  ['ꞯ', 'q'],
  ['ꟸ', 'h'],
  ['\u2212', '-'],
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['·', '.'],
  ['•', '.'],
  ['∙', '.'],
  ['‧', '.'],
  ['。', '.'],
  ['、', ','],
  ['∕', '/'],
  ['⁄', '/'],
  ['∶', ':'],
]);

/** Digits in circles that have no decomposition: first code point, first digit, how many. */
const circledDigits: readonly (readonly [number, number, number])[] = [
  [0x2776, 1, 9],
  [0x2780, 1, 9],
  [0x278a, 1, 9],
  [0x24f5, 1, 9],
  [0x24ff, 0, 1],
];

const folds = new Map<number, string>();

/**
 * What a code point outside ASCII reads as: ASCII where it looks like it, nothing where it is invisible, itself
 * otherwise. Letter case is kept, since it marks word starts.
 */
export function foldCodePoint(codePoint: number): string {
  let known = folds.get(codePoint);
  if (known === undefined) {
    known = compute(codePoint);
    folds.set(codePoint, known);
  }
  return known;
}

/** Whether a code point combines with the one before it. */
export const isMark = (codePoint: number): boolean => /^\p{M}$/u.test(String.fromCodePoint(codePoint));

function compute(codePoint: number): string {
  const point = String.fromCodePoint(codePoint);
  const named = special.get(point);
  if (named !== undefined) return named;
  if (lineBreak.test(point)) return '\n';
  if (nothing.test(point)) return '';
  if (decimalDigit.test(point)) return String(digitValue(codePoint));
  for (const [first, digit, count] of circledDigits) {
    if (codePoint >= first && codePoint < first + count) return String(digit + codePoint - first);
  }
  if (dash.test(point)) return '-';
  if (space.test(point)) return ' ';
  return lookAlike(point).slice(0, longestFold);
}

function lookAlike(point: string): string {
  let folded = '';
  for (const part of point.normalize('NFKD').replace(mark, '').normalize('NFC')) {
    folded += part < '\x80' ? part : (confusablesMap.get(part) ?? special.get(part) ?? part);
  }
  if (lowerCase.test(point)) return folded.toLowerCase();
  return upperCase.test(point) ? folded.toUpperCase() : folded;
}

/** Decimal digits stand in rows of ten from zero on (Unicode Standard, 4.6). */
function digitValue(codePoint: number): number {
  let first = codePoint;
  while (decimalDigit.test(String.fromCodePoint(first - 1))) first--;
  return (codePoint - first) % 10;
}
