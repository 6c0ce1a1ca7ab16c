import { redact } from '../actions/index.ts';
import { type Confirmation, outcomes, type Verdict } from '../model/verdict.ts';
import type { Crossing } from '../model/zone.ts';
import type { PolicySet } from '../rules/index.ts';

type DecidingSet = Pick<PolicySet, 'version' | 'evaluate'>;

const justificationLength = 1000;

/** The set where the author has confirmed what these policies ask about: nothing else of a verdict changes. */
export function confirming(set: DecidingSet, confirmed: Confirmation | undefined): DecidingSet {
  if (confirmed === undefined) return set;
  return {
    version: set.version,
    evaluate: (fields, crossing, ...more) => {
      const word = withoutFindings(set, confirmed, crossing);
      return withConfirmed(set.evaluate(fields, crossing, ...more), word);
    },
  };
}

/** A justification is kept with the decision, so it holds nothing that a policy finds. */
function withoutFindings(
  set: DecidingSet,
  { policies, justification }: Confirmation,
  crossing: Crossing,
): Confirmation {
  if (justification === undefined) return { policies };
  const text = justification.slice(0, justificationLength);
  const { reasons } = set.evaluate([{ path: '/text', kind: 'text', value: text }], crossing);
  if (reasons.some(({ policy }) => policy === 'gate')) return { policies, justification: '[it could not be checked]' };
  return {
    policies,
    justification: redact(
      text,
      'text',
      reasons.flatMap(({ findings }) => findings),
    ),
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
