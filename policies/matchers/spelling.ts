import { judgeGaps } from './gaps.ts';
import { standsFor } from './letters.ts';
import type { Spelling, Term } from './term.ts';

const certain = 95;
const substituted = 86;
const backwards = 65;

/** Fewest letters of a term that is believed with signs for letters. */
const shortestSubstituted = 4;

/** How surely a text spells a term; 0 where it doesn't. */
export function judgeSpelling(term: Term, spelling: Spelling): number {
  const letters = hasSigns(term, spelling) ? judgeLetters(term, spelling) : 0;
  if (letters === 0) return 0;
  const gaps = judgeGaps(term, spelling);
  const isBackwards = (spelling.positions[0] ?? 0) > (spelling.positions.at(-1) ?? 0);
  if (!isBackwards) return Math.min(letters, gaps);
  return letters === certain && gaps === certain ? backwards : 0;
}

/** Whether the signs that belong to the term stand before and behind its letters. */
function hasSigns({ prefix, suffix }: Term, { text, positions }: Spelling): boolean {
  const start = Math.min(positions[0] ?? 0, positions.at(-1) ?? 0);
  const end = Math.max(positions[0] ?? 0, positions.at(-1) ?? 0) + 1;
  return text.slice(Math.max(0, start - prefix.length), start) === prefix && text.startsWith(suffix, end);
}

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
