import type { JsonObject } from '../../policies/index.ts';
import { firstString } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { ApexNode } from '../apex/types.ts';
import type { Account } from '../ports/index.ts';

export interface FollowAnswering {
  readonly store: ApexStore;
  readonly say: (account: Account, document: JsonObject) => Promise<unknown>;
}

/** Where the Follows rest that a locked account has not answered. */
export function requestsOf(actorId: string): string {
  return `${actorId}/requests`;
}

/** Accepts a Follow at once, or lays it before the account where that one decides itself (`manuallyApprovesFollowers`). */
export async function answerFollow(
  { store, say }: FollowAnswering,
  follow: ApexNode,
  followed: Account,
): Promise<void> {
  const node = await store.getObject(followed.actorId);
  if (node && isLocked(node)) {
    const stored = await store.getActivity(follow.id);
    if (stored) await store.updateActivityMeta(stored, 'collection', requestsOf(followed.actorId));
    return;
  }
  // Whole, since many servers can't look up a Follow of their own by its id (FEDERATION.md).
  const { id, type, actor, object } = follow;
  const asked = { id, type, actor: firstString(actor) ?? '', object: firstString(object) ?? '' };
  await say(followed, { type: 'Accept', object: asked });
}

export function isLocked(actor: ApexNode): boolean {
  const [locked] = (actor['manuallyApprovesFollowers'] ?? []) as readonly unknown[];
  return locked === true;
}
