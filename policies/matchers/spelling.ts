import { judgeGaps } from './gaps.ts';
import { beginsWord, endsWord, standsFor } from './letters.ts';
import type { Term } from './term.ts';

/** Letters of a text that may spell a term. */
export interface Spelling {
  /** The folded text. */
  readonly text: string;
  /** Where the letters stand in the text; the term's run from `first` on, by `step`: -1 where it is read backwards. */
  readonly positions: Int32Array;
  readonly first: number;
  readonly step: 1 | -1;
  /** Whether a stretch of the text stands in the field as it reads here: a plain space, no entity, no thin space. */
  isPlain(start: number, end: number): boolean;
}

export const certain = 95;
const substituted = 86;
const backwards = 65;

/** Fewest letters of a term that is believed with signs for letters, or read backwards. */
const shortestSubstituted = 4;
const shortestBackwards = 5;

/** How surely a text spells a term; 0 where it doesn't. */
export function judgeSpelling(term: Term, spelling: Spelling): number {
  const letters = judgeLetters(term, spelling);
  if (letters === 0) return 0;
  const gaps = judgeGaps(term, spelling);
  if (spelling.step === 1) return Math.min(letters, gaps);
  return term.letters.length >= shortestBackwards && letters === certain && gaps === certain ? backwards : 0;
}

/** Whether the spelling has the term's own signs beside it and begins and ends where words do. */
export function standsAlone(term: Term, { text, positions, first, step }: Spelling, wholeWord: boolean): boolean {
  const head = positions[first] ?? 0;
  const tail = positions[first + step * (term.letters.length - 1)] ?? 0;
  const start = Math.min(head, tail);
  const end = Math.max(head, tail);
  if (wholeWord && !(endsWord(text, end) && beginsWord(text, start))) return false;
  const before = text.slice(Math.max(0, start - term.prefix.length), start);
  return before === term.prefix && text.startsWith(term.suffix, end + 1);
}

/** Compares letter by letter: to the automaton `i`, `l` and `1` are one. */
function judgeLetters(term: Term, { text, positions, first, step }: Spelling): number {
  const count = term.letters.length;
  let others = 0;
  for (let index = 0; index < count; index++) {
    const written = text.charAt(positions[first + step * index] ?? 0);
    const meant = term.letters.charAt(index);
    if (written.toLowerCase() === meant) continue;
    if (!standsFor(written, meant)) return 0;
    others++;
  }
  if (others === 0) return certain;
  return others < count && count >= shortestSubstituted ? substituted : 0;
}
