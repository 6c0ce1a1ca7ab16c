import { Pieces } from '../pieces.ts';
import type { TextView } from '../text-view.ts';

/** RIGHT-TO-LEFT OVERRIDE, and what ends it: POP DIRECTIONAL FORMATTING or the end of the paragraph (UAX #9). */
export const rightToLeftOverride = '\u202e';
export const popFormatting = '\u202c';

const overridden = /\u202e([^\u202c\u202e\n]*)/g;

/** The text in the order a screen shows it, where an override turns it round; undefined where none does. */
export function visualOrder(view: TextView): TextView | undefined {
  const pieces = new Pieces(view.text);
  let copied = 0;
  for (const found of view.text.matchAll(overridden)) {
    pieces.copy(copied, found.index);
    copied = found.index + found[0].length;
    let end = copied;
    for (const point of [...(found[1] ?? '')].reverse()) {
      pieces.replace(point, end - point.length, end);
      end -= point.length;
    }
  }
  if (copied === 0) return undefined;
  pieces.copy(copied, view.text.length);
  return pieces.view(view, `${view.how} > visual order`);
}
