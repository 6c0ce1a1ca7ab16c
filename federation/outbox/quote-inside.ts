import { addresseesOf, firstString, isPublicAddress, publicAddress } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { Apex, ApexNode } from '../apex/types.ts';
import { permission } from '../inbox/interaction-policy.ts';
import { approvalsOf } from '../interaction-requests.ts';

export type QuoteInside =
  | { readonly kind: 'free' }
  /** Its author's word, which other servers ask for (FEP-044f); the post that quotes carries its id. */
  | { readonly kind: 'stamped'; readonly stamp: ApexNode }
  | { readonly kind: 'refused'; readonly reason: string };

const free: QuoteInside = { kind: 'free' };

/**
 * Whether a post may quote one of a colleague. Where that says nothing of quotes colleagues may; what is quoted in public
 * gets the stamp of its author at once, since both are here.
 */
export async function quoteInside(
  { apex, store }: { readonly apex: Apex; readonly store: ApexStore },
  activity: ApexNode,
  object: ApexNode,
  actor: string,
): Promise<QuoteInside> {
  const quoted = firstString(object['quote']);
  if (activity.type === 'Update') {
    const before = await store.getObject(object.id);
    if (!before || firstString(before['quote']) === quoted) return free;
    return { kind: 'refused', reason: 'an edit can not change what a post quotes: post it anew' };
  }
  if (activity.type !== 'Create') return free;
  // Stamps are given, not claimed.
  delete object['quoteAuthorization'];
  const post = quoted?.startsWith(`${apex.baseUrl}/`) ? await store.getObject(quoted) : undefined;
  const author = firstString(post?.['attributedTo']);
  if (!post || author === undefined || author === actor) return free;
  if (approvalsOf(post, 'canQuote') && (await permission(store, post, 'canQuote', actor)) !== 'yes') {
    return { kind: 'refused', reason: `the author of \`${post.id}\` does not let you quote it` };
  }
  if (!addresseesOf(activity).some(isPublicAddress)) return free;
  const stamp = {
    id: apex.utils.objectIdToIRI(),
    type: 'QuoteAuthorization',
    attributedTo: [author],
    interactingObject: [object.id],
    interactionTarget: [post.id],
    // Its deletion revokes it: whoever may have it hears of that.
    to: [publicAddress],
    cc: [`${author}/followers`, actor],
  };
  object['quoteAuthorization'] = [stamp.id];
  return { kind: 'stamped', stamp };
}
