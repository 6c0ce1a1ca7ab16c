import type { Reason, Verdict } from '../../policies/index.ts';
import type { CrossingOutcome } from './cross.ts';
import type { Submission } from './submission.ts';

/** What holds every report that leaves, as a policy would. */
const reportLeaves: Reason = {
  policy: 'report',
  title: 'A report to another server',
  outcome: 'hold',
  guidance: 'Reports to other servers leave without your name and wait for a reviewer.',
  observed: false,
  findings: [],
};

/** A report that policies let out waits for a reviewer all the same; one that was approved goes. */
export function heldAsReport(crossed: CrossingOutcome, { approval }: Submission): CrossingOutcome {
  const { activity, crossing, verdict } = crossed;
  if (activity.type !== 'Flag' || crossed.kind === 'stopped' || approval?.policies.includes(reportLeaves.policy)) {
    return crossed;
  }
  const held: Verdict = { ...verdict, outcome: 'hold', reasons: [reportLeaves, ...verdict.reasons] };
  return { kind: 'stopped', activity, crossing, verdict: held, cause: 'policy' };
}
