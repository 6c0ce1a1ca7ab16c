import { foldText } from '../text/fold.ts';
import { isLetterAt } from './letters.ts';

/** A dictionary term, taken apart for matching. */
export interface Term {
  /** Its letters and digits, small and folded, without what stands between them. */
  readonly letters: string;
  /** 1 where a word of the term begins, by position in `letters`; the first is always 1. */
  readonly wordStarts: Uint8Array;
  /** Signs that belong to it before and behind its letters: `.NET`, `C++`. */
  readonly prefix: string;
  readonly suffix: string;
}

/** Letters of a text that may spell a term. */
export interface Spelling {
  /** The folded text. */
  readonly text: string;
  /** Offset of each letter of the term; they fall where it is read backwards. */
  readonly positions: readonly number[];
  /** Whether a stretch of the text stands in the field as it reads here: a plain space, no entity, no thin space. */
  isPlain(start: number, end: number): boolean;
}

/** Takes a term apart; undefined where it has neither letters nor digits. */
export function parseTerm(written: string): Term | undefined {
  const text = foldText(written.trim());
  let letters = '';
  const wordStarts: number[] = [];
  let first = -1;
  let last = -1;
  for (let at = 0; at < text.length; at++) {
    if (!isLetterAt(text, at)) continue;
    if (first < 0) first = at;
    wordStarts.push(last < 0 || at > last + 1 ? 1 : 0);
    last = at;
    letters += text.charAt(at);
  }
  if (first < 0) return undefined;
  return {
    letters: letters.toLowerCase(),
    wordStarts: Uint8Array.from(wordStarts),
    prefix: text.slice(0, first),
    suffix: text.slice(last + 1),
  };
}
