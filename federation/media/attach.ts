import type { ApexNode } from '../apex/types.ts';
import type { Account, MediaFile, MediaLibrary } from '../ports/index.ts';
import { mediaIdOf, mediaUrl } from './addresses.ts';

/** Where a post or a profile shows files. */
const holders = ['attachment', 'icon', 'image'];
const types = { picture: 'Image', 'moving-picture': 'Video', sound: 'Audio' } as const;
/** Most files of one post, and of one property of a profile. */
const filesMost = 16;

export interface Attaching {
  readonly library: MediaLibrary;
  readonly origin: string;
}

/**
 * Puts what the server knows of an uploaded file in the place of whatever a client says of it; the client's alternative
 * text stays. Returns what is wrong with a file that can't be attached, in one line.
 */
export async function attachFiles(
  draft: ApexNode,
  account: Account,
  attaching: Attaching,
): Promise<string | undefined> {
  const [inner] = Array.isArray(draft['object']) ? draft['object'] : [];
  for (const node of [draft, inner]) {
    if (typeof node !== 'object' || node === null) continue;
    const problem = await attachTo(node as ApexNode, account, attaching);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

async function attachTo(node: ApexNode, account: Account, { library, origin }: Attaching): Promise<string | undefined> {
  for (const holder of holders) {
    const items: unknown[] = Array.isArray(node[holder]) ? node[holder] : [];
    if (items.length > filesMost) return `a post has at most ${filesMost} attachments: leave some out`;
    for (const [at, item] of items.entries()) {
      const url = urlsOf(item).find((one) => mediaIdOf(origin, one) !== undefined);
      if (url === undefined) continue;
      const file = await library.byId(mediaIdOf(origin, url) ?? '');
      if (file?.owner !== account.actorId) return `\`${url}\` is not a file of yours (any more): upload it first`;
      items[at] = describe(file, origin, nameOf(item));
    }
  }
  return undefined;
}

/** The addresses in an attachment in normal form: itself, its id, its `url`s and the links that stand there. */
function urlsOf(item: unknown): string[] {
  if (typeof item === 'string') return [item];
  if (typeof item !== 'object' || item === null) return [];
  const { id, url, href } = item as { id?: unknown; url?: unknown; href?: unknown };
  return [id, ...[url].flat().flatMap(urlsOf), ...[href].flat()].filter((one) => typeof one === 'string');
}

function nameOf(item: unknown): string | undefined {
  const named = typeof item === 'object' && item !== null && 'name' in item ? [item.name].flat()[0] : undefined;
  return typeof named === 'string' ? named : undefined;
}

/** A file as an ActivityStreams node in normal form. */
function describe({ id, kind, original, description, blurhash, focus }: MediaFile, origin: string, name?: string) {
  const { mediaType, width, height } = original;
  const text = name ?? description;
  return {
    type: types[kind],
    mediaType: [mediaType],
    url: [mediaUrl(origin, id)],
    ...(text !== '' && { name: [text] }),
    ...(width !== undefined && { width: [width] }),
    ...(height !== undefined && { height: [height] }),
    ...(blurhash !== undefined && { blurhash: [blurhash] }),
    ...(focus && { focalPoint: [...focus] }),
  };
}
