import type { HeldSubmissions, SubmitOutcome } from '../../federation/index.ts';
import type { Verdict } from '../../policies/index.ts';
import { type Docket, openReasons, reviewDigest } from './held-post.ts';

/** What became of a post that its reviewers let go. */
export type LetGo =
  | { readonly kind: 'released'; readonly activity: string }
  /** Another policy of the set in force wants it reviewed, or its check failed. */
  | { readonly kind: 'held-again'; readonly verdict: Verdict }
  /** The set in force stops it for good; its author is told. */
  | { readonly kind: 'stopped'; readonly verdict: Verdict }
  | { readonly kind: 'refused'; readonly reason: string };

/** Sends what was approved by as many reviewers as it takes, for the policies and the zone that they were shown. */
export async function letGo(held: HeldSubmissions, { hold, decision }: Docket): Promise<LetGo> {
  const policies = openReasons(decision).map(({ policy }) => policy);
  return toLetGo(await held.release(hold, { policies, zone: decision.zone, digest: reviewDigest(hold) }));
}

function toLetGo(outcome: SubmitOutcome): LetGo {
  switch (outcome.kind) {
    case 'created':
      return { kind: 'released', activity: outcome.id };
    case 'held':
      return { kind: 'held-again', verdict: outcome.verdict };
    case 'stopped':
      return { kind: 'stopped', verdict: outcome.verdict };
    case 'invalid':
      return { kind: 'refused', reason: outcome.reason };
  }
}
