import { Parser } from 'htmlparser2';

/** Safe markup as data: text, or an element as its name, its `href` and its children. Whoever shows it makes elements, and parses no HTML. */
export type ContentNode = string | readonly ContentNode[];

/** What a widget makes of elements; of others, it shows what is in them. */
const shown = new Set('p br a em strong del code pre blockquote ul ol li'.split(' '));
const same: Readonly<Record<string, string>> = { b: 'strong', i: 'em', s: 'del' };

export function contentTree(html: string): ContentNode[] {
  const root: ContentNode[] = ['', ''];
  const open: { readonly tag: string; readonly node: ContentNode[] }[] = [];
  const top = (): ContentNode[] => open.at(-1)?.node ?? root;
  const parser = new Parser({
    onopentag(tag, { href = '' }) {
      const name = same[tag] ?? tag;
      const node: ContentNode[] = shown.has(name) ? [name, name === 'a' ? href : ''] : top();
      if (node !== top()) top().push(node);
      open.push({ tag, node });
    },
    ontext(text) {
      const node = top();
      const last = node.length > 2 ? node.at(-1) : undefined;
      // Entities come as texts of their own.
      if (typeof last === 'string') node[node.length - 1] = last + text;
      else node.push(text);
    },
    onclosetag(tag) {
      if (open.at(-1)?.tag === tag) open.pop();
    },
  });
  parser.end(html);
  return root.slice(2);
}
