import { Pieces } from '../pieces.ts';
import type { TextView } from '../text-view.ts';

/** Signs of emphasis and code between two characters of one word, where a reader sees nothing. */
const inWord = /[\p{L}\d.@:/+=_-](?:\*{1,3}|_{2,3}|~~|`{1,2})[\p{L}\d.@:/+=_-]/u;
const emphasis = /\*{1,3}|_{2,3}|~~|`{1,3}/g;

/** The text without its signs of emphasis, where some stand inside a word; undefined where none do. */
export function withoutEmphasis(view: TextView): TextView | undefined {
  const { text } = view;
  if (!inWord.test(text)) return undefined;
  const pieces = new Pieces(text);
  let copied = 0;
  for (const found of text.matchAll(emphasis)) {
    pieces.copy(copied, found.index);
    copied = found.index + found[0].length;
  }
  pieces.copy(copied, text.length);
  return pieces.view(view, `${view.how} > markdown`);
}
