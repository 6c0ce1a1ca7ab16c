import { type Addresses, addresseesOf, isPublicAddress, strings } from '../addressing.ts';
import type { Node } from '../ports/index.ts';

/** Who asks. */
export type Reader =
  | { readonly kind: 'anonymous' }
  /** A server that proved itself by a signed request. */
  | { readonly kind: 'server'; readonly host: string; readonly actorId?: string }
  /** A server that gets nothing here, public or not. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'colleague'; readonly actorId: string };

/** Whether a colleague may see a thing: it is theirs, names them, or is for everybody in here or anywhere. */
export function colleagueMayRead(node: Node, actorId: string, addresses: Addresses): boolean {
  const authors = [node.id, ...strings(node['attributedTo']), ...strings(node['actor'])];
  const named = addresseesOf(node);
  return (
    authors.includes(actorId) ||
    named.includes(actorId) ||
    named.includes(addresses.internalZone) ||
    named.some((iri) => addresses.partnerZoneName(iri) !== undefined) ||
    named.some(isPublicAddress)
  );
}
