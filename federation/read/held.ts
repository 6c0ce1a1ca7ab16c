import type { JsonObject } from '../../policies/index.ts';
import type { Addresses } from '../addressing.ts';
import type { Hold, Holds, Review, Reviews } from '../ports/index.ts';

export interface HeldReading {
  readonly addresses: Addresses;
  readonly holds: Holds;
  readonly reviews: Reviews;
  readonly openDraft: (sealed: Uint8Array, holdId: string) => JsonObject;
}

/** What became of a submission that was held, for whoever sent it. */
export type HeldFate =
  /** Still waits: as it was sent, with what reviewers ask. */
  | { readonly kind: 'waits'; readonly document: JsonObject }
  /** Let go under this id. */
  | { readonly kind: 'released'; readonly activity: string }
  /** A tombstone that says why. */
  | { readonly kind: 'ended'; readonly document: JsonObject };

/** The id that the author was given when it was held stays good for them alone. */
export async function fateOf(
  { addresses, holds, reviews, openDraft }: HeldReading,
  id: string,
  actorId: string,
): Promise<HeldFate | undefined> {
  const holdId = id.startsWith(`${addresses.origin}/activities/`) ? id.split('/').at(-1) : undefined;
  if (holdId === undefined) return undefined;
  const [hold, acts] = await Promise.all([holds.byId(holdId), reviews.ofHold(holdId)]);
  if (hold) return mine(hold, actorId) ? waiting(openDraft(hold.sealedDraft, hold.id), acts) : undefined;
  const last = acts.findLast(({ act }) => ['released', 'rejected', 'expired'].includes(act));
  if (last?.author !== actorId) return undefined;
  return last.activity === undefined ? ended(id, last) : { kind: 'released', activity: last.activity };
}

function mine({ actor, sentBy }: Hold, actorId: string): boolean {
  return actor === actorId || sentBy === actorId;
}

function waiting(draft: JsonObject, acts: readonly Review[]): HeldFate {
  const questions = acts.flatMap(({ act, note }) => (act === 'asked' && note !== undefined ? [note] : []));
  const portico = { state: 'held', ...(questions.length > 0 && { questions }) };
  return { kind: 'waits', document: { ...draft, portico } };
}

function ended(id: string, { act, note }: Review): HeldFate {
  const portico = { state: act, ...(note !== undefined && { note }) };
  return { kind: 'ended', document: { id, type: 'Tombstone', portico } };
}
