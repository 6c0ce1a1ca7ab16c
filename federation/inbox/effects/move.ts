import { firstString, strings } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import { done, type Effect, type EffectParts, refused } from './effect.ts';

/** Followers that go along with one Move at most, so that its unit of work has an end. */
const followersMost = 1_000;

/**
 * An outsider's move to another account (FEP-7628): believed when the new one, as it is now, names the old one in
 * `alsoKnownAs`. Whoever follows the old one here asks to follow the new one, in their own name and through the gate.
 */
export const move: Effect = async (parts, activity) => {
  const [actor, moved, target] = ['actor', 'object', 'target'].map((name) => firstString(activity[name]));
  if (actor === undefined || moved !== actor || target === undefined)
    return refused('one moves oneself, and somewhere');
  const account = await current(parts, target);
  if (!account || !strings(account['alsoKnownAs']).includes(actor)) {
    return refused('the new account does not name the old one in `alsoKnownAs`');
  }
  await parts.store.updateObject({ id: actor, movedTo: [target] } as unknown as ApexNode, actor, false);
  const followers = await parts.followers.localFollowersOf(actor, parts.addresses.origin);
  for (const follower of followers.slice(0, followersMost)) await goAlong(parts, follower, actor, target);
  return done;
};

/** As its own server shows it at this moment; a copy that rests here may be from before. */
async function current({ apex, store, addresses }: EffectParts, id: string): Promise<ApexNode | undefined> {
  if (addresses.isLocal(id)) return store.getObject(id);
  const node = await apex.requestObject(id);
  if (!node || firstString(node['inbox']) === undefined) return undefined;
  if (!(await store.saveObject(node))) await store.updateObject(node, null, true);
  return node;
}

async function goAlong(parts: EffectParts, follower: string, from: string, to: string): Promise<void> {
  const { accounts, store, say } = parts;
  const account = await accounts.byActor(follower);
  const before = await store.findActivityByCollectionAndObjectId(`${follower}/following`, from, false, 'Follow');
  if (!account || !before) return;
  const follows = await store.findActivityByCollectionAndObjectId(`${follower}/following`, to, false, 'Follow');
  if (!follows && follower !== to) await say(account, { type: 'Follow', object: to, to: [to] });
  await say(account, { type: 'Undo', object: before.id, to: [from] });
}
