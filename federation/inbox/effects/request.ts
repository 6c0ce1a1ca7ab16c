import { firstString } from '../../addressing.ts';
import { requestTypes } from '../../interaction-requests.ts';
import { permission } from '../interaction-policy.ts';
import { done, type Effect, file, refused } from './effect.ts';

/**
 * Accepts what the post's policy allows, which stamps it, refuses what it does not, and files what its author is to decide.
 */
export const request: Effect = async (parts, activity) => {
  const [id, actor, instrument] = ['object', 'actor', 'instrument'].map((name) => firstString(activity[name]));
  const requested = requestTypes[activity.type];
  const post = id !== undefined && parts.addresses.isLocal(id) ? await parts.store.getObject(id) : undefined;
  const author = post && (await parts.accounts.byActor(firstString(post['attributedTo']) ?? ''));
  // A stamp is there for everybody, and so says of no post that it is there but of one that everybody may see.
  const open = post && (await parts.releases.current(post.id, 'public'));
  if (!open || !author || !requested || actor === undefined) return refused('there is no such post');
  if (instrument === undefined) return refused('the request names no `instrument`');
  // apex lets an actor accept what was sent to it alone, and not every server says to whom it sends a request.
  const addressed = { ...activity, instrument: [instrument], to: [author.actorId] };
  const allowed = await permission(parts.store, post, requested.interaction, actor);
  if (allowed === 'ask') return file(addressed);
  await parts.store.saveActivity(addressed);
  const { type } = activity;
  const object = { id: activity.id, type, actor, object: post.id, instrument, to: [author.actorId] };
  await parts.say(author, { type: allowed === 'yes' ? 'Accept' : 'Reject', object, to: [actor] });
  return done;
};
