import { firstString } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import { done, type Effect, type EffectParts } from './effect.ts';

/** A post that an outsider pins to its profile; other collections of theirs are not kept here. */
export const add: Effect = async (parts, activity) => {
  const featured = await featuredOf(parts, activity);
  const id = firstString(activity['object']);
  if (featured === undefined || id === undefined) return done;
  const post = await parts.apex.resolveObject(id).catch(() => undefined);
  if (firstString(post?.['attributedTo']) !== firstString(activity['actor'])) return done;
  await parts.store.saveActivity({ ...activity, object: [id], _meta: { collection: [featured] } });
  return done;
};

export const takeOut: Effect = async (parts, activity) => {
  const featured = await featuredOf(parts, activity);
  const id = firstString(activity['object']);
  if (featured === undefined || id === undefined) return done;
  const added = await parts.store.findActivityByCollectionAndObjectId(featured, id, true, 'Add');
  if (added) await parts.store.updateActivityMeta(added, 'collection', featured, true);
  return done;
};

async function featuredOf({ store }: EffectParts, activity: ApexNode): Promise<string | undefined> {
  const actor = await store.getObject(firstString(activity['actor']) ?? '');
  const target = firstString(activity['target']);
  return target !== undefined && target === firstString(actor?.['featured']) ? target : undefined;
}
