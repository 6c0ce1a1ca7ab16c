import type { Gate, GateOutcome, JsonObject, SealedRelease, Verdict } from '../../policies/index.ts';
import { firstString } from '../addressing.ts';
import { type GateFiles, knownFiles } from '../media/gate-files.ts';
import { decideAll } from '../outbox/cross.ts';
import type { Decision, Releases } from '../ports/index.ts';

export interface StandingParts extends GateFiles {
  readonly gate: Pick<Gate, 'decide'>;
  readonly releases: Releases;
}

/** Something that left, as others have it. */
export interface Left {
  readonly decision: Decision;
  readonly activity: SealedRelease;
  /** What is served at the object's own id, where the activity made or changed one. */
  readonly object?: SealedRelease;
}

/** What the set in force says of something that left. */
export type Standing =
  /** Nothing of it is left to decide on. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'stands' }
  /** Without a person, or because a check of it failed: there is no answer. */
  | { readonly kind: 'undecided'; readonly left: Left; readonly verdict: Verdict }
  | { readonly kind: 'forbidden'; readonly left: Left; readonly verdict: Verdict }
  /** It may be there with less in it, as these documents are. */
  | { readonly kind: 'changed'; readonly left: Left; readonly verdict: Verdict; readonly documents: JsonObject[] }
  /** No set is in force here, or nobody can tell which one. */
  | { readonly kind: 'no-answer' };

const decoder = new TextDecoder();

/**
 * Decides once more on the very bytes that others were given: a recall never shows more than what was shown. What the
 * author confirmed then and reviewers let go then counts for the same policies.
 */
export async function standingOf(parts: StandingParts, decision: Decision, decidedWith?: string): Promise<Standing> {
  if (!hasLeft(decision)) return { kind: 'gone' };
  const activity = await parts.releases.current(decision.activity, decision.zone);
  if (!activity) return { kind: 'gone' };
  if (decidedWith !== undefined && activity.setVersion === decidedWith) return { kind: 'stands' };
  const document = documentOf(activity);
  const objectId = ['Create', 'Update'].includes(decision.activityType) ? idOf(document['object']) : undefined;
  const object = objectId === undefined ? undefined : await parts.releases.current(objectId, decision.zone);
  const left: Left = { decision, activity, ...(object && { object }) };
  // Decided once where the object is what the activity shows anyway.
  const served = object && documentOf(object);
  const alone = served && JSON.stringify(bare(served)) !== JSON.stringify(document['object']) ? [served] : [];
  const documents = [document, ...alone];
  const outcomes = decideAll(parts.gate, documents, crossingOf(decision), {
    ...agreedThen(decision),
    files: await knownFiles(documents, parts),
  });
  return judged(left, documents, outcomes);
}

function judged(left: Left, documents: readonly JsonObject[], outcomes: readonly GateOutcome[]): Standing {
  const stopped = outcomes.find((outcome) => outcome.kind === 'stopped');
  if (stopped) {
    const { cause, verdict } = stopped;
    if (cause === 'no-policy-set' || cause === 'set-unconfirmed') return { kind: 'no-answer' };
    const certain = cause === 'policy' && verdict.outcome !== 'confirm';
    return { kind: certain ? 'forbidden' : 'undecided', left, verdict };
  }
  const released = outcomes.filter((outcome) => outcome.kind === 'released');
  const changed = released.find(({ verdict }) => isChange(verdict, left.decision.verdict));
  const same = released.every((outcome, at) => JSON.stringify(outcome.document) === JSON.stringify(documents[at]));
  if (!changed || same) return { kind: 'stands' };
  return { kind: 'changed', left, verdict: changed.verdict, documents: released.map(({ document }) => document) };
}

/** A line that a policy wants added is there already where one was added when it left. */
export function isChange({ outcome }: Verdict, then: Verdict | undefined): boolean {
  return outcome === 'redact' || (outcome === 'disclose' && then?.outcome !== 'disclose');
}

/** What the author confirmed and reviewers let go when it was decided. */
export function agreedThen({ verdict: { reasons, confirmed } }: Decision) {
  const approved = reasons.filter((reason) => reason.approved).map(({ policy }) => policy);
  return { approved, ...(confirmed && { confirmed }) };
}

export function crossingOf({ zone, actor, roles, activityType: activity, domains, decidedAt: at }: Decision) {
  return { zone, actor, roles, activity, domains, at };
}

function hasLeft({ verdict }: Decision): boolean {
  return ['allow', 'advise', 'disclose', 'redact'].includes(verdict.outcome);
}

export function documentOf({ body }: SealedRelease): JsonObject {
  return JSON.parse(decoder.decode(body)) as JsonObject;
}

/** The id of a thing that is embedded or named. */
export function idOf(value: unknown): string | undefined {
  return firstString([value]);
}

/** As it stands in another document. */
export function bare({ '@context': _context, ...members }: JsonObject): JsonObject {
  return members as JsonObject;
}
