import type { JsonObject } from '../../policies/index.ts';
import { outboundContext } from '../apex/contexts.ts';
import { type ReadingFor, readingAs } from '../apex/reader.ts';
import { run } from '../apex/run.ts';
import type { ApexMiddleware } from '../apex/types.ts';
import type { Node } from '../ports/index.ts';
import type { Answering } from './answer.ts';
import { answerWith } from './answer.ts';
import { colleagueMayRead, type Reader } from './reader.ts';
import { isSuspended } from './suspended.ts';
import { absent, type ReadOutcome, type ReadParts } from './things.ts';

export type CollectionName = 'inbox' | 'outbox' | 'followers' | 'following' | 'featured' | 'liked';

export interface CollectionRequest {
  /** Account name. */
  readonly name: string;
  readonly collection: CollectionName;
  /** `true` for the first page, else the cursor that a page's `next` gave. */
  readonly page?: string;
}

/** GET of an actor's collection (ActivityPub §5). */
export async function readCollection(
  parts: ReadParts & Answering,
  request: CollectionRequest,
  reader: Reader,
): Promise<ReadOutcome> {
  if (reader.kind === 'colleague') return readInside(parts, request, reader.actorId);
  if (request.collection === 'inbox' || request.collection === 'liked') return absent;
  const known = await parts.releases.current(parts.addresses.actor(request.name), 'public');
  if (!known) return absent;
  if (request.collection === 'featured') return readFeatured(parts, request);
  if (request.collection !== 'outbox') return answerWith(parts, await bareCollection(parts, request));
  const read = await build(parts, request, { releasedTo: ['public'] }, undefined);
  if (typeof read === 'string') return { kind: 'invalid', reason: read };
  return read ? answerWith(parts, await withReleases(parts, read)) : absent;
}

/** Who follows whom is nobody's business outside: the collection names nobody, and counts those outside alone. */
async function bareCollection(
  { addresses, followers }: ReadParts,
  { name, collection }: CollectionRequest,
): Promise<JsonObject> {
  const id = `${addresses.actor(name)}/${collection}`;
  const bare = { '@context': context(), id, type: 'OrderedCollection' };
  if (collection !== 'followers') return bare;
  return { ...bare, totalItems: await followers.countOutside(id, addresses.origin) };
}

/** Pinned posts, as Mastodon reads them: the objects themselves, in one piece. */
async function readFeatured(parts: ReadParts & Answering, request: CollectionRequest): Promise<ReadOutcome> {
  const page = await build(parts, { ...request, page: 'true' }, { releasedTo: ['public'] }, undefined);
  if (typeof page === 'string' || !page) return absent;
  const documents = await releasedItems(parts, page);
  const orderedItems = documents.flatMap(({ object }) =>
    typeof object === 'object' && object !== null ? [object] : [],
  );
  const id = `${parts.addresses.actor(request.name)}/featured`;
  return answerWith(parts, {
    '@context': context(),
    id,
    type: 'OrderedCollection',
    totalItems: orderedItems.length,
    orderedItems,
  });
}

async function readInside(parts: ReadParts, request: CollectionRequest, actorId: string): Promise<ReadOutcome> {
  const own = parts.addresses.actor(request.name) === actorId;
  if (request.collection === 'inbox' && !own) return absent;
  const reading: ReadingFor = own
    ? {}
    : { mayRead: (activity) => colleagueMayRead(activity, actorId, parts.addresses) };
  const read = await build(parts, request, reading, actorId);
  if (typeof read === 'string') return { kind: 'invalid', reason: read };
  return read ? { kind: 'inside', body: JSON.stringify(withoutSuspended(parts, read)), status: 200 } : absent;
}

function withoutSuspended(parts: ReadParts, page: JsonObject): JsonObject {
  const items = page['orderedItems'];
  if (!Array.isArray(items)) return page;
  const isNode = (item: unknown): item is Node => typeof item === 'object' && item !== null;
  return { ...page, orderedItems: items.filter((item) => !isNode(item) || !isSuspended(parts, item)) };
}

/** apex's collection and responder for it, run for this reader; the text is what is wrong with the request. */
async function build(
  { apex }: ReadParts,
  { name, collection, page }: CollectionRequest,
  reading: ReadingFor,
  authorizedUserId: string | undefined,
): Promise<JsonObject | string | undefined> {
  const { validators, security, collection: collections, responders } = apex.net;
  const chain = [
    validators['targetActorWithMeta'],
    security['verifyAuthorization'],
    collections[collection === 'featured' ? 'added' : collection],
    responders['result'],
  ] as ApexMiddleware[];
  const { answer } = await readingAs(reading, () =>
    run(chain, {
      apex,
      method: 'GET',
      params: { actor: name, ...(collection === 'featured' && { id: 'featured' }) },
      query: page === undefined ? {} : { page },
      locals: {
        responseType: 'application/activity+json',
        ...(authorizedUserId !== undefined && { authorizedUserId }),
      },
    }),
  );
  if (answer?.status === 400) return 'the `page` is not one that this collection gave';
  return answer?.status === 200 && typeof answer.body === 'string'
    ? (JSON.parse(answer.body) as JsonObject)
    : undefined;
}

/** Puts the released documents in the place of the references that apex's page holds for an outsider. */
async function withReleases(parts: ReadParts, page: JsonObject): Promise<JsonObject> {
  const { '@context': _context, ...members } = page;
  const body = { '@context': context(), ...members };
  return 'orderedItems' in page ? { ...body, orderedItems: await releasedItems(parts, page) } : body;
}

async function releasedItems(parts: ReadParts, page: JsonObject): Promise<JsonObject[]> {
  const items = [page['orderedItems'] ?? []].flat();
  const ids = items.flatMap((item) =>
    typeof item === 'string' ? item : ((item as JsonObject | null)?.['id'] as string),
  );
  const documents = await Promise.all(ids.map((id) => releasedDocument(parts, id)));
  return documents.filter((document) => document !== undefined);
}

async function releasedDocument({ releases, gate }: ReadParts, id: string): Promise<JsonObject | undefined> {
  const sealed = await releases.current(id, 'public');
  const release = sealed && gate.unseal(sealed);
  if (!release) return undefined;
  const { '@context': _context, ...document } = JSON.parse(new TextDecoder().decode(release.bytes)) as JsonObject;
  return document;
}

function context(): never {
  return structuredClone(outboundContext) as never;
}
