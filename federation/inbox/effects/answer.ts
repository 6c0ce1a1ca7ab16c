import { firstString } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import { type Requested, requestTypes } from '../../interaction-requests.ts';
import type { Account } from '../../ports/index.ts';
import { done, type Effect, type EffectParts, file } from './effect.ts';
import { isStamped } from './stamp.ts';

interface Answered extends Requested {
  readonly account: Account;
  /** IRI of the author who answers. */
  readonly asked: string;
  readonly target: string;
  /** IRI of what was asked for. */
  readonly interacting: string;
}

/** A request of ours that whoever was asked answers; undefined where the activity answers anything else. */
async function answered(parts: EffectParts, answer: ApexNode): Promise<Answered | 'nobody asked' | undefined> {
  const request = await parts.store.getActivity(firstString(answer['object']) ?? '');
  const requested = request && requestTypes[request.type];
  if (!requested) return undefined;
  const [target, interacting] = ['object', 'instrument'].map((name) => firstString(request[name]));
  const post = await parts.store.getObject(target ?? '');
  const asked = firstString(post?.['attributedTo']);
  const account = await parts.accounts.byActor(firstString(request['actor']) ?? '');
  const theirs = asked !== undefined && asked === firstString(answer['actor']);
  if (!theirs || !account || target === undefined || interacting === undefined) return 'nobody asked';
  return { ...requested, account, asked, target, interacting };
}

/**
 * The answer to a request of ours. Its stamp, where it holds, goes onto what was asked for: a quote tells everybody of it,
 * a Like, boost or answer leaves with it.
 */
export const accept: Effect = async (parts, activity) => {
  const answer = await answered(parts, activity);
  if (answer === undefined) return file(activity);
  const result = firstString(activity['result']);
  if (answer === 'nobody asked' || result === undefined) return done;
  const { stamp, asked: author, interacting, target } = answer;
  if (!(await isStamped(parts, result, { stamp, author, interacting, target }))) return done;
  if (answer.interaction === 'canQuote') {
    const { account } = answer;
    const object = { id: interacting, type: 'Note', quoteAuthorization: result };
    const said = await parts.say(account, { type: 'Update', object });
    if (said.kind === 'stopped' || said.kind === 'held') parts.stoppedLate({ account, ...said });
    return done;
  }
  await parts.as(answer.account, () => letOut(parts, answer, result));
  return done;
};

/** Puts the stamp onto what was asked for and lets that out, unless it carries one already. */
async function letOut(
  { store, activities, letOutApproved }: EffectParts,
  { account, authorization, interaction, interacting, target }: Answered,
  stamp: string,
): Promise<void> {
  const stamped = { id: interacting, [authorization]: [stamp] } as unknown as ApexNode;
  if (interaction !== 'canReply') {
    const activity = await store.getActivity(interacting);
    if (!activity || activity[authorization] !== undefined) return;
    const updated = await store.updateActivity(stamped, false);
    if (updated) await letOutApproved(account, updated);
    return;
  }
  const post = await store.getObject(interacting);
  if (!post || firstString(post['inReplyTo']) !== target || post[authorization] !== undefined) return;
  await store.updateObject(stamped, account.actorId, false);
  for (const id of await activities.byActorAndObject(account.actorId, interacting)) {
    const create = await store.getActivity(id);
    if (create?.type === 'Create') await letOutApproved(account, create);
  }
}

/**
 * A Like or a boost that its author does not want ends; an answer stays inside, where it has been all along. A quote stays
 * as it is, without a stamp, and shows nothing of what it quotes.
 */
export const reject: Effect = async (parts, activity) => {
  const answer = await answered(parts, activity);
  if (answer === undefined) return file(activity);
  if (answer === 'nobody asked') return done;
  if (answer.interaction === 'canQuote') return file(activity);
  const { account, asked, interaction, interacting } = answer;
  const standing = interaction === 'canReply' ? undefined : await parts.store.getActivity(interacting);
  if (standing) await parts.say(account, { type: 'Undo', object: interacting, to: [asked] });
  return done;
};
