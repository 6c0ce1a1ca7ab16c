import type { HeldSubmissions } from '../../federation/index.ts';
import { type Account, type Review, StaleFence } from '../../federation/ports/index.ts';
import type { JsonObject, Verdict } from '../../policies/index.ts';
import type { ServerChange, ServerCommits } from '../ports/index.ts';
import {
  type Docket,
  type DocketParts,
  docketOf,
  type HeldPost,
  isAuthor,
  openReasons,
  reviewDigest,
  versionInForce,
} from './held-post.ts';
import { maskedNote, maskedView } from './masking.ts';
import { newsOf, type TellNews } from './news.ts';
import { type LetGo, letGo } from './release.ts';

export interface ReviewParts extends DocketParts {
  readonly origin: string;
  readonly held: HeldSubmissions;
  readonly commits: ServerCommits;
  readonly clock: () => number;
  readonly newId: () => string;
  readonly tell: TellNews;
}

export type ReviewOutcome =
  | LetGo
  | { readonly kind: 'absent' }
  | { readonly kind: 'rejected' | 'asked' | 'answered' }
  /** Others have to approve as well. */
  | { readonly kind: 'approved'; readonly post: HeldPost }
  | { readonly kind: 'refused'; readonly reason: string };

export interface ShownPost {
  readonly post: HeldPost;
  /** What would leave, with labels in the place of what was found; absent where it can't be masked. */
  readonly masked?: JsonObject;
  /** To be named when it is approved. */
  readonly digest: string;
}

export interface Revealed {
  readonly draft: JsonObject;
  readonly digest: string;
}

/** What readers outside would have of a held post without what was found in it. */
export type RedactedPost =
  | { readonly kind: 'redacted'; readonly document: JsonObject; readonly digest: string }
  /** It can't leave like that either. */
  | { readonly kind: 'stopped'; readonly verdict: Verdict }
  | { readonly kind: 'refused'; readonly reason: string };

/** The review of what policies hold. Who may call what is the API's business; who may not judge their own is decided here. */
export interface Reviewing {
  /** Oldest first, strictly after the hold of that id where one is given. */
  list(query: { readonly after?: string; readonly limit: number }): Promise<HeldPost[]>;
  show(id: string): Promise<ShownPost | undefined>;
  /** The submission as it was sent. That somebody read it is on record before they do. */
  reveal(id: string, by: Account): Promise<Revealed | undefined>;
  /** What would leave of it without what was found. That somebody read it is on record before they do. */
  previewRedacted(id: string, by: Account): Promise<RedactedPost | undefined>;
  /**
   * Counts for exactly what `digest` was shown with; `words` say why. The last one needed lets it go, if the set in
   * force does.
   */
  approve(id: string, by: Account, digest: string, words?: string): Promise<ReviewOutcome>;
  /** The same of what was previewed redacted: it leaves like that, decided again as it is then. */
  redact(id: string, by: Account, digest: string, words?: string): Promise<ReviewOutcome>;
  reject(id: string, by: Account, note: string): Promise<ReviewOutcome>;
  /** Asks the author something; it goes on waiting. */
  ask(id: string, by: Account, note: string): Promise<ReviewOutcome>;
  /** The author's answer to what was asked; it goes on waiting. */
  answer(id: string, by: Account, note: string): Promise<ReviewOutcome>;
}

const absent: ReviewOutcome = { kind: 'absent' };
const notByPolicy = refused('no policy holds this: it goes on by itself once it can be checked');
const uncheckedNote = refused('no policy set can check what you wrote: try again in a moment');

export function createReviewing(parts: ReviewParts): Reviewing {
  return {
    list: (query) => list(parts, query),
    show: (id) => show(parts, id),
    reveal: (id, by) => reveal(parts, id, by),
    previewRedacted: (id, by) => previewRedacted(parts, id, by),
    approve: (id, by, digest, words) => settled(() => approve(parts, id, by, { act: 'approved', digest, words })),
    redact: (id, by, digest, words) => settled(() => approve(parts, id, by, { act: 'redacted', digest, words })),
    reject: (id, by, note) => settled(() => say(parts, id, by, note, 'rejected')),
    ask: (id, by, note) => settled(() => say(parts, id, by, note, 'asked')),
    answer: (id, by, note) => settled(() => say(parts, id, by, note, 'answered')),
  };
}

async function list(parts: ReviewParts, query: Parameters<Reviewing['list']>[0]): Promise<HeldPost[]> {
  const holds = await parts.holds.page(query);
  const dockets = await Promise.all(holds.map((hold) => docketOf(parts, hold)));
  return dockets.flatMap((docket) => docket?.post ?? []);
}

async function docketBy(parts: ReviewParts, id: string): Promise<Docket | undefined> {
  const hold = await parts.holds.byId(id);
  return hold && docketOf(parts, hold);
}

