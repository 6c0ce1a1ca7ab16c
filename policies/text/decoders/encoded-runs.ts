import { Pieces, pieceBreak } from '../pieces.ts';
import type { TextView } from '../text-view.ts';
import { base32Bytes, base64Bytes, hexBytes } from './bytes.ts';
import { readable } from './utf8.ts';

/** Runs of the characters that base64, base64url, base32 and hexadecimal text is made of. */
const token = /([A-Za-z0-9+/_-]{8,})={0,6}/g;
/** Bytes in hexadecimal, one by one: `34 31 31 31`, `34:31`, `0x34, 0x31`. */
const spacedHex = /(?:(?:0x)?[0-9a-f]{2}[ ,:;-]{1,2}){5,}(?:0x)?[0-9a-f]{2}(?![0-9a-z])/gi;

/** From this length on a run may hold readable stretches among other bytes, or begin in the middle of a group. */
const longRun = 16;
const hexRun = /^(?:0x)?(?:[0-9a-f]{2})+$/i;
const base32Run = /^(?:[A-Z2-7]{8,}|[a-z2-7]{16,})$/;

/** The readable text in the encoded runs of a view, run by run; undefined where there is none. */
export function decodedRuns(view: TextView): TextView | undefined {
  const pieces = new Pieces(view.text);
  let lastEnd = -1;
  for (const found of view.text.matchAll(token)) {
    const [whole, run = ''] = found;
    const end = found.index + whole.length;
    // Lines of a wrapped encoding are one text.
    const wrapped = lastEnd >= 0 && /^\s{1,4}$/.test(view.text.slice(lastEnd, found.index));
    for (const text of readings(run)) {
      if (pieces.text !== '' && !wrapped) pieces.replace(pieceBreak, found.index, found.index);
      pieces.replace(text, found.index, end);
      lastEnd = end;
    }
  }
  for (const found of view.text.matchAll(spacedHex)) {
    const end = found.index + found[0].length;
    const text = readable(hexBytes(found[0].replaceAll(/0x/gi, '')), true);
    if (text !== '') pieces.replace(pieceBreak + text, found.index, end);
  }
  return pieces.text === '' ? undefined : pieces.view(view, `${view.how} > encoded`);
}

function readings(run: string): string[] {
  const texts = new Set<string>();
  if (hexRun.test(run)) texts.add(readable(hexBytes(run.replace(/^0x/i, '')), run.length < longRun));
  if (base32Run.test(run)) texts.add(readable(base32Bytes(run), true));
  for (let start = 0; start < (run.length < longRun ? 1 : 4); start++) {
    const text = readable(base64Bytes(run.slice(start)), run.length < longRun);
    texts.add(text);
    if (start === 0 && text.length * 4 >= run.length * 2) break;
  }
  texts.delete('');
  return [...texts];
}
