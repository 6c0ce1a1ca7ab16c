import type { Crossing, JsonObject } from '../../policies/index.ts';
import { withUnitOfWork } from '../apex/unit-of-work.ts';
import type { Accounts, Hold } from '../ports/index.ts';
import { documentsOf } from './cross.ts';
import { plan } from './plan.ts';
import { keepingNothing, previewRedacted, type Redacted } from './preview.ts';
import { type Approval, type OutboxParts, type Submission, type SubmitOutcome, submit } from './submit.ts';

export interface HeldParts {
  readonly outbox: OutboxParts;
  readonly accounts: Accounts;
  readonly openDraft: (sealed: Uint8Array, holdId: string) => JsonObject;
}

/** A held submission and what would leave if it were let go. */
export interface HeldSubmission {
  /** As its author sent it. */
  readonly draft: JsonObject;
  /** What the gate would be asked about: first the activity, then its object. */
  readonly documents: readonly JsonObject[];
  readonly crossing: Crossing;
}

/** Held submissions for reviewers. */
export interface HeldSubmissions {
  /** Undefined where it can't be sent any more: its author is gone, or what it answers is. */
  open(hold: Hold): Promise<HeldSubmission | undefined>;
  /**
   * What readers outside would have of it without what these policies find; what still stops it in the verdict where there
   * is nothing. Undefined where it can't be sent any more, or no set is in force.
   */
  redacted(hold: Hold, policies: readonly string[]): Promise<Redacted | undefined>;
  /**
   * Sends it under an id of its own, if the set in force lets it: what reviewers approved counts for their policies only.
   * What leaves redacted is decided again as it is then.
   * Throws `StaleFence` where it came to its end meanwhile.
   */
  release(hold: Hold, approval: Approval): Promise<SubmitOutcome>;
}

export function createHeldSubmissions(parts: HeldParts): HeldSubmissions {
  return {
    open: (hold) => open(parts, hold),
    async redacted(hold, policies) {
      const submission = await heldSubmission(parts, hold);
      return submission && previewRedacted(parts.outbox, submission, policies);
    },
    async release(hold, approval) {
      const submission = await heldSubmission(parts, hold);
      if (!submission) return { kind: 'invalid', status: 410, reason: 'the account that wrote this is gone' };
      return submit(parts.outbox, { ...submission, approval });
    },
  };
}

/** A hold as the submission that it came of; undefined where its account is gone. */
export async function heldSubmission(
  { accounts, openDraft }: Pick<HeldParts, 'accounts' | 'openDraft'>,
  hold: Hold,
): Promise<Submission | undefined> {
  const account = await accounts.byActor(hold.actor);
  if (!account) return undefined;
  const speaker = hold.sentBy === hold.actor ? account : await accounts.byActor(hold.sentBy);
  const document = openDraft(hold.sealedDraft, hold.id);
  return { account, document, resumes: hold, sentBy: hold.sentBy, speakerRoles: speaker?.roles ?? [] };
}

async function open(parts: HeldParts, hold: Hold): Promise<HeldSubmission | undefined> {
  const { outbox } = parts;
  const submission = await heldSubmission(parts, hold);
  if (!submission) return undefined;
  return withUnitOfWork(keepingNothing, { kind: 'local', actor: hold.actor }, async () => {
    const planned = await plan(outbox, submission);
    if (planned.kind === 'invalid' || !planned.crossing) return undefined;
    const { crossing } = planned.crossing;
    const rendering = { apex: outbox.apex, origin: outbox.addresses.origin };
    return { draft: submission.document, documents: await documentsOf(rendering, planned.crossing), crossing };
  });
}