async function show(parts: ReviewParts, id: string): Promise<ShownPost | undefined> {
  const docket = await docketBy(parts, id);
  const submission = docket && (await parts.held.open(docket.hold));
  if (!submission) return undefined;
  const masked = maskedView(parts.policySet(), submission);
  return { post: docket.post, ...(masked && { masked }), digest: reviewDigest(docket.hold) };
}

async function reveal(parts: ReviewParts, id: string, by: Account): Promise<Revealed | undefined> {
  const docket = await docketBy(parts, id);
  const submission = docket && (await parts.held.open(docket.hold));
  if (!submission) return undefined;
  const digest = reviewDigest(docket.hold);
  await parts.commits.commit(reviewChanges(parts, docket, { act: 'revealed', by: by.actorId, digest }));
  return { draft: submission.draft, digest };
}

async function previewRedacted(parts: ReviewParts, id: string, by: Account): Promise<RedactedPost | undefined> {
  const docket = await docketBy(parts, id);
  if (!docket) return undefined;
  if (docket.hold.cause !== 'policy') return notByPolicy;
  const policies = openReasons(docket.decision).map(({ policy }) => policy);
  const redacted = await parts.held.redacted(docket.hold, policies);
  if (!redacted) return refused('it can not be sent any more, or no policy set is in force');
  if (!redacted.leaves) return { kind: 'stopped', verdict: redacted.verdict };
  const digest = reviewDigest(docket.hold, redacted.set);
  await parts.commits.commit(reviewChanges(parts, docket, { act: 'previewed', by: by.actorId, digest }));
  return { kind: 'redacted', document: redacted.leaves, digest };
}

interface Approving {
  /** As it is, or without what was found in it. */
  readonly act: 'approved' | 'redacted';
  readonly digest: string;
  readonly words: string | undefined;
}

async function approve(
  parts: ReviewParts,
  id: string,
  by: Account,
  { act, digest, words }: Approving,
): Promise<ReviewOutcome> {
  const docket = await docketBy(parts, id);
  if (!docket) return absent;
  if (isAuthor(docket.hold, by.actorId))
    return refused('nobody approves what they said themselves: ask another reviewer');
  if (docket.hold.cause !== 'policy') return notByPolicy;
  const set = act === 'redacted' ? versionInForce(parts) : undefined;
  if ((act === 'redacted' && set === undefined) || digest !== reviewDigest(docket.hold, set)) {
    return refused('this is not what you were shown any more: look at it again');
  }
  const note = words === undefined ? undefined : maskedNote(parts.policySet(), words);
  if (words !== undefined && note === undefined) return uncheckedNote;
  const agreed = { approved: 'approvedBy', redacted: 'redactedBy' } as const;
  if (!docket.post[agreed[act]].includes(by.actorId)) {
    const review = { act, by: by.actorId, digest, ...(note !== undefined && { note }) };
    await parts.commits.commit(reviewChanges(parts, docket, review));
  }
  const approved = await docketBy(parts, id);
  if (!approved) return absent;
  if (approved.post[agreed[act]].length < approved.post.tiers) return { kind: 'approved', post: approved.post };
  return letGoAndTell(parts, approved, set);
}

/** Sends what enough reviewers let go, and tells its author what came of it. */
export async function letGoAndTell(parts: ReviewParts, docket: Docket, redactedUnder?: string): Promise<LetGo> {
  const outcome = await letGo(parts.held, docket, redactedUnder);
  const news = newsOf(docket, outcome);
  if (news) await parts.tell(news);
  return outcome;
}

async function say(
  parts: ReviewParts,
  id: string,
  by: Account,
  words: string,
  act: 'rejected' | 'asked' | 'answered',
): Promise<ReviewOutcome> {
  const docket = await docketBy(parts, id);
  if (!docket) return absent;
  if (act === 'answered' && !isAuthor(docket.hold, by.actorId)) return absent;
  const note = maskedNote(parts.policySet(), words);
  if (note === undefined) return uncheckedNote;
  await parts.commits.commit([
    ...(act === 'rejected' ? [{ change: 'hold.remove', id } as const] : []),
    ...reviewChanges(parts, docket, { act, by: by.actorId, note }),
  ]);
  await parts.tell({ kind: act, hold: docket.hold, note });
  return { kind: act };
}

/** What is on record of an act, in the ledger too. */
export function reviewChanges(
  { newId, clock }: Pick<ReviewParts, 'newId' | 'clock'>,
  { hold }: Pick<Docket, 'hold'>,
  act: Pick<Review, 'act' | 'by' | 'note' | 'digest'>,
): ServerChange[] {
  const review = { id: newId(), hold: hold.id, author: hold.sentBy, at: clock(), ...act };
  return [{ change: 'review.add', review }];
}

function refused(reason: string): { readonly kind: 'refused'; readonly reason: string } {
  return { kind: 'refused', reason };
}

/** Two reviewers may act at the same moment: one of them was first. */
async function settled(act: () => Promise<ReviewOutcome>): Promise<ReviewOutcome> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof StaleFence) return refused('somebody else has just decided on this');
    throw error;
  }
}
