import type { JsonObject } from '../../../policies/index.ts';
import { firstString } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import type { Account } from '../../ports/index.ts';
import { type Interaction, permission } from '../interaction-policy.ts';
import { done, type Effect, type EffectParts, file, refused } from './effect.ts';

export interface Requested {
  readonly interaction: Interaction;
  /** Type of the stamp that its author gives. */
  readonly stamp: string;
}

/** Requests to do something with a post (FEP-044f, GoToSocial), by their type. */
export const requestTypes: Readonly<Record<string, Requested>> = {
  QuoteRequest: { interaction: 'canQuote', stamp: 'QuoteAuthorization' },
  LikeRequest: { interaction: 'canLike', stamp: 'LikeAuthorization' },
  ReplyRequest: { interaction: 'canReply', stamp: 'ReplyAuthorization' },
  AnnounceRequest: { interaction: 'canAnnounce', stamp: 'AnnounceAuthorization' },
};

/** Answers with a stamp what the post's policy allows, refuses what it does not, and files what its author is to decide. */
export const request: Effect = async (parts, activity) => {
  const [id, actor, instrument] = ['object', 'actor', 'instrument'].map((name) => firstString(activity[name]));
  const requested = requestTypes[activity.type];
  const post = id !== undefined && parts.addresses.isLocal(id) ? await parts.store.getObject(id) : undefined;
  const author = post && (await parts.accounts.byActor(firstString(post['attributedTo']) ?? ''));
  if (!post || !author || !requested || actor === undefined) return refused('there is no such post');
  if (instrument === undefined) return refused('the request names no `instrument`');
  const allowed = await permission(parts.store, post, requested.interaction, actor);
  if (allowed === 'ask') return file(activity);
  await parts.store.saveActivity({ ...activity, instrument: [instrument] });
  const asked = { id: activity.id, type: activity.type, actor, object: post.id, instrument };
  // The stamp is there for everybody, and so says of no post that it is there but of one that everybody may see.
  const shown = allowed === 'yes' && (await parts.releases.current(post.id, 'public')) !== undefined;
  await answer(parts, author, shown ? requested.stamp : undefined, asked);
  return done;
};

interface Asked {
  readonly id: string;
  readonly type: string;
  readonly actor: string;
  readonly object: string;
  readonly instrument: string;
}

async function answer(parts: EffectParts, author: Account, type: string | undefined, asked: Asked): Promise<void> {
  // apex lets an actor accept what was sent to it alone, and not every server says to whom it sends a request.
  const object: JsonObject = { ...asked, to: [author.actorId] };
  const to = [asked.actor];
  if (type === undefined) return parts.say(author, { type: 'Reject', object, to });
  const stamp = {
    id: parts.apex.utils.objectIdToIRI(),
    type,
    attributedTo: [author.actorId],
    interactingObject: [asked.instrument],
    interactionTarget: [asked.object],
    // Its deletion revokes it: whoever has it hears of that.
    to: [asked.actor],
  } as ApexNode;
  await parts.as(author, async () => {
    await parts.store.saveObject(stamp);
    await parts.serve(author, stamp, ['public']);
  });
  return parts.say(author, { type: 'Accept', object, result: stamp.id, to });
}
