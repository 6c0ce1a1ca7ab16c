import type { Node } from '../../../federation/ports/index.ts';
import { firstIri, firstText, itemsOf, memberOf, textIn } from '../nodes.ts';
import type { ShownAt } from './shown-at.ts';

const most = 64;

/** The `CustomEmoji` entities of what a node's texts use, each shortcode once. */
export function emojisOf(node: Node, shownAt: ShownAt): object[] {
  const entities = new Map<string, object>();
  for (const tag of itemsOf(node['tag'])) {
    if (entities.size >= most || firstText(memberOf(tag, 'type')) !== 'Emoji') continue;
    const [, shortcode] = /^:?([\w-]{1,64}):?$/.exec(textIn(tag, 'name') ?? '') ?? [];
    const picture = pictureOf(memberOf(tag, 'icon'));
    const url = picture === undefined ? undefined : shownAt(picture, 'emoji');
    if (shortcode === undefined || url === undefined) continue;
    entities.set(shortcode, { shortcode, url, static_url: url, visible_in_picker: false, category: null });
  }
  return [...entities.values()];
}

/** Address of the first picture of an `icon` or `image`. */
export function pictureOf(value: unknown): string | undefined {
  const [image] = itemsOf(value);
  return typeof image === 'string' ? image : firstIri(memberOf(image, 'url'));
}
