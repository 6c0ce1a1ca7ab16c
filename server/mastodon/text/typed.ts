import { firstText, itemsOf, memberOf, textIn } from '../nodes.ts';

/** What the author typed, of a post as it is stored or as a client sent it; of other posts, the text of their HTML. */
export function typedText(post: Readonly<Record<string, unknown>>): string {
  const [typed] = itemsOf(post['source']);
  const text = textIn(typed, 'content') ?? firstText(memberOf(typed, 'content'));
  if (text !== undefined) return text;
  return (firstText(post['content']) ?? '')
    .replace(/<(?:br|\/p)[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .trim();
}
