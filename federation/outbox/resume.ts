import type { JsonObject } from '../../policies/index.ts';
import { type Accounts, type Hold, type Holds, StaleFence } from '../ports/index.ts';
import { heldSubmission } from './held.ts';
import { type OutboxParts, type SubmitOutcome, submit } from './submit.ts';

export interface ResumeParts {
  readonly outbox: OutboxParts;
  readonly accounts: Accounts;
  readonly holds: Holds;
  readonly openDraft: (sealed: Uint8Array, holdId: string) => JsonObject;
}

const batch = 100;

/**
 * Decides again what was held only because no policy set was in force, this process could not make sure which one, or a
 * file was still being read.
 * Returns how many came to another end; what is held for a policy's sake waits for a reviewer.
 */
export async function resumeHeld(parts: ResumeParts): Promise<number> {
  const without = await resumeAll(parts, 'no-policy-set');
  return without + (await resumeAll(parts, 'set-unconfirmed')) + (await resumeAll(parts, 'file-unread'));
}

async function resumeAll(parts: ResumeParts, cause: Hold['cause']): Promise<number> {
  const held = await parts.holds.byCause(cause, batch);
  let settled = 0;
  for (const hold of held) {
    const outcome = await resume(parts, hold).catch(settledElsewhere);
    if (outcome && outcome.kind !== 'held') settled += 1;
  }
  return settled === batch ? settled + (await resumeAll(parts, cause)) : settled;
}

async function resume(parts: ResumeParts, hold: Hold): Promise<SubmitOutcome | undefined> {
  const submission = await heldSubmission(parts, hold);
  return submission && submit(parts.outbox, submission);
}

/** Every process on a store resumes what is held: the first one to commit has done it. */
export function settledElsewhere(error: unknown): undefined {
  if (error instanceof StaleFence) return undefined;
  throw error;
}
