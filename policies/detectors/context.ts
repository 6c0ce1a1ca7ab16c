import { foldText } from '../text/fold.ts';

/** How far from a match a context word counts, in UTF-16 code units of the folded text. */
export const contextWindow = 50;

/** Shorter words count only as whole words; longer ones begin a compound too, as in German. */
const shortestStem = 4;

/** Whether one of some words stands near a span of a text. */
export interface Context {
  /** Whether a word stands within `contextWindow` of the span. */
  near(text: string, start: number, end: number): boolean;
  /** Whether a word stands anywhere in the text. */
  anywhere(text: string): boolean;
}

/** Compiles context words, one line of them a language; letter case, marks and look-alikes don't matter. */
export function contextOf(...lines: readonly string[]): Context {
  const words = lines.flatMap((line) => line.split(' ')).map((word) => foldText(word).replaceAll('_', '[ _-]?'));
  const alternatives = words.map((word) => (word.length < shortestStem ? `${word}(?![a-z])` : word));
  const pattern = new RegExp(`(?<![a-z])(?:${alternatives.join('|')})`, 'i');
  return {
    anywhere: (text) => pattern.test(text),
    near: (text, start, end) =>
      pattern.test(`${text.slice(Math.max(0, start - contextWindow), start)}\n${text.slice(end, end + contextWindow)}`),
  };
}
