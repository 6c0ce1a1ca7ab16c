import { firstString } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import type { EffectParts } from './effect.ts';

/** Activities of an actor that go with it at most; of what is older nothing can be reached but by its id. */
const activitiesMost = 5_000;

/** An actor that is gone leaves a tombstone; what it said, liked and followed goes, and nobody here follows it any more. */
export async function forgetActor(parts: EffectParts, actor: string): Promise<void> {
  const { apex, store, activities, followers, addresses } = parts;
  for (const id of await activities.byActor(actor, activitiesMost)) {
    const activity = await store.getActivity(id);
    if (!activity) continue;
    if (activity.type === 'Create') await entomb(parts, firstString(activity['object']), actor);
    await store.removeActivity(activity, actor);
  }
  for (const follower of await followers.localFollowersOf(actor, addresses.origin)) {
    await unfollow(parts, follower, actor);
  }
  const tombstone = await apex.buildTombstone({ id: actor });
  await store.updateObject(tombstone, actor, true);
}

/** A local account's Follow of an outsider has come to its end on the other side. */
export async function unfollow(
  { store }: Pick<EffectParts, 'store'>,
  follower: string,
  followed: string,
): Promise<void> {
  const following = `${follower}/following`;
  const follow = await store.findActivityByCollectionAndObjectId(following, followed, true, 'Follow');
  if (follow) await store.updateActivityMeta(follow, 'collection', following, true);
}

async function entomb({ apex, store }: EffectParts, id: string | undefined, actor: string): Promise<void> {
  const object: ApexNode | undefined = id === undefined ? undefined : await store.getObject(id);
  if (object && object.type !== 'Tombstone' && firstString(object['attributedTo']) === actor) {
    await store.updateObject(await apex.buildTombstone(object), actor, true);
  }
}
