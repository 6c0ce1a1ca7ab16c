import { type Addresses, addresseesOf, audienceFields, firstString, isPublicAddress, strings } from '../addressing.ts';
import type { Node } from '../ports/index.ts';

/**
 * Activities whose object is their own, or an actor, or an answer to whoever asked. Any other, of whatever type, speaks about
 * another thing and so can't be heard further than it.
 */
const ownSpeech = new Set(['create', 'update', 'delete', 'follow', 'accept', 'reject', 'block', 'move']);

/** Ids of the things that a draft answers, quotes or points at: each bounds its audience. */
export function boundsOf(draft: Node): string[] {
  const [object] = Array.isArray(draft['object']) ? draft['object'] : [];
  // A type of another vocabulary is an IRI in normal form.
  const type = draft.type.split(/[#/:]/).at(-1)?.toLowerCase() ?? '';
  if (object !== undefined && !ownSpeech.has(type)) return strings(draft['object']);
  const said = typeof object === 'object' && object !== null ? object : draft;
  return [firstString(said.inReplyTo), firstString(said.quote)].filter((id) => id !== undefined);
}

/**
 * A reply can't be wider than what it answers, whatever the client sent (DESIGN.md §1): takes from the draft's audience
 * whoever could not hear `bound`, and falls back to those inside who could, and its author. Returns whether it narrowed.
 */
export function inherit(draft: Node, bound: Node, addresses: Addresses): boolean {
  const authors = new Set([...strings(bound['attributedTo']), ...strings(bound['actor'])]);
  const heard = new Set([...addresseesOf(bound), ...authors]);
  // An actor is no post: whoever names it tells nobody anything.
  if ([...heard].some(isPublicAddress) || bound['inbox'] !== undefined) return false;
  // Whatever a partner zone gets, colleagues read too.
  const zones = [...heard].filter((iri) => addresses.partnerZoneName(iri) !== undefined);
  const everyColleague = heard.has(addresses.internalZone) || zones.length > 0;
  const before = addresseesOf(draft).length;
  keepAddressees(draft, (iri) => heard.has(iri) || (everyColleague && isInside(iri, addresses)));
  const after = addresseesOf(draft).length;
  if (after === 0) draft['to'] = [...heard].filter((iri) => isInside(iri, addresses) || authors.has(iri));
  return after < before;
}

/** Of something of ours that is not there any more nobody outside hears, whoever may have heard of it once. */
export function keepInside(draft: Node, addresses: Addresses): boolean {
  const before = addresseesOf(draft).length;
  keepAddressees(draft, (iri) => isInside(iri, addresses));
  const after = addresseesOf(draft).length;
  if (after === 0) draft['to'] = [addresses.internalZone];
  return after < before;
}

export function keepAddressees(node: Node, keep: (iri: string) => boolean): void {
  for (const field of audienceFields) {
    if (node[field] !== undefined) node[field] = strings(node[field]).filter(keep);
  }
}

export function isInside(iri: string, addresses: Addresses): boolean {
  return iri === addresses.internalZone || addresses.actorName(iri) !== undefined;
}
