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

/** Emojis of this server in posts that were written here; the store is asked only where one may be among them. */
export async function emojisFor(parts: EmojiParts, nodes: readonly Node[], viewer: SignedIn): Promise<EmojisIn> {
  const written = new Map(
    nodes.flatMap((node) => {
      const codes = node.id.startsWith(`${parts.origin}/`) ? codesIn(node) : [];
      return codes.length > 0 ? [[node.id, codes] as const] : [];
    }),
  );
  if (written.size === 0) return () => [];
  const own = await parts.emojis.all(new Set([...written.values()].flat()));
  const entities = new Map(own.map((emoji) => [emoji.shortcode, emojiEntity(parts, emoji, viewer)]));
  return ({ id }) => (written.get(id) ?? []).flatMap((code) => entities.get(code) ?? []);
}

function codesIn(node: Node): string[] {
  const options = [...itemsOf(node['oneOf']), ...itemsOf(node['anyOf'])];
  const texts = ['content', 'summary', 'name'].map((name) => firstText(node[name]) ?? '');
  const written = [...texts, ...options.map((option) => textIn(option, 'name') ?? '')].join(' ');
  return [...new Set([...written.matchAll(/:(\w{2,32}):/g)].map(([, code = '']) => code))];
}

export function emojiEntity({ media }: Pick<EmojiParts, 'media'>, emoji: Emoji, viewer: SignedIn) {
  const { shortcode, file, category = null } = emoji;
  const { url } = media.addressesOf(file, viewer);
  return { shortcode, url, static_url: url, visible_in_picker: true, category };
}
