import type { Gate, JsonObject, Judgement, SealedRelease, Verdict } from '../../policies/index.ts';
import { firstString } from '../addressing.ts';
import { type GateFiles, knownFiles } from '../media/gate-files.ts';
import { judgeAll } from '../outbox/cross.ts';
import { agreedThen, crossingThen } from '../outbox/decided.ts';
import { isRepeated } from '../outbox/repeated.ts';
import type { ShownNow } from '../outbox/shown-now.ts';
import type { Decision } from '../ports/index.ts';

export interface StandingParts extends GateFiles {
  readonly gate: Pick<Gate, 'judge'>;
}

/** Something that left, as others have it. */
export interface Left {
  readonly decision: Decision;
  readonly activity: JsonObject;
  /** What is served at the object's own id, where the activity made or changed one. */
  readonly object?: JsonObject;
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
export async function standingOf(parts: StandingParts, shown: ShownNow, decidedWith?: string): Promise<Standing> {
  const { decision, activity, object, setVersion } = shown;
  if (!activity) return { kind: 'gone' };
  if (decidedWith !== undefined && setVersion === decidedWith) return { kind: 'stands' };
  const left: Left = { decision, activity, ...(object && { object }) };
  const documents = object && !isRepeated(activity, object) ? [activity, object] : [activity];
  const outcomes = judgeAll(parts.gate, documents, crossingThen(decision), {
    ...agreedThen(decision),
    files: await knownFiles(documents, parts),
  });
  return judged(left, documents, outcomes);
}

function judged(left: Left, documents: readonly JsonObject[], outcomes: readonly Judgement[]): Standing {
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
