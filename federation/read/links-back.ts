import type { Wire } from '../wire/index.ts';

const linksMost = 500;

/** Addresses that a page calls its author's own (`rel="me"` on `a` and `link`). */
async function ownLinksIn(html: string): Promise<string[]> {
  // Loaded at first use, like every use of it.
  const { default: sanitizeHtml } = await import('sanitize-html');
  const found: string[] = [];
  const collect = (tagName: string, attribs: Readonly<Record<string, string>>) => {
    const { rel = '', href } = attribs;
    if (href !== undefined && found.length < linksMost && /(?:^|\s)me(?:\s|$)/i.test(rel)) found.push(href);
    return { tagName, attribs: {} };
  };
  sanitizeHtml(html, { allowedTags: ['a', 'link'], transformTags: { a: collect, link: collect } });
  return found;
}

/** Whether a page elsewhere says that one of these addresses is its author's own; undefined where it does not answer. */
export async function linksBack(
  wire: Pick<Wire, 'fetchText'>,
  page: string,
  own: readonly string[],
): Promise<boolean | undefined> {
  const fetched = await wire.fetchText(page, { types: ['text/html', 'application/xhtml+xml'] });
  if (fetched.kind === 'unreachable') return undefined;
  const text = fetched.kind === 'document' ? fetched.document['text'] : undefined;
  if (typeof text !== 'string') return false;
  const wanted = new Set(own.map((url) => URL.parse(url)?.href));
  const said = await ownLinksIn(text);
  return said.some((href) => wanted.has(URL.parse(href, page)?.href));
}
