import { randomUUID } from 'node:crypto';
import type { Verdict } from '../../policies/index.ts';
import { type UnitOfWork, withUnitOfWork } from '../apex/unit-of-work.ts';
import { type Hold, type Review, StaleFence } from '../ports/index.ts';
import { carryOut, deciding, decisionOf } from './carry-out.ts';
import { askAuthor } from './confirm.ts';
import { type Agreed, type CrossingOutcome, cross } from './cross.ts';
import { earlierThan } from './earlier.ts';
import { type PlannedCrossing, plan, type Widest } from './plan.ts';
import { heldAsReport } from './report.ts';
import {
  type Approval,
  keyLifetimeMs,
  type OutboxParts,
  type Question,
  type Submission,
  type SubmitOutcome,
} from './submission.ts';

export type { Approval, Notes, OutboxParts, Submission, SubmitOutcome } from './submission.ts';

/**
 * The one use case behind every door (DESIGN.md §3): normalises, authorises, finds the audience, asks the gate, and
 * commits post, verdict, receipts and deliveries in one transaction.
 */
export async function submit(parts: OutboxParts, submission: Submission): Promise<SubmitOutcome> {
  const { account, answer } = submission;
  const inOneCommit = (submitted: Submission): Promise<SubmitOutcome> =>
    withUnitOfWork(parts.commits, { kind: 'local', actor: account.actorId }, (unit) => decide(parts, submitted, unit));
  const outcome = await inTurn(submission, inOneCommit).catch((error: unknown) => {
    // An author's word counts once, here and in every process: whoever comes second is asked anew.
    if (!(error instanceof StaleFence) || answer === undefined) throw error;
    return inOneCommit({ ...submission, answer: { ...answer, spent: true } });
  });
  parts.committed();
  return outcome;
}

/** Two clients that change one collection at the same moment do so one after the other. */
async function inTurn(
  submission: Submission,
  commit: (submission: Submission) => Promise<SubmitOutcome>,
): Promise<SubmitOutcome> {
  const { type } = submission.document;
  for (let tries = type === 'Add' || type === 'Remove' ? 8 : 1; tries > 1; tries -= 1) {
    const outcome = await commit(submission).catch((error: unknown) => {
      if (!(error instanceof StaleFence)) throw error;
    });
    if (outcome) return outcome;
  }
  return commit(submission);
}

async function decide(
  parts: OutboxParts,
  submission: Submission,
  unit: UnitOfWork,
  widest?: Widest,
): Promise<SubmitOutcome> {
  const planned = await plan(parts, submission, widest);
  if (planned.kind === 'invalid') return planned;
  const { approval, resumes } = submission;
  const asked = planned.crossing && (await crossOrAsk(parts, submission, planned.crossing));
  const crossed = asked && heldAsReport(asked.crossed, submission);
  if (asked?.token !== undefined) spend(parts, submission, asked.token, planned.prepared.activity.id, unit);
  const left = crossed?.kind === 'stopped' ? audienceLeft(crossed.verdict) : undefined;
  if (crossed?.kind === 'stopped' && left !== undefined && left !== widest) {
    return downgrade(parts, crossed, unit, () => decide(parts, submission, unit, left));
  }
  if (crossed?.kind === 'stopped') return stop(parts, submission, crossed, unit, asked?.question);
  if (resumes) unit.add({ change: 'hold.remove', id: resumes.id });
  remember(parts, submission, planned.prepared.activity.id, unit);
  const outcome = await carryOut(parts, submission, planned, crossed, unit, (request) => decide(parts, request, unit));
  if (resumes && approval) unit.add({ change: 'review.add', review: released(parts, resumes, approval, outcome.id) });
  return outcome;
}

/** Takes a submission through the gate and, where that wants the author's word and has it, once more. */
async function crossOrAsk(
  parts: OutboxParts,
  submission: Submission,
  crossing: PlannedCrossing,
): Promise<{ readonly crossed: CrossingOutcome; readonly question?: Question; readonly token?: string }> {
  const { approval, agreed: before } = submission;
  const earlier = await earlierThan(parts, crossing);
  const agreed: Agreed = { ...before, earlier, ...(approval?.zone === crossing.zone && reviewedBy(approval)) };
  const crossed = await cross(deciding(parts), crossing, agreed);
  if (crossed.verdict.outcome !== 'confirm') return { crossed };
  const asked = askAuthor(parts.gate, submission, crossing, crossed.verdict);
  if (asked.kind === 'asked') return { crossed, question: asked.question };
  const { confirmed, token } = asked;
  return { crossed: await cross(deciding(parts), crossing, { ...agreed, confirmed }), token };
}

