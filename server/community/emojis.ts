import type { MediaFile, MediaLibrary, Node } from '../../federation/ports/index.ts';
import { recorded } from '../peers/recorded.ts';
import type { ClientData, ServerChange, ServerCommits } from '../ports/index.ts';

/** A picture that people here write as `:shortcode:`. Outside it stays these letters. */
export interface Emoji {
  readonly shortcode: string;
  readonly file: MediaFile;
  readonly category?: string;
}

export type EmojiOutcome = { readonly kind: 'set' } | { readonly kind: 'refused'; readonly reason: string };

/** Custom emojis, for those who make them and those who see them. */
export interface Emojis {
  /** By shortcode; those of these shortcodes alone, where some are given. */
  all(shortcodes?: ReadonlySet<string>): Promise<Emoji[]>;
  /** In the place of the one of the same shortcode. `by` is an actor IRI, or `operator`. */
  set(asked: Emoji, by: string): Promise<EmojiOutcome>;
  /** False where there is none. */
  remove(shortcode: string, by: string): Promise<boolean>;
}

export interface EmojisParts {
  readonly origin: string;
  readonly clientData: ClientData;
  readonly media: Pick<MediaLibrary, 'byId'>;
  readonly commits: ServerCommits;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

const kind = 'emoji';
const shortcodes = /^[a-z0-9_]{2,32}$/i;
const largest = 256 * 1024;

export function createEmojis({ origin, clientData, media, commits, clock }: EmojisParts): Emojis {
  const owner = `${origin}/emojis`;
  const act = { kind: 'moderation' } as const;
  return {
    async all(wanted) {
      const kept = (await clientData.all(owner, kind)).filter(({ key }) => wanted?.has(key) !== false);
      const emojis = await Promise.all(
        kept.map(async ({ key, value }) => {
          const { media: id, category } = value as unknown as { media: string; category?: string };
          const file = await media.byId(id);
          return file && { shortcode: key, file, ...(category !== undefined && { category }) };
        }),
      );
      return emojis.filter((emoji) => emoji !== undefined);
    },
    async set({ shortcode, file, category }, by) {
      if (!shortcodes.test(shortcode)) return refused('a shortcode is 2 to 32 letters, digits and underscores');
      if (file.kind !== 'picture') return refused('an emoji is a picture');
      if (file.original.size > largest) return refused('the picture is larger than 256 KiB: make it smaller');
      const value = { media: file.id, ...(category !== undefined && { category }) };
      const change: ServerChange = { change: 'clientData.put', owner, kind, key: shortcode, value };
      const made = { ...act, change, by, subject: shortcode, outcome: 'emoji-set', document: value };
      const node = nodeOf(owner, shortcode, file, origin);
      await commits.commit([
        ...recorded(made, clock()),
        { change: 'object.replace', node },
        { change: 'media.shown', object: node.id, media: [file.id] },
      ]);
      return { kind: 'set' };
    },
    async remove(shortcode, by) {
      if ((await clientData.get(owner, kind, shortcode)) === undefined) return false;
      const change: ServerChange = { change: 'clientData.remove', owner, kind, key: shortcode };
      const gone = { ...act, change, by, subject: shortcode, outcome: 'emoji-removed', document: { shortcode } };
      const object = `${owner}/${shortcode}`;
      await commits.commit([...recorded(gone, clock()), { change: 'media.shown', object, media: [] }]);
      return true;
    },
  };
}

/** What shows the file to every colleague, and to nobody else: an object of the internal zone. */
function nodeOf(owner: string, shortcode: string, { id }: MediaFile, origin: string): Node {
  return {
    id: `${owner}/${shortcode}`,
    type: 'Emoji',
    name: [`:${shortcode}:`],
    icon: [{ type: 'Image', url: [`${origin}/media/${id}`] }],
    to: [`${origin}/zones/internal`],
  };
}

function refused(reason: string): EmojiOutcome {
  return { kind: 'refused', reason };
}
