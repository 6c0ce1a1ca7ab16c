import type { JsonObject } from '../../policies/index.ts';
import { addresseesOf, firstString, isPublicAddress } from '../addressing.ts';
import { outboundContext } from '../apex/contexts.ts';
import { contextOf } from '../conversation.ts';
import type { Activities, Node } from '../ports/index.ts';
import { InvalidCursor } from '../ports/index.ts';
import { repliesOf } from '../replies.ts';
import { type Answering, answerWith } from './answer.ts';
import type { Reader } from './reader.ts';
import { absent, type ReadOutcome, type ReadParts, releaseFor } from './things.ts';

export interface RepliesReading extends ReadParts, Answering {
  readonly activities: Activities;
}

/** The two lists of posts that belong to one: what was answered to it, and the conversation that it began. */
export type PostList = 'replies' | 'context';

export interface PostListRequest {
  readonly postId: string;
  readonly list: PostList;
  /** `true` for the first page, else the cursor that the page before gave. */
  readonly page?: string | undefined;
}

const perPage = 50;
/** What is looked through for one page at most. */
const readMost = 1_000;

/**
 * What was answered to a post (ActivityPub, `replies`), or the conversation that it began (FEP-7888), for whoever may read
 * the post: addresses alone, of posts that anybody may read. Nothing tells how many others there are.
 */
export async function readPostList(
  parts: RepliesReading,
  { postId, list, page }: PostListRequest,
  reader: Reader,
): Promise<ReadOutcome> {
  const shown = reader.kind === 'colleague' || (await releaseFor(parts, postId, reader)) !== undefined;
  const post = shown ? await parts.store.getObject(postId) : undefined;
  const id = list === 'replies' ? repliesOf(postId) : contextOf(postId);
  if (!post || firstString(post[list]) !== id) return absent;
  const context = { '@context': structuredClone(outboundContext) as never };
  const owner = list === 'context' ? { attributedTo: firstString(post['attributedTo']) ?? '' } : {};
  if (page === undefined) {
    return answerWith(parts, { ...context, id, type: 'Collection', ...owner, first: `${id}?page=true` });
  }
  const read = await readOpen(parts, id, page === 'true' ? undefined : page);
  if (read === undefined) return { kind: 'invalid', reason: 'the `page` is not one that this collection gave' };
  const document: JsonObject = {
    ...context,
    id: `${id}?page=${encodeURIComponent(page)}`,
    type: 'CollectionPage',
    partOf: id,
    items: read.items,
    ...(read.next !== undefined && { next: `${id}?page=${encodeURIComponent(read.next)}` }),
  };
  return answerWith(parts, document);
}

/** A page is full of what is shown, and another one follows where more of that does: what is not shown leaves no gap. */
async function readOpen(
  parts: RepliesReading,
  collection: string,
  from: string | undefined,
): Promise<{ readonly items: string[]; readonly next?: string } | undefined> {
  const items: string[] = [];
  let after = from;
  let last: string | undefined;
  for (let read = 0; read < readMost; read += perPage) {
    const query = { limit: perPage, ...(after !== undefined && { after }) };
    const found = await parts.activities.page(collection, query).catch((error: unknown) => {
      if (error instanceof InvalidCursor) return undefined;
      throw error;
    });
    if (found === undefined) return undefined;
    for (const { activity, cursor } of found) {
      const open = await openPost(parts, activity);
      if (open === undefined) continue;
      if (items.length === perPage && last !== undefined) return { items, next: last };
      items.push(open);
      last = cursor;
    }
    after = found.at(-1)?.cursor;
    if (found.length < perPage) break;
  }
  return { items };
}

/** The post that a Create brought, where anybody may read it. */
async function openPost({ store, releases, addresses }: ReadParts, create: Node): Promise<string | undefined> {
  const id = firstString(create['object']);
  const post = id === undefined ? undefined : await store.getObject(id);
  if (id === undefined || !post || post.type === 'Tombstone') return undefined;
  if (addresses.isLocal(id)) return (await releases.current(id, 'public')) ? id : undefined;
  return addresseesOf(post).some(isPublicAddress) ? id : undefined;
}
