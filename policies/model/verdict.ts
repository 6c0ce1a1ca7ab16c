import type { Finding } from './finding.ts';

/** Outcomes from strictest to most lenient; the strictest of all policies wins. */
export const outcomes = ['block', 'hold', 'confirm', 'redact', 'advise', 'allow'] as const;
export type Outcome = (typeof outcomes)[number];

/** One policy's part in a verdict. */
export interface Reason {
  /** Id of the policy, or `gate` where the gate itself decides (no policy set, a detector failed, unreadable content). */
  readonly policy: string;
  readonly title: string;
  readonly outcome: Outcome;
  /** What the author can do, in the policy's own words. */
  readonly guidance: string;
  /** True where the policy is in `observe` mode: recorded, not enforced. */
  readonly observed: boolean;
  readonly findings: readonly Finding[];
}

export interface Verdict {
  readonly outcome: Outcome;
  /** Strictest first. */
  readonly reasons: readonly Reason[];
  /** Content address of the policy set that decided; `none` where there was none. */
  readonly setVersion: string;
}

/** Sorts reasons: what is enforced before what is only observed, and the strictest of each in front. */
export function strictestFirst(a: Reason, b: Reason): number {
  return Number(a.observed) - Number(b.observed) || outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome);
}
