import { firstString } from '../addressing.ts';
import type { Peers } from '../peers.ts';
import type { Node } from '../ports/index.ts';

/** Whether a post or an activity is of somebody who is kept out: then it is there for nobody. */
export function isSuspended({ peers }: { readonly peers: Pick<Peers, 'standing'> }, node: Node): boolean {
  const author = firstString(node['attributedTo']) ?? firstString(node['actor']) ?? node.id;
  return peers.standing(author) === 'suspended' || peers.standing(node.id) === 'suspended';
}
