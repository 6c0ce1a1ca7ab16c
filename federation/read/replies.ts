import type { JsonObject } from '../../policies/index.ts';
import { addresseesOf, firstString, isPublicAddress } from '../addressing.ts';
import { outboundContext } from '../apex/contexts.ts';
import type { Activities, Node } from '../ports/index.ts';
import { InvalidCursor } from '../ports/index.ts';
import { repliesOf } from '../replies.ts';
import { type Answering, answerWith } from './answer.ts';
import type { Reader } from './reader.ts';
import { absent, type ReadOutcome, type ReadParts, releaseFor } from './things.ts';

export interface RepliesReading extends ReadParts, Answering {
  readonly activities: Activities;
}

const perPage = 50;

/**
 * What was answered to a post, for whoever may read the post (ActivityPub, `replies`): addresses alone, of answers that
 * anybody may read. `page` is `true` for the first page, else the cursor that the page before gave.
 */
export async function readReplies(
  parts: RepliesReading,
  postId: string,
  page: string | undefined,
  reader: Reader,
): Promise<ReadOutcome> {
  const shown = reader.kind === 'colleague' || (await releaseFor(parts, postId, reader)) !== undefined;
  if (!shown || (await parts.store.getObject(postId)) === undefined) return absent;
  const id = repliesOf(postId);
  const context = { '@context': structuredClone(outboundContext) as never };
  if (page === undefined) {
    return answerWith(parts, { ...context, id, type: 'Collection', first: `${id}?page=true` });
  }
  const items = await parts.activities
    .page(id, { limit: perPage, ...(page !== 'true' && { after: page }) })
    .catch((error: unknown) => {
      if (error instanceof InvalidCursor) return undefined;
      throw error;
    });
  if (items === undefined) return { kind: 'invalid', reason: 'the `page` is not one that this collection gave' };
  const last = items.length === perPage ? items.at(-1) : undefined;
  const found = await Promise.all(items.map(({ activity }) => openReply(parts, activity)));
  const document: JsonObject = {
    ...context,
    id: `${id}?page=${encodeURIComponent(page)}`,
    type: 'CollectionPage',
    partOf: id,
    items: found.flat(),
    ...(last && { next: `${id}?page=${encodeURIComponent(last.cursor)}` }),
  };
  return answerWith(parts, document);
}

/** The answer that a Create brought, where anybody may read it. */
async function openReply({ store, releases, addresses }: ReadParts, create: Node): Promise<string[]> {
  const id = firstString(create['object']);
  const reply = id === undefined ? undefined : await store.getObject(id);
  if (id === undefined || !reply || reply.type === 'Tombstone') return [];
  if (addresses.isLocal(id)) return (await releases.current(id, 'public')) ? [id] : [];
  return addresseesOf(reply).some(isPublicAddress) ? [id] : [];
}
