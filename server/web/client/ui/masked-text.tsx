/** Labels that stand in the place of what was found, such as `[payment-card]`. */
const label = /(\[[\w -]{2,60}\])/;

/** A text of a post, with the labels in it marked. */
export function MaskedText({ text }: { readonly text: string }) {
  return (
    <>
      {plainOf(text)
        .split(label)
        .map((part, index) => (label.test(part) ? <mark key={index}>{part}</mark> : part))}
    </>
  );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** What HTML says, without its markup; it is shown as text, so nothing in it can act. */
export function plainOf(html: string): string {
  return html
    .replaceAll(/<(br|\/p|\/li|\/blockquote)\b[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name?: string) =>
      code === undefined ? (entities[name ?? ''] ?? whole) : String.fromCodePoint(Math.min(Number(code), 0x10ffff)),
    )
    .trim();
}
