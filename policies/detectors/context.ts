import { Vocabulary } from './vocabulary.ts';

/** How far from a match a context word counts, in UTF-16 code units of the folded text. */
export const contextWindow = 50;

/** Whether one of some words stands near a span of a text. */
export interface Context {
  /** Whether a word stands within `window` code units of the span. */
  near(text: string, start: number, end: number, window?: number): boolean;
  /** Whether a word stands anywhere in the text. */
  anywhere(text: string): boolean;
}

/** Compiles context words, one line of them a language; letter case, marks and look-alikes don't matter. */
export function contextOf(...lines: readonly string[]): Context {
  const words = new Vocabulary([lines]);
  return {
    anywhere: (text) => words.occurs(text),
    near: (text, start, end, window = contextWindow) =>
      words.occurs(text, Math.max(0, start - window), start) ||
      words.occurs(text, end, Math.min(text.length, end + window)),
  };
}
