import { firstString } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import { type Interaction, type Requested, requestTypes } from '../../interaction-requests.ts';
import { sameOrigin } from '../../wire/origins.ts';
import { sanitised } from '../sanitise.ts';
import type { EffectParts } from './effect.ts';

/** What a stamp has to say to be one. */
export interface Stamped extends Pick<Requested, 'stamp'> {
  /** IRI of the author who gives it. */
  readonly author: string;
  /** IRI of what was done. */
  readonly interacting: string;
  /** IRI of the post that it was done with. */
  readonly target: string;
}

/**
 * Whether there is such a stamp where its author's server says: fetched from there, of their origin, about these very
 * things (FEP-044f, GoToSocial). It is kept, so that its deletion is understood. Throws where it may be there later.
 */
export async function isStamped(parts: EffectParts, id: string, wanted: Stamped): Promise<boolean> {
  if (!sameOrigin(id, wanted.author)) return false;
  const known = await parts.store.getObject(id);
  if (known) return says(known, wanted);
  const fetched = await parts.fetchDocument(id);
  if (fetched.kind === 'unreachable') throw new Error(`the stamp can't be fetched (${fetched.reason})`);
  if (fetched.kind !== 'document') return false;
  const read = await parts.apex.fromJSONLD(fetched.document).catch(() => undefined);
  if (read?.id !== id) return false;
  const node = await sanitised(read);
  if (!says(node, wanted)) return false;
  parts.store.trust(node);
  await parts.store.saveObject(node);
  return true;
}

/** Whether something done with a post of this server carries its author's stamp for it. */
export async function carriesStamp(
  { store, addresses }: Pick<EffectParts, 'store' | 'addresses'>,
  node: ApexNode,
  interaction: Interaction,
  post: ApexNode,
): Promise<boolean> {
  const requested = Object.values(requestTypes).find((one) => one.interaction === interaction);
  const id = requested && firstString(node[requested.authorization]);
  const stamp = id !== undefined && addresses.isLocal(id) ? await store.getObject(id) : undefined;
  const author = firstString(post['attributedTo']);
  if (!requested || !stamp || author === undefined) return false;
  return says(stamp, { stamp: requested.stamp, author, interacting: node.id, target: post.id });
}

/** A stamp of this kind, by this author, for this. */
function says(node: ApexNode, { stamp, author, interacting, target }: Stamped): boolean {
  return (
    typeOf(node) === stamp &&
    firstString(node['attributedTo']) === author &&
    firstString(node['interactingObject']) === interacting &&
    firstString(node['interactionTarget']) === target
  );
}

/** GoToSocial's own context gives a stamp for a Like another IRI than the one it is documented by. */
export function typeOf({ type }: ApexNode): string {
  return type === 'gts:LikeApproval' ? 'LikeAuthorization' : type;
}
