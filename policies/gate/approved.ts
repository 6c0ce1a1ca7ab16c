import { outcomes, type Reason, type Verdict } from '../model/verdict.ts';
import type { PolicySet } from '../rules/index.ts';

type DecidingSet = Pick<PolicySet, 'version' | 'evaluate'>;

/**
 * The set where reviewers let go what these policies hold. Nothing else of a verdict changes: what another policy says
 * stands, and so does a block, a redaction, or a failure of the gate's own.
 */
export function approving(set: DecidingSet, approved: readonly string[]): DecidingSet {
  if (approved.length === 0) return set;
  return {
    version: set.version,
    evaluate: (fields, crossing) => withApproved(set.evaluate(fields, crossing), approved),
  };
}

function withApproved(verdict: Verdict, approved: readonly string[]): Verdict {
  const reasons = verdict.reasons.map((reason) =>
    isApproved(reason, approved) ? { ...reason, approved: true as const } : reason,
  );
  const standing = reasons.filter((reason) => !reason.observed && !('approved' in reason));
  const outcome = outcomes.find((one) => standing.some((reason) => reason.outcome === one)) ?? 'allow';
  return { ...verdict, outcome, reasons };
}

/** What asks for somebody's yes has it; `gate` is nobody's policy. */
function isApproved({ policy, outcome, observed }: Reason, approved: readonly string[]): boolean {
  const asks = outcome === 'hold' || outcome === 'confirm';
  return asks && !observed && policy !== 'gate' && approved.includes(policy);
}
