import { foldCodePoint, isMark } from './fold-table.ts';
import { Pieces } from './pieces.ts';
import type { TextView } from './text-view.ts';

/** Folds look-alikes, marks and invisible characters to what a reader sees; letter case is kept. */
export function fold(view: TextView): TextView {
  const source = view.text;
  const pieces = new Pieces(source);
  let copied = 0;
  for (let at = 0; at < source.length; ) {
    if (isPlain(source.charCodeAt(at))) {
      at++;
      continue;
    }
    const codePoint = source.codePointAt(at) ?? 0;
    const next = at + (codePoint > 0xffff ? 2 : 1);
    const folded = foldCodePoint(codePoint);
    if (folded.length !== next - at || folded.codePointAt(0) !== codePoint) {
      pieces.copy(copied, at);
      if (folded === '' && isMark(codePoint)) pieces.extend(next);
      else pieces.replace(folded, at, next);
      copied = next;
    }
    at = next;
  }
  pieces.copy(copied, source.length);
  return pieces.view(view, view.how);
}

/** Printable ASCII, line breaks, tabs and piece breaks stay as they are. */
const isPlain = (unit: number): boolean => unit < 127 && (unit > 30 || unit === 9 || unit === 10 || unit === 13);

/** Folds a term or a context word the way texts are folded. */
export function foldText(text: string): string {
  let folded = '';
  for (const point of text) folded += point < '\x80' ? point : foldCodePoint(point.codePointAt(0) ?? 0);
  return folded;
}
