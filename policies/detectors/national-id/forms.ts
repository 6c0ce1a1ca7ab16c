/** A stretch of text that is written like a number of some kind, and how it is written. */
export interface WrittenNumber {
  readonly start: number;
  readonly end: number;
  /** `d3-d2-d4`: three digits, a dash, two digits …; `a` stands for letters. */
  readonly form: string;
}

const mostWords = 8;
const separator = /^[ .\-/+]$/;

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
  goesOn: (form: string) => boolean,
  take: (number: WrittenNumber) => void,
): void {
  const words = numberWords(text);
  for (let first = 0; first < words.length; first++) {
    let form = '';
    let previous: Word | undefined;
    for (const word of words.slice(first, first + mostWords)) {
      if (previous !== undefined) {
        const gap = text.slice(previous.end, word.start);
        if (!separator.test(gap)) break;
        form += gap;
      }
      form += word.form;
      if (!goesOn(form)) break;
      previous = word;
      take({ start: words[first]?.start ?? 0, end: word.end, form });
    }
  }
}

/** Words that have a digit, and words of up to two letters that stand beside one. */
function numberWords(text: string): Word[] {
  const words: Word[] = [];
  for (const found of text.matchAll(/[A-Za-z0-9]*[0-9][A-Za-z0-9]*/g)) {
    const start = found.index;
    const end = start + found[0].length;
    const before = letter.test(text.charAt(start - 2))
      ? lettersBefore.exec(text.slice(Math.max(0, start - 4), start))?.[0]
      : undefined;
    if (before !== undefined)
      words.push({ start: start - 1 - before.length, end: start - 1, form: `a${before.length}` });
    words.push({ start, end, form: formOf(found[0]) });
    const after = letter.test(text.charAt(end + 1)) ? lettersAfter.exec(text.slice(end, end + 4))?.[1] : undefined;
    if (after !== undefined) words.push({ start: end + 1, end: end + 1 + after.length, form: `a${after.length}` });
  }
  return words;
}

const letter = /[A-Za-z]/;
const lettersBefore = /(?<![A-Za-z0-9])[A-Za-z]{1,2}(?= $)/;
const lettersAfter = /^[ -]([A-Za-z]{1,2})(?![A-Za-z0-9])/;

function formOf(word: string): string {
  if (!letter.test(word)) return `d${word.length}`;
  return word.replace(/[0-9]+|[A-Za-z]+/g, (run) => (run < 'A' ? 'd' : 'a') + run.length);
}
