/** The text of HTML from outside: no markup, entities read. */
export async function textOf(html: string): Promise<string> {
  // Loaded at first use, as in `sanitise.ts`.
  const { default: sanitizeHtml } = await import('sanitize-html');
  const spaced = html.replaceAll(/<(br|\/p|\/div|\/li)\b[^>]*>/gi, '\n');
  const plain = sanitizeHtml(spaced, { allowedTags: [], allowedAttributes: {}, disallowedTagsMode: 'discard' });
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return plain.replaceAll(/&(lt|gt|quot|amp);/g, (_, name: string) => entities[name] ?? '').trim();
}
