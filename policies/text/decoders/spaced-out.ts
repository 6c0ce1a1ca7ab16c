import { Pieces } from '../pieces.ts';
import type { TextView } from '../text-view.ts';

/** So many single characters make a row that somebody spaced out. */
export const fewestSpacedOut = 10;

/** Single characters with one to three spaces between two of them, or with one and the same sign. */
const spaced = new RegExp(`(?<!\\S)\\S(?:[ \\t]{1,3}\\S){${fewestSpacedOut - 1},}(?!\\S)`, 'g');
const signed = new RegExp(`(?<!\\S)\\S([.\\-_*|/,~])[^\\n](?:\\1[^\\n]){${fewestSpacedOut - 2},}(?!\\S)`, 'g');

/** The text with rows of single characters closed up; undefined where there is none. */
export function closedUp(view: TextView): TextView | undefined {
  const pieces = new Pieces(view.text);
  let copied = 0;
  for (const found of [...view.text.matchAll(spaced), ...view.text.matchAll(signed)].sort(
    (a, b) => a.index - b.index,
  )) {
    if (found.index < copied) continue;
    pieces.copy(copied, found.index);
    copied = found.index + found[0].length;
    if (found[1] === undefined) addSpaced(pieces, view.text, found.index, copied);
    else for (let at = found.index; at < copied; at += 2) pieces.copy(at, at + 1);
  }
  if (copied === 0) return undefined;
  pieces.copy(copied, view.text.length);
  return pieces.view(view, `${view.how} > closed up`);
}

/** One space between two characters goes; where there are more, one stays: there was a space before. */
function addSpaced(pieces: Pieces, text: string, start: number, end: number): void {
  for (let at = start; at < end; at++) {
    if (!isSpace(text.charCodeAt(at))) pieces.copy(at, at + 1);
    else if (isSpace(text.charCodeAt(at + 1)) && !isSpace(text.charCodeAt(at - 1))) pieces.copy(at, at + 1);
  }
}

const isSpace = (unit: number): boolean => unit === 32 || unit === 9;
