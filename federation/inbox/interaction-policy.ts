import { firstString, isPublicAddress, strings } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { ApexNode } from '../apex/types.ts';
import type { Interaction } from '../interaction-requests.ts';

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
  const policy = firstNode(firstNode(post['interactionPolicy'])?.[interaction]);
  if (!policy) return interaction === 'canQuote' ? 'no' : 'yes';
  if (interaction === 'canReply' && isMentioned(post, actor)) return 'yes';
  const names = async (who: readonly string[]): Promise<boolean> =>
    who.some((iri) => iri === actor || isPublicAddress(iri)) ||
    (who.includes(`${author}/followers`) && (await follows(store, actor, `${author}/followers`)));
  if (await names(strings(policy['automaticApproval']))) return 'yes';
  return (await names(strings(policy['manualApproval']))) ? 'ask' : 'no';
}

async function follows(store: ApexStore, actor: string, followers: string): Promise<boolean> {
  return (await store.findActivityByCollectionAndActorId(followers, actor)) !== undefined;
}

/** Whoever is mentioned may answer, whatever the policy says. */
function isMentioned(post: ApexNode, actor: string): boolean {
  const tags: unknown[] = Array.isArray(post['tag']) ? post['tag'] : [];
  return tags.some((tag) => isNode(tag) && tag['type'] === 'Mention' && firstString(tag['href']) === actor);
}

function firstNode(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const [node] = Array.isArray(value) ? (value as unknown[]) : [];
  return isNode(node) ? node : undefined;
}

function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
