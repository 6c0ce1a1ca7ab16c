import { type Confirmation, outcomes, type Verdict } from '../model/verdict.ts';
import type { PolicySet } from '../rules/index.ts';

type DecidingSet = Pick<PolicySet, 'version' | 'evaluate'>;

/** The set where the author has confirmed what these policies ask about: nothing else of a verdict changes. */
export function confirming(set: DecidingSet, confirmed: Confirmation | undefined): DecidingSet {
  if (confirmed === undefined) return set;
  return {
    version: set.version,
    evaluate: (...given) => withConfirmed(set.evaluate(...given), confirmed),
  };
}

function withConfirmed(verdict: Verdict, confirmed: Confirmation): Verdict {
  const standing = verdict.reasons.filter(
    ({ observed, approved, outcome, policy }) =>
      !observed && approved !== true && !(outcome === 'confirm' && confirmed.policies.includes(policy)),
  );
  const outcome = outcomes.find((one) => standing.some((reason) => reason.outcome === one)) ?? 'allow';
  return { ...verdict, outcome, confirmed };
}
