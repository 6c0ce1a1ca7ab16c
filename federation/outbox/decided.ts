import type { Confirmation, Crossing } from '../../policies/index.ts';
import type { Decision } from '../ports/index.ts';

/** Whether something left under a decision. */
export function hasLeft({ verdict }: Decision): boolean {
  return ['allow', 'advise', 'disclose', 'redact'].includes(verdict.outcome);
}

/** The crossing that was decided on, as policies saw it. */
export function crossingThen({
  zone,
  actor,
  roles,
  activityType: activity,
  domains,
  decidedAt: at,
}: Decision): Crossing {
  return { zone, actor, roles, activity, domains, at };
}

/** What the author confirmed and reviewers let go when it was decided. */
export function agreedThen({ verdict: { reasons, confirmed } }: Decision): {
  readonly approved: readonly string[];
  readonly confirmed?: Confirmation;
} {
  const approved = reasons.filter((reason) => reason.approved).map(({ policy }) => policy);
  return { approved, ...(confirmed && { confirmed }) };
}
