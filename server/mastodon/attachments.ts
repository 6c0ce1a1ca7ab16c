import type { Federation } from '../../federation/index.ts';
import type { Account, Node } from '../../federation/ports/index.ts';
import type { JsonObject } from '../../policies/index.ts';
import { type Parameters, textsOf } from '../http/parameters.ts';
import type { Media } from '../media/index.ts';
import type { RemoteMedia } from '../media/remote/index.ts';
import { addressOf, remoteAttachment, uploadEntity } from './entities/attachment.ts';
import { createShownAt } from './entities/shown-at.ts';
import type { IdBook } from './id-book.ts';
import { authorOf, itemsOf } from './nodes.ts';
import type { SignedIn } from './signed-in.ts';

interface AttachmentParts {
  readonly origin: string;
  readonly media: Media;
  readonly ids: IdBook;
}

interface ShownParts extends AttachmentParts {
  readonly remoteMedia: Pick<RemoteMedia, 'addressOf'>;
  readonly federation: { readonly peers: Pick<Federation['peers'], 'refuses'> };
}

const most = 4;
const types = { picture: 'Image', 'moving-picture': 'Video', sound: 'Audio' } as const;

/** The attachments that a form names by the ids of earlier uploads; a text says what is wrong with one. */
export async function attach(
  parts: AttachmentParts,
  account: Account,
  form: Parameters,
): Promise<JsonObject[] | string> {
  const asked = textsOf(form['media_ids']);
  if (asked.length > most) return `Validation failed: at most ${most} files go with a post`;
  const attached: JsonObject[] = [];
  for (const id of asked) {
    const url = await parts.ids.iriOf(id);
    const file = url === undefined ? undefined : await parts.media.ownFile(account, idIn(url, parts.origin) ?? '');
    if (!file || url === undefined) return 'Validation failed: a file of this post is not there: upload it again';
    const { kind, original, description, blurhash } = file;
    attached.push({
      type: types[kind],
      mediaType: original.mediaType,
      url,
      ...(description !== '' && { name: description }),
      ...(original.width !== undefined && { width: original.width }),
      ...(original.height !== undefined && { height: original.height }),
      ...(blurhash !== undefined && { blurhash }),
    });
  }
  return attached;
}

/** The `MediaAttachment` entities of statuses, by the id of each. */
export async function attachmentsOf(
  parts: ShownParts,
  nodes: readonly Node[],
  viewer: SignedIn,
): Promise<ReadonlyMap<string, readonly object[]>> {
  const shown = new Map<string, readonly object[]>();
  for (const node of nodes) {
    const items = itemsOf(node['attachment']);
    // What came before a rule refused its author's files is not shown either.
    if (items.length === 0 || parts.federation.peers.refuses(authorOf(node) ?? '', 'media')) continue;
    const entities = await Promise.all(items.map((item) => entityOf(parts, item, viewer)));
    shown.set(
      node.id,
      entities.filter((entity) => entity !== undefined),
    );
  }
  return shown;
}

async function entityOf(
  { origin, media, remoteMedia, ids }: ShownParts,
  item: unknown,
  viewer: SignedIn,
): Promise<object | undefined> {
  const url = addressOf(item);
  if (url === undefined) return undefined;
  const own = idIn(url, origin);
  const file = own === undefined ? undefined : await media.byId(own);
  const id = await ids.idOf(url);
  return file
    ? uploadEntity(id, file, media.addressesOf(file, viewer), true)
    : remoteAttachment(item, id, createShownAt(origin, remoteMedia));
}

/** The id of a file of this server. */
function idIn(url: string, origin: string): string | undefined {
  const prefix = `${origin}/media/`;
  return url.startsWith(prefix) ? url.slice(prefix.length) : undefined;
}
