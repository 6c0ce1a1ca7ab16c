import { type Hold, StaleFence } from '../../federation/ports/index.ts';
import type { Job } from '../jobs/jobs.ts';
import type { ServerCommits } from '../ports/index.ts';
import { type Docket, docketOf, versionInForce } from './held-post.ts';
import { letGoAndTell, type ReviewParts, reviewChanges } from './reviewing.ts';

const everyMs = 60_000;
const page = 100;

/** Gives up what nobody let go in time, and finishes what was approved by a process that ended before it could send it. */
export function reviewJob(parts: ReviewParts): Job {
  return {
    name: 'review',
    everyMs,
    async run({ signal, commits }) {
      let after: string | undefined;
      do {
        const holds: Hold[] = await parts.holds.page({ limit: page, ...(after !== undefined && { after }) });
        for (const hold of holds) await tend({ ...parts, commits }, hold).catch(settledByOthers);
        after = holds.length === page ? holds.at(-1)?.id : undefined;
      } while (after !== undefined && !signal.aborted);
    },
  };
}

async function tend(parts: ReviewParts & { readonly commits: ServerCommits }, hold: Hold): Promise<void> {
  const docket = hold.cause === 'policy' ? await docketOf(parts, hold) : undefined;
  if (!docket) return;
  const { expiresAt, approvedBy, redactedBy, tiers } = docket.post;
  if (expiresAt !== undefined && expiresAt <= parts.clock()) return expire(parts, docket);
  if (approvedBy.length >= tiers) await letGoAndTell(parts, docket);
  else if (redactedBy.length >= tiers) await letGoAndTell(parts, docket, versionInForce(parts));
}

async function expire(parts: ReviewParts, docket: Docket): Promise<void> {
  const note = 'nobody let this go in time: post it again if it still matters';
  await parts.commits.commit([
    { change: 'hold.remove', id: docket.hold.id },
    ...reviewChanges(parts, docket, { act: 'expired', by: parts.origin, note }),
  ]);
  await parts.tell({ kind: 'expired', hold: docket.hold, note });
}

function settledByOthers(error: unknown): void {
  if (!(error instanceof StaleFence)) throw error;
}
