import { firstString } from '../../addressing.ts';
import { done, type Effect } from './effect.ts';
import { unfollow } from './forget-actor.ts';

/** Whoever blocks an account here neither follows it nor is followed by it any more; nobody is told. */
export const block: Effect = async (parts, activity) => {
  const [blocked, actor] = [firstString(activity['object']), firstString(activity['actor'])];
  if (blocked === undefined || actor === undefined || parts.addresses.actorName(blocked) === undefined) return done;
  await unfollow(parts, blocked, actor);
  const followers = `${blocked}/followers`;
  const follow = await parts.store.findActivityByCollectionAndActorId(followers, actor, true);
  if (follow) await parts.store.updateActivityMeta(follow, 'collection', followers, true);
  return done;
};
