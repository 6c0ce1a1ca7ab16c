import { Pieces } from '../pieces.ts';
import type { TextView } from '../text-view.ts';
import { base32Bytes, base64Bytes, hexBytes } from './bytes.ts';
import { readable } from './utf8.ts';

/** Bytes in hexadecimal, one by one: `34 31 31 31`, `34:31`, `0x34, 0x31`. */
const spacedHex = /(?:(?:0x)?[0-9a-f]{2}[ ,:;-]{1,2}){5,}(?:0x)?[0-9a-f]{2}(?![0-9a-z])/gi;

/** From this length on a run may hold readable stretches among other bytes, or begin in the middle of a group. */
const longRun = 16;
const hexRun = /^(?:0x)?(?:[0-9a-f]{2})+$/i;
const base32Run = /^(?:[A-Z2-7]{8,}|[a-z2-7]{16,})$/;
const mostPadding = 6;
const longestLead = 50;
const leading = /[\p{L} .:'"(]/u;
/** Longest line break between two lines of one encoding. */
const widestWrap = 4;

/**
 * The readable text in base64, base64url, base32 and hexadecimal runs: each by itself, and, where some stand on lines
 * of their own, as one text that was wrapped. Empty where there is none.
 *
 * @param runs start and end of the runs worth a look, one pair after the other
 */
export function decodedRuns(view: TextView, runs: readonly number[]): TextView[] {
  const apart = new Pieces(view.text);
  const together = new Pieces(view.text);
  let wrapped = false;
  let lastEnd = -1;
  for (let index = 0; index < runs.length; index += 2) {
    const start = runs[index] ?? 0;
    const runEnd = runs[index + 1] ?? 0;
    const texts = readings(view.text.slice(start, runEnd));
    if (texts.size === 0) continue;
    let end = runEnd;
    while (end < runEnd + mostPadding && view.text.charAt(end) === '=') end++;
    const follows = lastEnd >= 0 && start - lastEnd <= widestWrap && view.text.slice(lastEnd, start).trim() === '';
    if (follows) wrapped = true;
    else together.part(start);
    apart.copy(leadBefore(view.text, start), start);
    for (const text of texts) {
      apart.replace(text, start, end);
      apart.part(end);
      together.replace(text, start, end);
    }
    lastEnd = end;
  }
  if (apart.isEmpty) return [];
  const how = `${view.how} > encoded`;
  return wrapped ? [apart.view(view, how), together.view(view, `${how} lines`)] : [apart.view(view, how)];
}

/** The readable text in bytes that are written one by one in hexadecimal; undefined where there is none. */
export function decodedBytes(view: TextView): TextView | undefined {
  const pieces = new Pieces(view.text);
  for (const found of view.text.matchAll(spacedHex)) {
    const text = readable(hexBytes(found[0].replaceAll(/0x/gi, '')), true);
    if (text === '') continue;
    pieces.copy(leadBefore(view.text, found.index), found.index);
    pieces.replace(text, found.index, found.index + found[0].length);
    pieces.part(found.index + found[0].length);
  }
  return pieces.isEmpty ? undefined : pieces.view(view, `${view.how} > hexadecimal`);
}

/** Where the words begin that lead to an encoded run, and may name what it holds; no more than can be decoded again. */
function leadBefore(text: string, start: number): number {
  let from = start;
  while (from > 0 && start - from < longestLead && leading.test(text.charAt(from - 1))) from--;
  return from;
}

function readings(run: string): Set<string> {
  const texts = new Set<string>();
  const whole = run.length < longRun;
  if (hexRun.test(run)) texts.add(readable(hexBytes(run.replace(/^0x/i, '')), whole));
  if (base32Run.test(run)) texts.add(readable(base32Bytes(run), true));
  for (let start = 0; start < (whole ? 1 : 4); start++) {
    const text = readable(base64Bytes(run.slice(start)), whole);
    texts.add(text);
    if (text.length * 2 >= run.length) break;
  }
  texts.delete('');
  return texts;
}
