import type { Crossing, JsonObject, Verdict } from '../../policies/index.ts';
import { withUnitOfWork } from '../apex/unit-of-work.ts';
import { knownFiles } from '../media/gate-files.ts';
import { type Agreed, documentsOf, judgeAll } from './cross.ts';
import { earlierThan } from './earlier.ts';
import { type Limits, type PlannedCrossing, plan } from './plan.ts';
import type { OutboxParts, Submission } from './submission.ts';

/** What would become of a submission. */
export type Preview =
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'inside'; readonly limits: Limits }
  | {
      readonly kind: 'crossing';
      readonly limits: Limits;
      readonly crossing: Crossing;
      readonly verdict: Verdict;
      /** The post as readers outside would have it; absent where it is stopped. */
      readonly leaves?: JsonObject;
    };

/** Decides on a submission as `submit` does and keeps nothing of it: no decision, no hold, no question. */
export function preview(parts: OutboxParts, submission: Submission): Promise<Preview> {
  const principal = { kind: 'local', actor: submission.account.actorId } as const;
  return withUnitOfWork(keepingNothing, principal, async () => {
    const planned = await plan(parts, submission);
    if (planned.kind === 'invalid') return { kind: 'invalid', reason: planned.reason };
    const { limits, crossing } = planned;
    if (!crossing) return { kind: 'inside', limits };
    return { kind: 'crossing', limits, crossing: crossing.crossing, ...(await foresee(parts, crossing)) };
  });
}

/** What would become of a held submission whose reviewers take out what these policies find; keeps nothing either. */
export function previewRedacted(
  parts: OutboxParts,
  submission: Submission,
  policies: readonly string[],
): Promise<Redacted | undefined> {
  const principal = { kind: 'local', actor: submission.account.actorId } as const;
  return withUnitOfWork(keepingNothing, principal, async () => {
    const planned = await plan(parts, submission);
    const set = parts.gate.inForce();
    if (planned.kind === 'invalid' || !planned.crossing || set === undefined) return undefined;
    return { set, ...(await foresee(parts, planned.crossing, { redact: { policies, set } })) };
  });
}

interface Foreseen {
  readonly verdict: Verdict;
  readonly leaves?: JsonObject;
}

/** A held submission as readers outside would have it without what was found in it. */
export interface Redacted extends Foreseen {
  /** Version of the set that decided. */
  readonly set: string;
}

async function foresee(parts: OutboxParts, planned: PlannedCrossing, reviewed: Agreed = {}): Promise<Foreseen> {
  const { apex, gate, library, addresses } = parts;
  const rendering = { apex, library, origin: addresses.origin };
  const documents = await documentsOf(rendering, planned);
  const [files, earlier] = await Promise.all([knownFiles(documents, rendering), earlierThan(parts, planned)]);
  const outcomes = judgeAll(gate, documents, planned.crossing, { ...reviewed, earlier, files });
  const deciding = outcomes.find(({ kind }) => kind === 'stopped') ?? outcomes[0];
  if (!deciding) throw new Error('a crossing has at least its activity');
  const last = outcomes.at(-1);
  const leaves = last?.kind === 'released' ? last.document : undefined;
  return { verdict: deciding.verdict, ...(leaves && { leaves }) };
}

/** What only looks leaves nothing behind. */
export const keepingNothing = { commit: async (): Promise<void> => undefined };
