import type { Inbound, Retention, Retractions } from '../../federation/ports/index.ts';
import type { Codes } from '../ports/index.ts';
import type { Job } from './jobs.ts';

const day = 24 * 60 * 60 * 1000;
/** How long a delivery that is over can be looked up one by one; its receipt and its recipient stay for good. */
const deliveriesKeptMs = 30 * day;
/** How long a sender's second copy is known as one; peers retry for days. */
const duplicatesKnownMs = 30 * day;
/** How long after its end a code that is shown again still ends what it was used for. */
const codesKnownMs = 7 * day;
const everyMs = 60 * 60 * 1000;
const prunedAtOnce = 500;

export interface RetentionParts {
  readonly retention: Retention;
  readonly inbound: Inbound;
  readonly retractions: Retractions;
  readonly codes: Codes;
  /** The store's time: what is forgotten is gone for all its processes. */
  readonly time: () => Promise<number>;
}

/** Forgets what is done with, so that neither queue grows with everything that ever went through it. */
export function retentionJob({ retention, inbound, retractions, codes, time }: RetentionParts): Job {
  return {
    name: 'retention',
    everyMs,
    async run({ signal, commits }) {
      const now = await time();
      const before = now - deliveriesKeptMs;
      let after: string | undefined;
      do {
        const page = await retention.settledDeliveries({
          before,
          limit: prunedAtOnce,
          ...(after !== undefined && { after }),
        });
        if (page.ids.length > 0) await commits.commit([{ change: 'deliveries.prune', ids: page.ids }]);
        after = page.next;
      } while (after !== undefined && !signal.aborted);
      // What is old enough is old enough for whoever forgets it: this needs no fence.
      if (!signal.aborted) await inbound.forget(now - duplicatesKnownMs);
      if (!signal.aborted) await retractions.forget(now - duplicatesKnownMs);
      if (!signal.aborted) await codes.forget(now - codesKnownMs);
    },
  };
}
