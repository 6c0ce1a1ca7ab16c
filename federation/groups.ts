import type { JsonObject } from '../policies/index.ts';
import { type Addresses, addresseesOf, firstString, isPublicAddress, publicAddress } from './addressing.ts';
import type { ApexStore } from './apex/store.ts';
import type { ApexNode } from './apex/types.ts';
import type { Peers } from './peers.ts';
import type { Account, Accounts } from './ports/index.ts';

export interface GroupParts {
  readonly store: ApexStore;
  readonly accounts: Accounts;
  readonly addresses: Addresses;
  readonly peers: Pick<Peers, 'standing'>;
  /** Says something in the name of an account, through the gate, in the running unit of work. */
  readonly say: (account: Account, document: JsonObject) => Promise<unknown>;
}

/** Communities that one post is passed on by at most. */
const groupsMost = 5;

/**
 * A community of this server passes on what its members post to it for everybody, the post and the activity that brought
 * it (FEP-1b12): whoever follows it is a member. What answers something is part of that thread already.
 */
export async function passOn(parts: GroupParts, activity: ApexNode): Promise<void> {
  const [post] = (activity['object'] ?? []) as ApexNode[];
  const author = firstString(activity['actor']);
  if (activity.type !== 'Create' || typeof post !== 'object' || author === undefined) return;
  const named = new Set([...addresseesOf(activity), ...addresseesOf(post)]);
  if (post['inReplyTo'] !== undefined || ![...named].some(isPublicAddress)) return;
  if (parts.peers.standing(author) !== 'ordinary') return;
  const names = [...named].flatMap((iri) => parts.addresses.actorName(iri) ?? []);
  for (const name of names.slice(0, groupsMost)) {
    const group = await parts.accounts.byName(name);
    if (group?.kind !== 'community' || !(await isNews(parts, group, post.id, author))) continue;
    const cc = [parts.addresses.followers(group.name)];
    // Servers of people take the post as a boost and know the second for the same; those of communities take the activity.
    for (const object of [post.id, activity.id]) {
      await parts.say(group, { type: 'Announce', object, to: [publicAddress], cc });
    }
  }
}

/** By a member, and not passed on before. */
async function isNews({ store }: GroupParts, { actorId }: Account, post: string, author: string): Promise<boolean> {
  const member = await store.findActivityByCollectionAndActorId(`${actorId}/followers`, author);
  if (!member) return false;
  return (await store.findActivityByCollectionAndObjectId(`${actorId}/outbox`, post, false, 'Announce')) === undefined;
}
