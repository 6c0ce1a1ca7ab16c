import type { JsonObject } from '../../policies/index.ts';
import { addresseesOf, isPublicAddress } from '../addressing.ts';
import type { Followers, SealedRelease } from '../ports/index.ts';
import { digestOf, synchronizationHeader } from './digest.ts';

/** More followers on one server than this, and their digest is not worked out for every delivery to it. */
const followersMost = 10_000;

/** Where the followers on the server that asks are listed. */
export function partialFollowersOf(actorId: string): string {
  return `${actorId}/followers_synchronization`;
}

/** The `Collection-Synchronization` of one delivery; undefined where it has none. */
export type Synchronize = (
  sealed: SealedRelease,
  delivery: { readonly inbox: string; readonly signer: string },
) => Promise<string | undefined>;

/**
 * Lets a server compare what it knows of our followers there with what we know, on deliveries that go to followers alone
 * (FEP-8fcf). It tells that server about nobody but its own people, and of those only a digest.
 */
export function createSynchronize({ followers }: { readonly followers: Followers }): Synchronize {
  // The releases of one fan-out come one after the other, and as the same value.
  const forFollowers = new WeakMap<SealedRelease, boolean>();
  return async (sealed, { inbox, signer }) => {
    if (sealed.zone !== 'addressed') return undefined;
    const collectionId = `${signer}/followers`;
    const known = forFollowers.get(sealed) ?? goesToFollowersAlone(sealed, collectionId);
    forFollowers.set(sealed, known);
    if (!known) return undefined;
    const there = await followers.under(collectionId, new URL(inbox).origin);
    if (there.length > followersMost) return undefined;
    return synchronizationHeader({ collectionId, url: partialFollowersOf(signer), digest: digestOf(there) });
  };
}

function goesToFollowersAlone({ body }: SealedRelease, collection: string): boolean {
  const named = addresseesOf(JSON.parse(new TextDecoder().decode(body)) as JsonObject);
  return named.includes(collection) && !named.some(isPublicAddress);
}
