import type { TextView } from '../text-view.ts';
import { parsedMarkup } from './parsed-markup.ts';
import { simpleMarkup } from './simple-markup.ts';

/** The readings of an HTML fragment: all its text first, then what the markup holds, what is shown, what is hidden. */
export function readMarkup(view: TextView): TextView[] {
  const { text, others } = simpleMarkup(view) ?? parsedMarkup(view);
  return [text, ...others];
}
