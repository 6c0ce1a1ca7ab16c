import type { HeldSubmissions, SubmitOutcome } from '../../federation/index.ts';
import type { Verdict } from '../../policies/index.ts';
import { type Docket, openReasons, reviewDigest } from './held-post.ts';

/** What became of a post that its reviewers let go. */
export type LetGo =
  | { readonly kind: 'released'; readonly activity: string; readonly redacted: boolean }
  /** Another policy of the set in force wants it reviewed, or its check failed. */
  | { readonly kind: 'held-again'; readonly verdict: Verdict }
  /** The set in force stops it for good; its author is told. */
  | { readonly kind: 'stopped'; readonly verdict: Verdict }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Sends what was approved by as many reviewers as it takes, for the policies and the zone that they were shown; under
 * `redactedUnder`, without what these policies find.
 */
export async function letGo(held: HeldSubmissions, { hold, decision }: Docket, redactedUnder?: string): Promise<LetGo> {
  const policies = openReasons(decision).map(({ policy }) => policy);
  const digest = reviewDigest(hold, redactedUnder);
  const approval = { policies, zone: decision.zone, digest, ...(redactedUnder !== undefined && { redactedUnder }) };
  return toLetGo(await held.release(hold, approval), redactedUnder !== undefined);
}

function toLetGo(outcome: SubmitOutcome, redacted: boolean): LetGo {
  switch (outcome.kind) {
    case 'created':
      return { kind: 'released', activity: outcome.id, redacted };
    case 'held':
      return { kind: 'held-again', verdict: outcome.verdict };
    case 'stopped':
      return { kind: 'stopped', verdict: outcome.verdict };
    case 'invalid':
      return { kind: 'refused', reason: outcome.reason };
  }
}
