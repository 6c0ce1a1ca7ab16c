import type { Account, Decision, Hold } from '../../../federation/ports/index.ts';
import type { MastodonParts } from '../../mastodon/door.ts';
import { outsideText } from '../../mastodon/posting.ts';
import { speaksFor } from '../../mastodon/speaking.ts';
import { hasTip } from '../../mastodon/tips/address.ts';
import { objectOf } from '../../mastodon/tips/brought.ts';
import { type WrittenBefore, writtenBefore } from '../../mastodon/tips/stopped.ts';
import { type OpenQuestion, openQuestion, traceOf } from '../../mastodon/tips/trace.ts';

/** A decision as its author may read about it. */
export interface TipRead {
  readonly decision: Decision;
  /** What became of what was held. */
  readonly held?: HeldState;
  /** What the author can still answer. */
  readonly question?: OpenQuestion;
  /** Plain text of what is read outside of what was redacted; empty where there is nothing to read. */
  readonly outside: readonly string[];
}

export type HeldState =
  | {
      readonly kind: 'waiting';
      readonly cause: Hold['cause'];
      /** How many reviewers have to agree, and how many have. */
      readonly tiers: number;
      readonly agreed: number;
      /** Milliseconds since the epoch. */
      readonly expiresAt?: number;
    }
  /** `gone`: taken back, or nobody can tell any more. */
  | { readonly kind: 'released' | 'rejected' | 'expired' | 'gone'; readonly note?: string };

/** Undefined for everybody but its author, as for what was never decided. */
export async function readTip(parts: MastodonParts, reader: Account, id: string): Promise<TipRead | undefined> {
  const decision = await parts.store.decisions.byId(id);
  if (!decision || !hasTip(decision.verdict.outcome) || !speaksFor(reader, decision.actor)) return undefined;
  const [trace, outside] = await Promise.all([traceOf(parts, id), outsideOf(parts, decision)]);
  if (trace?.kind === 'hold') return { decision, outside, held: await heldState(parts, trace.hold) };
  if (decision.verdict.outcome === 'hold') return { decision, outside, held: { kind: 'gone' } };
  // Buttons speak for whoever presses them, so they are only for what was said in one's own name.
  const own = trace && reader.actorId === decision.actor;
  const question = own ? await openQuestion(parts, reader.actorId, trace.key) : undefined;
  return { decision, outside, ...(question && { question }) };
}

async function heldState({ reviewing, store }: MastodonParts, hold: string): Promise<HeldState> {
  const shown = await reviewing.show(hold);
  if (shown) {
    const { cause, tiers, approvedBy, redactedBy, expiresAt } = shown.post;
    const agreed = Math.max(approvedBy.length, redactedBy.length);
    return { kind: 'waiting', cause, tiers, agreed, ...(expiresAt !== undefined && { expiresAt }) };
  }
  for (const { act, note } of (await store.reviews.ofHold(hold)).toReversed()) {
    if (act === 'rejected') return { kind: act, ...(note !== undefined && { note }) };
    if (act === 'released' || act === 'expired') return { kind: act };
  }
  return { kind: 'gone' };
}

/** What a tip is about, for the form in which its author writes it anew. */
export async function writtenIn(parts: MastodonParts, reader: Account, id: string): Promise<WrittenBefore | undefined> {
  const decision = await parts.store.decisions.byId(id);
  return decision && writtenBefore(parts, reader, decision);
}

/** Only of what the author wrote: what they boost or like is somebody else's. */
async function outsideOf(parts: MastodonParts, { activity, activityType, verdict, zone }: Decision): Promise<string[]> {
  const wrote = activityType === 'Create' || activityType === 'Update';
  return verdict.outcome === 'redact' && wrote ? outsideText(parts, await objectOf(parts, activity), zone) : [];
}
