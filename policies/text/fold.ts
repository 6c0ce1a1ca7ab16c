import { OffsetMap } from './offset-map.ts';
import type { TextView } from './text-view.ts';

const ignorable = /[\p{M}\p{Default_Ignorable_Code_Point}]/gu;

/** Folds look-alikes, marks and invisible characters; an ASCII text folds to itself at no cost. */
export function fold(view: TextView): TextView {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(view.text)) return view;
  const map = new OffsetMap();
  let text = '';
  let at = 0;
  for (const point of view.text) {
    const to = point.normalize('NFKD').replace(ignorable, '');
    text += to;
    if (to === point) map.copy(at, to.length);
    else map.replace(to.length, at, at + point.length);
    at += point.length;
  }
  return {
    how: view.how,
    text,
    span: (start, end) => {
      const inner = map.span(start, end);
      return view.span(inner.start, inner.end);
    },
  };
}
