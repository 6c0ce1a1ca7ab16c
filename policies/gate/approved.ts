import { outcomes, type Reason, strictestFirst, type Verdict } from '../model/verdict.ts';
import type { PolicySet } from '../rules/index.ts';

type DecidingSet = Pick<PolicySet, 'version' | 'evaluate'>;

/** What reviewers said of a submission, by ids of policies. */
export interface Reviewed {
  /** It leaves although these hold it. */
  readonly approved?: readonly string[];
  /** It leaves without what these find in it, if they find nothing in the rest. Counts under the set it was seen with. */
  readonly redact?: { readonly policies: readonly string[]; readonly set: string };
}

/**
 * The set where reviewers let go what these policies hold, or take out what they find. Nothing else of a verdict changes:
 * what another policy says stands, and so does a block, a redaction, or a failure of the gate's own.
 */
export function approving(set: DecidingSet, reviewed: Reviewed): DecidingSet {
  const approved = reviewed.approved ?? [];
  const redact = redactedUnder(set, reviewed);
  if (approved.length === 0 && redact.length === 0) return set;
  return {
    version: set.version,
    evaluate: (fields, crossing, ...more) => withReviewed(set.evaluate(fields, crossing, ...more), approved, redact),
  };
}

/** Ids of the policies whose findings are taken out, where this is the set under which reviewers saw that. */
export function redactedUnder({ version }: Pick<DecidingSet, 'version'>, { redact }: Reviewed): readonly string[] {
  return redact?.set === version ? redact.policies : [];
}

function withReviewed(verdict: Verdict, approved: readonly string[], redact: readonly string[]): Verdict {
  const reasons = verdict.reasons.map((reason): Reason => {
    if (!isAsking(reason)) return reason;
    if (redact.includes(reason.policy)) return { ...reason, outcome: 'redact', reviewed: true };
    return approved.includes(reason.policy) ? { ...reason, approved: true } : reason;
  });
  const standing = reasons.filter((reason) => !reason.observed && !('approved' in reason));
  const outcome = outcomes.find((one) => standing.some((reason) => reason.outcome === one)) ?? 'allow';
  return { ...verdict, outcome, reasons: reasons.toSorted(strictestFirst) };
}

/** What asks for somebody's yes can have it; `gate` is nobody's policy. */
function isAsking({ policy, outcome, observed }: Reason): boolean {
  return (outcome === 'hold' || outcome === 'confirm') && !observed && policy !== 'gate';
}
