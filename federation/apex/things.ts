import type { Apex, ApexNode } from 'activitypub-express';
import { firstString } from '../addressing.ts';
import type { ApexStore } from './store.ts';

/**
 * What a Like, Announce or the like points at, in the shape that apex asks for: apex knows *activities* as such things,
 * the rest of the fediverse names *objects*. An object is dressed with its author as `actor`, and a local one with the
 * `likes` and `shares` of the Create that made it, which count for it.
 */
export async function thingFor(apex: Apex, store: ApexStore, id: string | undefined): Promise<ApexNode | undefined> {
  if (id === undefined || !URL.canParse(id)) return undefined;
  const activity = await store.getActivity(id, true);
  if (activity) return activity;
  const object = await apex.resolveObject(id).catch(() => undefined);
  const author = object && firstString(object['attributedTo']);
  if (!object || author === undefined) return undefined;
  const created = apex.isLocalIRI(id) ? await createOf(store, author, id) : undefined;
  return { ...object, actor: [author], ...(created && { likes: created['likes'], shares: created['shares'] }) };
}

/** The Create that made a local object: what stands for it in a collection, since apex's collections hold activities. */
export async function createOf(store: ApexStore, author: string, objectId: string): Promise<ApexNode | undefined> {
  return store.findActivityByCollectionAndObjectId(`${author}/outbox`, objectId, true, 'Create');
}
