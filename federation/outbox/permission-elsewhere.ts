import { firstString, isPublicAddress, strings } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { ApexNode } from '../apex/types.ts';
import { approvalsOf, type Interaction, isMentioned, nodeIn } from '../interaction-requests.ts';

/** Something done with an outsider's post, of which its author is to be asked. */
export interface Asking {
  readonly interaction: Interaction;
  /** IRI of the post. */
  readonly post: string;
  readonly author: string;
}

export type PermissionElsewhere =
  | { readonly kind: 'free' }
  /** Its author's server wants a request, and a stamp of theirs on what comes of it. */
  | { readonly kind: 'ask'; readonly asking: Asking }
  | { readonly kind: 'refused'; readonly reason: string };

const free: PermissionElsewhere = { kind: 'free' };

/**
 * Whether an activity may be told of without asking the author of the outsider's post that it likes, boosts or answers
 * (GoToSocial's interaction controls). A permission by way of followers or following is one that only their server can
 * vouch for, so it is asked for as well. Quotes leave before their stamp is there (FEP-044f) and are none of these.
 */
export async function permissionElsewhere(
  store: ApexStore,
  activity: ApexNode,
  actor: string,
): Promise<PermissionElsewhere> {
  const done = doneWith(activity);
  const post = done && (await store.getObject(done.post));
  const author = firstString(post?.['attributedTo']);
  if (!done || !post || author === undefined || author === actor) return free;
  const { automatic, manual } = approvalsOf(post, done.interaction) ?? { automatic: [], manual: [] };
  if (automatic.length + manual.length === 0 || automatic.includes(actor)) return free;
  if (done.interaction === 'canReply' && isMentioned(post, actor)) return free;
  const person = await store.getObject(author);
  const theirs = new Set([...strings(person?.['followers']), ...strings(person?.['following'])]);
  const ask: PermissionElsewhere = { kind: 'ask', asking: { post: post.id, author, interaction: done.interaction } };
  if (manual.includes(actor)) return ask;
  if (automatic.some(isPublicAddress)) return free;
  if (manual.some(isPublicAddress) || [...automatic, ...manual].some((iri) => theirs.has(iri))) return ask;
  return { kind: 'refused', reason: `the author of \`${post.id}\` does not take this \`${activity.type}\` from you` };
}

/** The post that an activity does something with. */
function doneWith({ type, object }: ApexNode): Omit<Asking, 'author'> | undefined {
  const [said] = Array.isArray(object) ? (object as unknown[]) : [];
  const post = firstString([said]);
  switch (type) {
    case 'Like':
    case 'EmojiReact':
      return post === undefined ? undefined : { interaction: 'canLike', post };
    case 'Announce':
      return post === undefined ? undefined : { interaction: 'canAnnounce', post };
    case 'Create':
    case 'Update': {
      const answered = firstString(nodeIn([said])?.['inReplyTo']);
      return answered === undefined ? undefined : { interaction: 'canReply', post: answered };
    }
    default:
      return undefined;
  }
}
