import type { Node } from '../../federation/ports/index.ts';
import { firstText } from './nodes.ts';

const most = 8;

/** Addresses of pages that a post links to: neither people nor hashtags, nor what it quotes. */
export function linksOf(node: Node): string[] {
  const html = (firstText(node['content']) ?? '').replace(/<p class="quote-inline">.*?<\/p>/gs, '');
  const found = new Set<string>();
  for (const [tag] of html.matchAll(/<a\s[^>]*>/g)) {
    const [, written = ''] = /\shref="([^"]*)"/.exec(tag) ?? [];
    const link = /\sclass="[^"]*\b(?:mention|hashtag)\b/.test(tag) ? undefined : pageAddress(unescaped(written));
    if (link !== undefined) found.add(link);
  }
  return [...found].slice(0, most);
}

/** An address in the form that it is compared in; undefined for what is no page. */
export function pageAddress(given: string): string | undefined {
  const url = given.length <= 2000 ? URL.parse(given) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  url.hash = '';
  return url.href;
}

function unescaped(text: string): string {
  return text
    .replaceAll('&amp;', '&')
    .replace(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code)));
}
