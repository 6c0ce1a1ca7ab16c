import { pieceBreak } from '../text/pieces.ts';
import { beginsWord } from './letters.ts';
import type { Spelling, Term } from './term.ts';

/** Confidence by how the term is written. */
const asWritten = 95;
/** In a hashtag, or at a hump: `blueHeron`, `project47`. */
const joinedOpenly = 92;
const lettersApart = 88;
const joined = 80;
const brokenByBlank = 86;
const brokenBySigns = 80;
const brokenByLine = 75;
const brokenBySpace = 68;
const acrossSentences = 65;

/** Fewest letters of a term that is believed when one gap breaks a word of it. */
const fewestLetters = new Map([
  [brokenByBlank, 5],
  [brokenBySigns, 5],
  [brokenByLine, 6],
  [brokenBySpace, 8],
]);
/** Fewest letters of a term whose words are believed when they run together in small letters: not `rd` for `R&D`. */
const shortestJoined = 6;
/** Longest stretch between two letters of one term. */
export const widestGap = 12;
/** Share of a word's gaps from which on its letters stand apart, as in `b l u e`. */
const mostly = 0.6;
const contraction = /^['`]$/;

/** How surely letters with these gaps between them are meant as one term; 0 where they are not. */
export function judgeGaps(term: Term, spelling: Spelling): number {
  const { text, positions } = spelling;
  const count = term.letters.length;
  let between = asWritten;
  let within = asWritten;
  let places = 0;
  let gaps = 0;
  for (let index = 1; index < count; index++) {
    const one = positions[index - 1] ?? 0;
    const other = positions[index] ?? 0;
    const start = Math.min(one, other) + 1;
    const end = Math.max(one, other);
    if (end - start > widestGap) return 0;
    const gap = text.slice(start, end);
    if (gap.includes(pieceBreak)) return 0;
    if (term.wordStarts[index] === 1) between = Math.min(between, betweenWords(spelling, gap, end));
    else {
      places++;
      if (gap === '') continue;
      gaps++;
      within = Math.min(within, withinWord(spelling, gap, start, count, count - index));
    }
  }
  if (gaps === 0 || between === 0) return between;
  if (gaps >= 2 && gaps >= places * mostly) return Math.min(lettersApart, Math.max(between, joined));
  return Math.min(between, within);
}

function betweenWords({ text, positions }: Spelling, gap: string, end: number): number {
  if (gap === '') {
    if (beginsWord(text, end) || text.charAt((positions[0] ?? 0) - 1) === '#') return joinedOpenly;
    return positions.length < shortestJoined ? 0 : joined;
  }
  return /[.!?;]\s/.test(gap) ? acrossSentences : asWritten;
}

function withinWord(spelling: Spelling, gap: string, start: number, letters: number, rest: number): number {
  if (contraction.test(gap) && rest <= 2) return 0;
  const confidence = kindOfBreak(spelling, gap, start);
  return letters >= (fewestLetters.get(confidence) ?? 0) ? confidence : 0;
}

/** A blank that is no plain space where it stands, such as a thin space or a filler, was put there on purpose. */
function kindOfBreak(spelling: Spelling, gap: string, start: number): number {
  if (!/\s/.test(gap)) return brokenBySigns;
  if (!spelling.isPlain(start, start + gap.length)) return brokenByBlank;
  return gap.includes('\n') ? brokenByLine : brokenBySpace;
}
