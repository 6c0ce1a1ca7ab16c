import { hash } from 'node:crypto';
import type { Accounts, Decision, Decisions, Hold, Holds, Review, Reviews } from '../../federation/ports/index.ts';
import type { Reason } from '../../policies/index.ts';
import type { SetInForce } from './masking.ts';

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
  /** Actor IRIs of those who let it go without what was found in it, under the set in force. */
  readonly redactedBy: readonly string[];
  /** Milliseconds since the epoch; absent where it waits for as long as it takes. */
  readonly expiresAt?: number;
  /** What was asked of its author, and what they say to it. */
  readonly questions: readonly Said[];
  readonly answers: readonly Said[];
}

/** Words about a held post, without anything that a policy finds. */
interface Said {
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly note: string;
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
  readonly policySet: SetInForce;
}

const reviewerRole = 'reviewer';

export async function docketOf(parts: DocketParts, hold: Hold): Promise<Docket | undefined> {
  const [decision, reviews] = await Promise.all([parts.decisions.byId(hold.decision), parts.reviews.ofHold(hold.id)]);
  if (!decision) return undefined;
  const set = versionInForce(parts);
  const [approvedBy, redactedBy] = await Promise.all([
    standing(parts, hold, reviews, 'approved', reviewDigest(hold)),
    set === undefined ? [] : standing(parts, hold, reviews, 'redacted', reviewDigest(hold, set)),
  ]);
  return { hold, decision, reviews, post: heldPost(hold, decision, reviews, { approvedBy, redactedBy }) };
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

/** Of the set that decides in this process; undefined where there is none, or nobody can tell which one. */
export function versionInForce({ policySet }: Pick<DocketParts, 'policySet'>): string | undefined {
  const set = policySet();
  return typeof set === 'object' ? set.version : undefined;
}

/**
 * What a reviewer's word is about: the very decision and the very submission, as it rests sealed. Where it leaves without
 * what was found in it, also the set that says what that is.
 */
export function reviewDigest({ decision, sealedDraft }: Hold, redactedUnder?: string): string {
  const about = [decision, Buffer.from(sealedDraft).toString('base64')];
  return hash('sha256', JSON.stringify(redactedUnder === undefined ? about : [...about, redactedUnder]));
}

/** Of those who let go what is held now, whoever may still review; each once. */
async function standing(
  { accounts }: DocketParts,
  hold: Hold,
  reviews: readonly Review[],
  act: 'approved' | 'redacted',
  held: string,
): Promise<string[]> {
  const approvals = reviews.filter((review) => review.act === act && review.digest === held);
  const distinct = [...new Set(approvals.map(({ by }) => by))].filter((by) => !isAuthor(hold, by));
  const found = await Promise.all(distinct.map((by) => accounts.byActor(by)));
  return found.flatMap((account) => (account?.roles.includes(reviewerRole) ? [account.actorId] : []));
}

function saidIn(reviews: readonly Review[], wanted: Review['act']): Said[] {
  return reviews.flatMap(({ act, by, at, note }) => (act === wanted && note !== undefined ? [{ by, at, note }] : []));
}

function heldPost(
  { id, actor, sentBy, heldAt, cause }: Hold,
  decision: Decision,
  reviews: readonly Review[],
  approvals: Pick<HeldPost, 'approvedBy' | 'redactedBy'>,
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
    ...approvals,
    ...(ends.length > 0 && { expiresAt: heldAt + Math.min(...ends) }),
    questions: saidIn(reviews, 'asked'),
    answers: saidIn(reviews, 'answered'),
  };
}
