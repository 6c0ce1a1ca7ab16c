import { firstString, isPublicAddress } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { ApexNode } from '../apex/types.ts';
import { approvalsOf, type Interaction, isMentioned } from '../interaction-requests.ts';

/**
 * Whether somebody may do this with a post of this server. Where the post says nothing, everything is allowed but to
 * quote it, which needs its author's word. `ask`: its author decides each time.
 */
export async function permission(
  store: ApexStore,
  post: ApexNode,
  interaction: Interaction,
  actor: string,
): Promise<'yes' | 'ask' | 'no'> {
  const author = firstString(post['attributedTo']);
  if (author === actor) return 'yes';
  const approvals = approvalsOf(post, interaction);
  if (!approvals) return interaction === 'canQuote' ? 'no' : 'yes';
  if (interaction === 'canReply' && isMentioned(post, actor)) return 'yes';
  const names = async (who: readonly string[]): Promise<boolean> =>
    who.some((iri) => iri === actor || isPublicAddress(iri)) ||
    (who.includes(`${author}/followers`) && (await follows(store, actor, `${author}/followers`)));
  if (await names(approvals.automatic)) return 'yes';
  return (await names(approvals.manual)) ? 'ask' : 'no';
}

async function follows(store: ApexStore, actor: string, followers: string): Promise<boolean> {
  return (await store.findActivityByCollectionAndActorId(followers, actor)) !== undefined;
}
