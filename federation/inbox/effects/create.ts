import { firstString } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import { permission } from '../interaction-policy.ts';
import { done, type Effect, type EffectParts, file, refused } from './effect.ts';
import { carriesStamp } from './stamp.ts';
import { vote } from './vote.ts';

/** A post: a vote where it answers a poll by name; else it is filed, if what it answers may be answered. */
export const create: Effect = async (parts, activity) => {
  const [object] = activity['object'] as ApexNode[];
  const actor = firstString(activity['actor']);
  if (!object || actor === undefined) return refused('`Create` brings no object');
  const answered = await localPost(parts, firstString(object['inReplyTo']));
  if (answered?.type === 'Question' && isVote(object)) {
    await vote(parts, { question: answered, activity, choice: firstString(object['name']) ?? '', voter: actor });
    return done;
  }
  if (answered) {
    const allowed = await permission(parts.store, answered, 'canReply', actor);
    if (allowed === 'no') return refused('its author does not take answers from you to this post');
    const stamped = allowed === 'yes' || (await carriesStamp(parts, object, 'canReply', answered));
    if (!stamped) return refused('its author wants to be asked first, by a `ReplyRequest`');
  }
  return file({ ...activity, object: [await withApprovedQuote(parts, object)] });
};

function isVote(object: ApexNode): boolean {
  return firstString(object['name']) !== undefined && firstString(object['content']) === undefined;
}

async function localPost(
  { store, addresses }: Pick<EffectParts, 'store' | 'addresses'>,
  id: string | undefined,
): Promise<ApexNode | undefined> {
  return id !== undefined && addresses.isLocal(id) ? store.getObject(id) : undefined;
}

/** A quote of a post of this server counts as one with its author's stamp alone (FEP-044f). */
export async function withApprovedQuote(
  parts: Pick<EffectParts, 'store' | 'addresses'>,
  object: ApexNode,
): Promise<ApexNode> {
  const quoted = await localPost(parts, firstString(object['quote']));
  if (!quoted) return object;
  const holds = await carriesStamp(parts, object, 'canQuote', quoted);
  if (holds || firstString(quoted['attributedTo']) === firstString(object['attributedTo'])) return object;
  const { quote: _quote, ...unquoted } = object;
  return unquoted as ApexNode;
}
