import { domainToUnicode } from 'node:url';
import { Pieces } from '../pieces.ts';
import type { TextView } from '../text-view.ts';

const encodedHost = /(?:[a-z0-9-]{1,63}\.){0,8}xn--[a-z0-9-]{1,59}(?:\.[a-z0-9-]{1,63}){0,8}/gi;

/** Internationalised host names (RFC 3492) as a reader sees them; undefined where there is none. */
export function hostNames(view: TextView): TextView | undefined {
  const pieces = new Pieces(view.text);
  let copied = 0;
  for (const found of view.text.matchAll(encodedHost)) {
    pieces.copy(copied, found.index);
    copied = found.index + found[0].length;
    pieces.replace(domainToUnicode(found[0]), found.index, copied);
  }
  if (copied === 0) return undefined;
  pieces.copy(copied, view.text.length);
  return pieces.view(view, `${view.how} > punycode`);
}
