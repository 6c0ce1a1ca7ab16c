import { Vocabulary } from './vocabulary.ts';

/** How far from a match a context word counts, in UTF-16 code units of the folded text. */
export const contextWindow = 50;
const fewQuestions = 3;

/** Whether one of some words stands near a span of a text. */
export interface Context {
  /** Whether a word stands within `window` code units of the span. */
  near(text: string, start: number, end: number, window?: number): boolean;
  /** `near` for one text that is asked about again and again: from the fourth time on its words are known. */
  within(text: string): (start: number, end: number) => boolean;
  /** Whether a word stands anywhere in the text. */
  anywhere(text: string): boolean;
}

/** Compiles context words, one line of them a language; letter case, marks and look-alikes don't matter. */
export function contextOf(...lines: readonly string[]): Context {
  const words = new Vocabulary([lines]);
  const near = (text: string, start: number, end: number, window = contextWindow): boolean =>
    words.occurs(text, Math.max(0, start - window), start) ||
    words.occurs(text, end, Math.min(text.length, end + window));
  return {
    anywhere: (text) => words.occurs(text),
    near,
    within: (text) => {
      let questions = 0;
      let spots: WordSpots | undefined;
      return (start, end) => {
        if (++questions <= fewQuestions) return near(text, start, end);
        spots ??= new WordSpots(words, text);
        return spots.between(start - contextWindow, start) || spots.between(end, end + contextWindow);
      };
    },
  };
}

/** Where the words of a text stand: the shortest at each place. */
class WordSpots {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(words: Vocabulary, text: string) {
    for (const { start, end } of words.shortest(text)) {
      this.#starts.push(start);
      this.#ends.push(end);
    }
  }

  /** Whether a word stands between two offsets, with all its letters. */
  between(from: number, to: number): boolean {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    for (let at = low; (this.#starts[at] ?? to) < to; at++) if ((this.#ends[at] ?? 0) <= to) return true;
    return false;
  }
}
