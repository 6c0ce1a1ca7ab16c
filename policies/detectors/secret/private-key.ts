import type { Span } from '../../text/offset-map.ts';

/** Header of a PEM or PGP private key (RFC 7468, RFC 9580), cut short or not, or of a PuTTY key file. */
const header = /BEGIN[\s_-]{1,3}(?:[A-Z0-9]{1,20}[\s_-]{1,3}){0,3}PRIVATE[\s_-]{1,3}KEY|PuTTY-User-Key-File-[23]:/gi;
const footer = /END [A-Z0-9 ]{0,60}PRIVATE KEY(?: BLOCK)?-{0,5}|Private-MAC: [0-9a-f]{1,64}/g;
/** What a key without a footer goes on with: lines of base64. */
const body = /(?: BLOCK)?[-\s]*(?:[A-Za-z0-9+/=]{20,}(?:\s+|$))*/y;

/** Private keys in a text, from header to footer, or as far as their lines go. */
export function privateKeys(text: string): Span[] {
  const keys: Span[] = [];
  header.lastIndex = 0;
  let hasFooter = true;
  for (let found = header.exec(text); found !== null; found = header.exec(text)) {
    let start = found.index;
    while (text.charAt(start - 1) === '-') start--;
    const headerEnd = found.index + found[0].length;
    const end = (hasFooter ? footerEnd(text, headerEnd) : undefined) ?? bodyEnd(text, headerEnd);
    hasFooter &&= footer.lastIndex > 0;
    // The words alone, without dashes or a body, only speak of keys.
    if (start < found.index || end > headerEnd) keys.push({ start, end });
    header.lastIndex = end;
  }
  return keys;
}

function footerEnd(text: string, from: number): number | undefined {
  footer.lastIndex = from;
  const found = footer.exec(text);
  return found === null ? undefined : found.index + found[0].length;
}

function bodyEnd(text: string, from: number): number {
  body.lastIndex = from;
  return from + (body.exec(text)?.[0] ?? '').trimEnd().length;
}
