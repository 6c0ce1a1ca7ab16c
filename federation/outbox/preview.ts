import type { Crossing, JsonObject, Verdict } from '../../policies/index.ts';
import { withUnitOfWork } from '../apex/unit-of-work.ts';
import { knownFiles } from '../media/gate-files.ts';
import { decideAll, documentsOf } from './cross.ts';
import { earlierThan } from './earlier.ts';
import { keepingNothing } from './held.ts';
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
    return crossing ? foresee(parts, crossing, limits) : { kind: 'inside', limits };
  });
}

async function foresee(parts: OutboxParts, planned: PlannedCrossing, limits: Limits): Promise<Preview> {
  const { apex, gate, library, addresses } = parts;
  const { crossing } = planned;
  const rendering = { apex, library, origin: addresses.origin };
  const documents = await documentsOf(rendering, planned);
  const [files, earlier] = await Promise.all([knownFiles(documents, rendering), earlierThan(parts, planned)]);
  const outcomes = decideAll(gate, documents, crossing, { earlier, files });
  const deciding = outcomes.find(({ kind }) => kind === 'stopped') ?? outcomes[0];
  if (!deciding) throw new Error('a crossing has at least its activity');
  const last = outcomes.at(-1);
  const leaves = last?.kind === 'released' ? last.document : undefined;
  return { kind: 'crossing', limits, crossing, verdict: deciding.verdict, ...(leaves && { leaves }) };
}
