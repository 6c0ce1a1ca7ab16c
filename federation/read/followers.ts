import { outboundContext } from '../apex/contexts.ts';
import { partialFollowersOf } from '../followers/announce.ts';
import { type Answering, answerTo } from './answer.ts';
import type { Reader } from './reader.ts';
import { absent, type ReadOutcome, type ReadParts } from './things.ts';

/**
 * The followers of an account on the server that asks, for that server alone, which proved itself by its signature
 * (FEP-8fcf). For anybody else there is no such collection.
 */
export async function readFollowersThere(
  parts: ReadParts & Answering,
  name: string,
  reader: Reader,
): Promise<ReadOutcome> {
  const actor = parts.addresses.actor(name);
  if (reader.kind !== 'server' || reader.actorId === undefined) return absent;
  if (!(await parts.releases.current(actor, 'public'))) return absent;
  const orderedItems = await parts.followers.under(`${actor}/followers`, new URL(reader.actorId).origin);
  return answerTo(parts, reader.host, {
    '@context': structuredClone(outboundContext) as never,
    id: partialFollowersOf(actor),
    type: 'OrderedCollection',
    totalItems: orderedItems.length,
    orderedItems,
  });
}
