import type { Node } from '../../federation/ports/index.ts';
import type { Emoji, Emojis } from '../community/emojis.ts';
import type { Media } from '../media/index.ts';
import { firstText, itemsOf, textIn } from './nodes.ts';
import type { SignedIn } from './signed-in.ts';

interface EmojiParts {
  readonly emojis: Emojis;
  readonly media: Media;
  readonly origin: string;
}

/** The `CustomEmoji` entities of what a post writes as shortcodes. */
export type EmojisIn = (node: Node) => object[];

/** Emojis of this server in what was written here. */
export async function emojisFor(parts: EmojiParts, viewer: SignedIn): Promise<EmojisIn> {
  const own = await parts.emojis.all();
  const entities = new Map(own.map((emoji) => [emoji.shortcode, emojiEntity(parts, emoji, viewer)]));
  return (node) => {
    if (entities.size === 0 || !node.id.startsWith(`${parts.origin}/`)) return [];
    const options = [...itemsOf(node['oneOf']), ...itemsOf(node['anyOf'])];
    const texts = ['content', 'summary', 'name'].map((name) => firstText(node[name]) ?? '');
    const written = [...texts, ...options.map((option) => textIn(option, 'name') ?? '')].join(' ');
    const codes = new Set([...written.matchAll(/:(\w{2,32}):/g)].map(([, code = '']) => code));
    return [...codes].flatMap((code) => entities.get(code) ?? []);
  };
}

export function emojiEntity({ media }: Pick<EmojiParts, 'media'>, emoji: Emoji, viewer: SignedIn): object {
  const { shortcode, file, category = null } = emoji;
  const { url } = media.addressesOf(file, viewer);
  return { shortcode, url, static_url: url, visible_in_picker: true, category };
}
