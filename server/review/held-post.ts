import { hash } from 'node:crypto';
import type { Accounts, Decision, Decisions, Hold, Holds, Review, Reviews } from '../../federation/ports/index.ts';
import type { Reason } from '../../policies/index.ts';

/** What waits for review, without a word of what it says. */
export interface HeldPost {
  readonly id: string;
  readonly actor: string;
  readonly sentBy: string;
  readonly heldAt: number;
  readonly cause: Hold['cause'];
  readonly zone: string;
  readonly activityType: string;
  /** Policies that hold it, or `gate` where a check failed; the strictest first. */
  readonly reasons: readonly Pick<Reason, 'policy' | 'title' | 'outcome' | 'guidance'>[];
  /** Why its author wants it to leave, without anything that a detector finds. */
  readonly justification?: string;
  /** How many reviewers have to approve. */
  readonly tiers: number;
  /** Actor IRIs of those who have. */
  readonly approvedBy: readonly string[];
  /** Milliseconds since the epoch; absent where it waits for as long as it takes. */
  readonly expiresAt?: number;
  /** What was asked of its author. */
  readonly questions: readonly { readonly by: string; readonly at: number; readonly note: string }[];
}

/** A hold with everything that belongs to it. */
export interface Docket {
  readonly hold: Hold;
  readonly decision: Decision;
  readonly reviews: readonly Review[];
  readonly post: HeldPost;
}

export interface DocketParts {
  readonly holds: Holds;
  readonly decisions: Decisions;
  readonly reviews: Reviews;
  readonly accounts: Accounts;
}

const reviewerRole = 'reviewer';

export async function docketOf(parts: DocketParts, hold: Hold): Promise<Docket | undefined> {
  const [decision, reviews] = await Promise.all([parts.decisions.byId(hold.decision), parts.reviews.ofHold(hold.id)]);
  if (!decision) return undefined;
  const approvedBy = await approversOf(parts, hold, reviews);
  return { hold, decision, reviews, post: heldPost(hold, decision, reviews, approvedBy) };
}

/**
 * Reasons that a reviewer can let go: those that hold the post, or wait for somebody's word. One that was approved when
 * another policy held it again is among them, for an approval is of everything that was shown.
 */
export function openReasons({ verdict }: Decision): Reason[] {
  return verdict.reasons.filter(({ observed, outcome }) => !observed && (outcome === 'hold' || outcome === 'confirm'));
}

/** Whether this is somebody who may not let it go: whoever said it. */
export function isAuthor(hold: Hold, actorId: string): boolean {
  return actorId === hold.actor || actorId === hold.sentBy;
}

/** What a reviewer's word is about: the very decision and the very submission, as it rests sealed. */
export function reviewDigest({ decision, sealedDraft }: Hold): string {
  return hash('sha256', JSON.stringify([decision, Buffer.from(sealedDraft).toString('base64')]));
}

/** Of those who approved what is held now, whoever may still review; each once. */
async function approversOf({ accounts }: DocketParts, hold: Hold, reviews: readonly Review[]): Promise<string[]> {
  const held = reviewDigest(hold);
  const approvals = reviews.filter(
    ({ act, digest, by }) => act === 'approved' && digest === held && !isAuthor(hold, by),
  );
  const distinct = [...new Set(approvals.map(({ by }) => by))];
  const found = await Promise.all(distinct.map((by) => accounts.byActor(by)));
  return found.flatMap((account) => (account?.roles.includes(reviewerRole) ? [account.actorId] : []));
}

function heldPost(
  { id, actor, sentBy, heldAt, cause }: Hold,
  decision: Decision,
  reviews: readonly Review[],
  approvedBy: readonly string[],
): HeldPost {
  const reasons = openReasons(decision);
  const ends = reasons.flatMap(({ approval }) => approval?.expiresAfter ?? []);
  const { zone, activityType, verdict } = decision;
  const justification = verdict.confirmed?.justification;
  return {
    id,
    actor,
    sentBy,
    heldAt,
    cause,
    zone,
    activityType,
    reasons: reasons.map(({ policy, title, outcome, guidance }) => ({ policy, title, outcome, guidance })),
    ...(justification !== undefined && { justification }),
    tiers: Math.max(1, ...reasons.map(({ approval }) => approval?.tiers ?? 1)),
    approvedBy,
    ...(ends.length > 0 && { expiresAt: heldAt + Math.min(...ends) }),
    questions: reviews.flatMap(({ act, by, at, note }) =>
      act === 'asked' && note !== undefined ? [{ by, at, note }] : [],
    ),
  };
}
