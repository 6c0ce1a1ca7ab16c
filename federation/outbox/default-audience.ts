import {
  type Addresses,
  addresseesOf,
  audienceFields,
  firstString,
  isPublicAddress,
  publicAddress,
  strings,
} from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { ApexNode } from '../apex/types.ts';
import type { Account } from '../ports/index.ts';
import { boundsOf } from './inherit.ts';
import { collectionOf } from './own-collection.ts';

interface Known {
  readonly store: ApexStore;
  readonly addresses: Addresses;
}

/**
 * Names the addressees that a client left out: an answer goes to whoever is answered, an edit or a retraction to whoever
 * was told, and everything else to colleagues only (DESIGN.md §4: no addressee at all means internal). Returns what is
 * wrong with an audience that can't be had.
 */
export async function addressByDefault(draft: ApexNode, account: Account, known: Known): Promise<string | undefined> {
  const object = firstString(draft['object']);
  if (draft.type === 'Update' || draft.type === 'Delete') return addressLikeStored(draft, object, account, known);
  if (addresseesOf(draft).length === 0) draft['to'] = await usualAddressees(draft, object, account, known);
  return undefined;
}

async function usualAddressees(
  draft: ApexNode,
  object: string | undefined,
  account: Account,
  known: Known,
): Promise<string[]> {
  const { store, addresses } = known;
  switch (draft.type) {
    case 'Follow':
      return strings(draft['object']);
    case 'Accept':
    case 'Reject':
      return strings((await activityIn(draft, object, store))?.['actor']);
    case 'Undo': {
      const undone = await activityIn(draft, object, store);
      if (undone) return addresseesOf(undone);
      // An actor's id stands for the Follow of it (apex's outboxActivityObject).
      return object !== undefined && addresses.actorName(object) === undefined ? [object] : [addresses.internalZone];
    }
    case 'Like':
    case 'EmojiReact':
    case 'Dislike': {
      const thing =
        object === undefined ? undefined : ((await store.getObject(object)) ?? (await store.getActivity(object)));
      return strings(thing?.['attributedTo'] ?? thing?.['actor']);
    }
    case 'Add':
    case 'Remove': {
      const collection = await collectionOf(store, draft, account);
      return collection ? addresseesOf(collection) : [addresses.followers(account.name)];
    }
    case 'Move':
      return [addresses.followers(account.name)];
    default:
      return [addresses.internalZone];
  }
}

async function activityIn(draft: ApexNode, id: string | undefined, store: ApexStore): Promise<ApexNode | undefined> {
  const [inline] = Array.isArray(draft['object']) ? draft['object'] : [];
  if (id === undefined) return undefined;
  return (await store.getActivity(id)) ?? (typeof inline === 'object' && inline !== null ? inline : undefined);
}

/**
 * An edit keeps its audience unless it names a wider one, and a retraction goes to the old audience in any case. A copy
 * that went out can't be called back by narrowing.
 */
async function addressLikeStored(
  draft: ApexNode,
  id: string | undefined,
  account: Account,
  known: Known,
): Promise<string | undefined> {
  if (id === account.actorId) {
    draft['to'] = [publicAddress];
    draft['cc'] = [known.addresses.followers(account.name)];
    return undefined;
  }
  const stored = id === undefined ? undefined : await known.store.getObject(id);
  const renamed = draft.type === 'Update' ? namedAudience(draft) : undefined;
  if (stored && renamed && reach(renamed, known.addresses) < reach(stored, known.addresses)) {
    return "a post can't be narrowed after it was sent: delete it and post again";
  }
  if (stored && renamed && (await widensPastBounds(stored, renamed, known))) {
    return "an answer or a quote can't be heard further than what it is about: post it anew";
  }
  copyAudience(renamed ?? stored ?? draft, draft, renamed !== undefined);
  return undefined;
}

/** An edit keeps what its post answers or quotes, which it names to whoever reads it. */
async function widensPastBounds(stored: ApexNode, renamed: ApexNode, { store, addresses }: Known): Promise<boolean> {
  const wanted = reach(renamed, addresses);
  if (wanted <= reach(stored, addresses)) return false;
  for (const id of boundsOf(stored)) {
    const bound = (await store.getObject(id)) ?? (await store.getActivity(id));
    if (bound ? reach(bound, addresses) < wanted : addresses.isLocal(id)) return true;
  }
  return false;
}

/** Whichever of an Update and its object names addressees. */
function namedAudience(draft: ApexNode): ApexNode | undefined {
  const [patch] = Array.isArray(draft['object']) ? draft['object'] : [];
  return [draft, patch].find((node) => typeof node === 'object' && node !== null && addresseesOf(node).length > 0);
}

function copyAudience(source: ApexNode, draft: ApexNode, ontoPatch: boolean): void {
  const [patch] = Array.isArray(draft['object']) ? draft['object'] : [];
  for (const field of audienceFields) {
    const iris = strings(source[field]);
    if (iris.length > 0) draft[field] = iris;
    else delete draft[field];
    // apex merges the patch over the stored object, so a field that is gone must be there, empty.
    if (ontoPatch && typeof patch === 'object') patch[field] = iris;
  }
}

/** How far addressees reach: 0 inside, 1 named outsiders or followers, 2 everyone. */
function reach(node: ApexNode, addresses: Addresses): number {
  const named = addresseesOf(node);
  if (named.some(isPublicAddress)) return 2;
  return named.every((iri) => iri === addresses.internalZone || addresses.actorName(iri) !== undefined) ? 0 : 1;
}
