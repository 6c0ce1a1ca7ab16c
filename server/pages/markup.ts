/** Markup that is safe to stand in a page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | undefined | false | readonly Part[];

/** HTML or XML out of a template: what is put in is text, and escaped, unless it is markup already. */
export function markup(parts: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(parts.reduce((all, part, at) => all + textOf(values[at - 1]) + part));
}

/** Text in HTML and XML, also between quotation marks. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function textOf(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (part === undefined || part === false) return '';
  return typeof part === 'object' ? part.map(textOf).join('') : escaped(String(part));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** What safe markup says, without its tags, on one line. */
export function plainText(html: string): string {
  return html
    .replace(/<(?:\/p|br|\/li|\/h[1-6]|\/blockquote)\b[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (all, code?: string, name?: string) =>
      code === undefined ? (entities[name ?? ''] ?? all) : String.fromCodePoint(Number(code)),
    )
    .replace(/\s+/g, ' ')
    .trim();
}

/** The beginning of a text, ended at a word. */
export function excerpt(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most - 30))}…`;
}

/** Whether there is a link to an address in safe markup. */
export function linksTo(html: string, address: string): boolean {
  return [...html.matchAll(/\bhref="([^"]*)"/g)].some(([, target = '']) => plainText(target) === address);
}
