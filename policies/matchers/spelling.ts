import type { Span } from '../text/offset-map.ts';
import { judgeGaps } from './gaps.ts';
import { beginsWord, endsWord, standsFor } from './letters.ts';
import type { Spelling, Term } from './term.ts';

const certain = 95;
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
  if (!isBackwards(spelling.positions)) return Math.min(letters, gaps);
  return term.letters.length >= shortestBackwards && letters === certain && gaps === certain ? backwards : 0;
}

/** Whether the spelling has the term's own signs beside it and begins and ends where words do. */
export function standsAlone(term: Term, { text, positions }: Spelling, wholeWord: boolean): boolean {
  const { start, end } = extent(positions);
  if (wholeWord && !(endsWord(text, end - 1) && beginsWord(text, start))) return false;
  const before = text.slice(Math.max(0, start - term.prefix.length), start);
  return before === term.prefix && text.startsWith(term.suffix, end);
}

/** From the first to the last letter as they stand in the text. */
export function extent(positions: Int32Array): Span {
  const head = positions[0] ?? 0;
  const tail = positions.at(-1) ?? 0;
  return { start: Math.min(head, tail), end: Math.max(head, tail) + 1 };
}

const isBackwards = (positions: Int32Array): boolean => (positions[0] ?? 0) > (positions.at(-1) ?? 0);

/** Compares letter by letter: to the trie `i`, `l` and `1` are one. */
function judgeLetters(term: Term, { text, positions }: Spelling): number {
  const count = term.letters.length;
  let others = 0;
  for (let index = 0; index < count; index++) {
    const written = text.charAt(positions[index] ?? 0);
    const meant = term.letters.charAt(index);
    if (written.toLowerCase() === meant) continue;
    if (!standsFor(written, meant)) return 0;
    others++;
  }
  if (others === 0) return certain;
  return others < count && count >= shortestSubstituted ? substituted : 0;
}
