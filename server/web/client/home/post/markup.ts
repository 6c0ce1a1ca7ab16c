import { Parser } from 'htmlparser2';

/** A piece of a text: letters, or an element of the few that a post is shown with. */
export type Piece = string | Element;

export interface Element {
  readonly name: string;
  /** Of a link. */
  readonly href: string;
  readonly pieces: Piece[];
}

const known = new Set(['p', 'br', 'a', 'em', 'strong', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li']);
const sameAs: Readonly<Record<string, string>> = { b: 'strong', i: 'em', s: 'del' };

/** The pieces of a post's HTML. What is in other elements is shown without them; attributes are not kept but for links. */
export function piecesOf(html: string): readonly Piece[] {
  const whole: Element = { name: '', href: '', pieces: [] };
  const path = [whole];
  const parser = new Parser({
    onopentag(tag, { href = '' }) {
      const above = path.at(-1) ?? whole;
      const name = sameAs[tag] ?? tag;
      if (!known.has(name)) return void path.push(above);
      const element = { name, href, pieces: [] };
      above.pieces.push(element);
      path.push(element);
    },
    ontext: (text) => path.at(-1)?.pieces.push(text),
    onclosetag: () => path.pop(),
  });
  parser.end(html);
  return whole.pieces;
}
