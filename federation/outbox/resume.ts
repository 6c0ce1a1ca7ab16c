import type { JsonObject } from '../../policies/index.ts';
import type { Accounts, Hold, Holds } from '../ports/index.ts';
import { type OutboxParts, type SubmitOutcome, submit } from './submit.ts';

export interface ResumeParts {
  readonly outbox: OutboxParts;
  readonly accounts: Accounts;
  readonly holds: Holds;
  readonly openDraft: (sealed: Uint8Array, holdId: string) => JsonObject;
}

const batch = 100;

/**
 * Decides again what was held only because no policy set was in force. Returns how many came to another end; what is held
 * for a policy's sake waits for a reviewer.
 */
export async function resumeHeld(parts: ResumeParts): Promise<number> {
  const held = await parts.holds.byCause('no-policy-set', batch);
  let settled = 0;
  for (const hold of held) {
    const outcome = await resume(parts, hold);
    if (outcome && outcome.kind !== 'held') settled += 1;
  }
  return settled === batch ? settled + (await resumeHeld(parts)) : settled;
}

async function resume({ outbox, accounts, openDraft }: ResumeParts, hold: Hold): Promise<SubmitOutcome | undefined> {
  const account = await accounts.byActor(hold.actor);
  return account && submit(outbox, { account, document: openDraft(hold.sealedDraft, hold.id), resumes: hold });
}
