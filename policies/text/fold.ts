import { foldCodePoint } from './fold-table.ts';
import { OffsetMap } from './offset-map.ts';
import { derivedView, type TextView } from './text-view.ts';

/** Folds look-alikes, marks and invisible characters to what a reader sees; letter case is kept. */
export function fold(view: TextView): TextView {
  const source = view.text;
  const map = new OffsetMap();
  let text = '';
  let copied = 0;
  let at = 0;
  while (at < source.length) {
    if (source.charCodeAt(at) < 128) {
      at++;
      continue;
    }
    const codePoint = source.codePointAt(at) ?? 0;
    const next = at + (codePoint > 0xffff ? 2 : 1);
    const folded = foldCodePoint(codePoint);
    if (folded.length !== next - at || folded.codePointAt(0) !== codePoint) {
      text += source.slice(copied, at) + folded;
      map.copy(copied, at - copied);
      map.replace(folded.length, at, next);
      copied = next;
    }
    at = next;
  }
  map.copy(copied, source.length - copied);
  return derivedView(view, view.how, text + source.slice(copied), map);
}

/** Folds a term or a context word the way texts are folded. */
export function foldText(text: string): string {
  let folded = '';
  for (const point of text) folded += point < '\x80' ? point : foldCodePoint(point.codePointAt(0) ?? 0);
  return folded;
}