/** What reviewers let go, as it is or without what was found in it. */
function reviewedBy({ policies, redactedUnder: set }: Approval): Agreed {
  return set === undefined ? { approved: policies } : { redact: { policies, set } };
}

/** What the policies that decided leave of the audience, where a downgrade is what they decided. */
function audienceLeft({ outcome, reasons }: Verdict): Widest | undefined {
  if (outcome !== 'downgrade') return undefined;
  const left = reasons.filter((reason) => !reason.observed && reason.outcome === outcome);
  return left.every(({ audience }) => audience === 'addressed') ? 'addressed' : 'internal';
}

/** Records the decision and goes on with a narrower audience, of which every policy has its say again. */
async function downgrade(
  parts: OutboxParts,
  crossed: CrossingOutcome,
  unit: UnitOfWork,
  goOn: () => Promise<SubmitOutcome>,
): Promise<SubmitOutcome> {
  const outcome = await goOn();
  const decision = decisionOf(parts, crossed);
  const activity = outcome.kind === 'created' ? outcome.id : decision.activity;
  unit.add({ change: 'decision.add', decision: { ...decision, activity } });
  parts.decided(decision);
  if (outcome.kind !== 'created') return outcome;
  const first = { decision: decision.id, downgraded: crossed.verdict };
  return outcome.notes.downgraded ? outcome : { ...outcome, notes: { ...outcome.notes, ...first } };
}

function released({ addresses, clock }: OutboxParts, hold: Hold, { digest }: Approval, activity: string): Review {
  return {
    id: randomUUID(),
    hold: hold.id,
    author: hold.sentBy,
    act: 'released',
    by: addresses.origin,
    at: clock(),
    digest,
    activity,
  };
}

/** Whoever wrote it is told what ended it, and may say it in another way. */
function refused({ addresses, clock }: OutboxParts, hold: Hold, { reasons }: Verdict): Review {
  const [strictest] = reasons.filter(({ observed, approved }) => !observed && !approved);
  const note = strictest && `${strictest.title}: ${strictest.guidance}`;
  return {
    id: randomUUID(),
    hold: hold.id,
    author: hold.sentBy,
    act: 'rejected',
    by: addresses.origin,
    at: clock(),
    ...(note !== undefined && { note }),
  };
}

/** Nothing of a stopped submission is stored but the decision, and the sealed draft where somebody can still let it go. */
function stop(
  parts: OutboxParts,
  submission: Submission,
  crossed: CrossingOutcome & { kind: 'stopped' },
  unit: UnitOfWork,
  question?: Question,
): SubmitOutcome {
  const { account, sentBy, document, resumes } = submission;
  const { verdict, cause } = crossed;
  const holdId = resumes?.id ?? randomUUID();
  const decision = decisionOf(parts, crossed);
  unit.add({ change: 'decision.add', decision });
  parts.decided(decision);
  if (resumes) unit.add({ change: 'hold.remove', id: resumes.id });
  if (resumes && verdict.outcome !== 'hold') {
    unit.add({ change: 'review.add', review: refused(parts, resumes, verdict) });
  }
  const waits = verdict.outcome === 'hold' || (verdict.outcome === 'confirm' && submission.forReview === true);
  if (!waits) return { kind: 'stopped', decision: decision.id, verdict, ...(question && { question }) };
  const sealedDraft = parts.sealDraft(document, holdId);
  const held = {
    id: holdId,
    actor: account.actorId,
    sentBy: resumes?.sentBy ?? sentBy ?? account.actorId,
    decision: decision.id,
    sealedDraft,
    heldAt: resumes?.heldAt ?? parts.clock(),
  };
  unit.add({ change: 'hold.put', hold: { ...held, cause: cause === 'unreadable' ? 'detector-failed' : cause } });
  remember(parts, submission, `${parts.addresses.origin}/activities/${holdId}`, unit);
  return { kind: 'held', id: holdId, decision: decision.id, verdict };
}

/** What came of it is known under the client's key as soon as it is there. */
function remember({ clock }: OutboxParts, { account, key }: Submission, result: string, unit: UnitOfWork): void {
  if (key === undefined) return;
  unit.add({ change: 'submission.key', actor: account.actorId, key, result, expiresAt: clock() + keyLifetimeMs });
}

/** Remembered for longer than a token is good for. */
function spend({ clock }: OutboxParts, { account }: Submission, token: string, result: string, unit: UnitOfWork): void {
  const key = `confirmation ${token}`;
  unit.add({ change: 'submission.key', actor: account.actorId, key, result, expiresAt: clock() + keyLifetimeMs });
}
