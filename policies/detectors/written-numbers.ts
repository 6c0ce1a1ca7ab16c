import { separators } from './separators.ts';

/** A stretch of text that is written like a number of some kind, and how it is written. */
export interface WrittenNumber {
  readonly start: number;
  readonly end: number;
  /** `d3-d2-d4`: three digits, a dash, two digits …; `a` stands for letters, `~` for unusual separators. */
  readonly form: string;
}

const mostWords = 20;
/** Longer words are no part of a number that people are given. */
const longestWord = 24;
const widestGap = 6;
const usual = /^[ .\-/+]$/;

interface Word {
  readonly start: number;
  readonly end: number;
  readonly form: string;
}

/**
 * Calls `take` for every row of neighbouring words that has digits and is written in a form of interest.
 *
 * @param goesOn whether a form, or one that begins like it, is of interest
 */
export function eachWrittenNumber(
  text: string,
  goesOn: (form: string, start: number) => boolean,
  take: (number: WrittenNumber) => void,
): void {
  const words = numberWords(text);
  for (const [first, { start }] of words.entries()) {
    let form = '';
    let previous: Word | undefined;
    for (let at = first; at < words.length && at < first + mostWords; at++) {
      const word = words[at];
      if (word === undefined) break;
      const gap = previous === undefined ? '' : gapBetween(text, previous.end, word.start);
      if (gap === undefined) break;
      form += gap + word.form;
      if (!goesOn(form, start)) break;
      previous = word;
      take({ start, end: word.end, form });
    }
  }
}

/** A form without separators, neighbours of a kind taken together: `d3-d2-d4` is `d9`. */
export function compactForm(form: string): string {
  let closed = '';
  let kind = '';
  let length = 0;
  for (const [, next = '', count] of form.matchAll(/([ad])(\d+)/g)) {
    if (next !== kind) {
      closed += kind === '' ? '' : kind + length;
      kind = next;
      length = 0;
    }
    length += Number(count);
  }
  return closed + kind + length;
}

/** What parts two words of one number, as forms have it; undefined where something else stands between them. */
function gapBetween(text: string, start: number, end: number): string | undefined {
  if (end - start > widestGap) return undefined;
  const gap = text.slice(start, end);
  if (usual.test(gap)) return gap;
  if (!separators.test(gap)) return undefined;
  const sign = gap.trim() || ' ';
  return usual.test(sign) ? sign : '~';
}

/** Words that have a digit, and words of up to three letters that stand beside one. */
function numberWords(text: string): Word[] {
  const words: Word[] = [];
  let reached = 0;
  for (let digit = nextDigit(text, 0); digit < text.length; digit = nextDigit(text, reached)) {
    let start = digit;
    while (start > reached && isAlphanumeric(text.charCodeAt(start - 1))) start--;
    let end = digit + 1;
    while (end < text.length && isAlphanumeric(text.charCodeAt(end))) end++;
    const from = reached;
    reached = end;
    if (end - start > longestWord) continue;
    const before = isLetter(text.charCodeAt(start - 2))
      ? lettersBefore.exec(text.slice(Math.max(from, start - 5), start))?.[1]
      : undefined;
    if (before !== undefined) words.push(wordOf(text, start - 1 - before.length, start - 1));
    words.push(wordOf(text, start, end));
    const after = isLetter(text.charCodeAt(end + 1)) ? lettersAfter.exec(text.slice(end, end + 5))?.[1] : undefined;
    if (after === undefined) continue;
    words.push(wordOf(text, end + 1, end + 1 + after.length));
    reached = end + 1 + after.length;
  }
  return words;
}

const lettersBefore = /(?:^|[^A-Za-z0-9])([A-Za-z]{1,3})[ .-]$/;
const lettersAfter = /^[ .-]([A-Za-z]{1,3})(?![A-Za-z0-9])/;

function nextDigit(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (isDigit(text.charCodeAt(at))) return at;
  return text.length;
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
const isLetter = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);
const isAlphanumeric = (unit: number): boolean => isDigit(unit) || isLetter(unit);

function wordOf(text: string, start: number, end: number): Word {
  let form = '';
  for (let at = start; at < end; ) {
    const digits = isDigit(text.charCodeAt(at));
    const from = at;
    while (at < end && isDigit(text.charCodeAt(at)) === digits) at++;
    form += (digits ? 'd' : 'a') + (at - from);
  }
  return { start, end, form };
}
