import { backfillLimits } from '../limits.ts';
import type { Commits, Leases } from '../ports/index.ts';
import { withLease } from '../processes/with-lease.ts';
import { ExpiringMap } from '../wire/expiring-map.ts';
import { Allowance, HostMinutes } from './allowance.ts';
import { Backfill, type ConversationParts } from './conversation.ts';

export interface BackfillParts extends ConversationParts {
  readonly commits: Commits;
  readonly leases: Leases;
  readonly owner: string;
  readonly clock: () => number;
}

/** Completes conversations of other servers in the background. */
export interface Backfilling {
  /** Somebody here looks at this post. Cheap: at most one look around a post in a quarter of an hour comes to anything. */
  look(postId: string): void;
  /** Resolves when nothing waits. */
  drain(): Promise<void>;
  /** Starts nothing more; resolves when what is under way has ended, which it does at its next step. */
  stop(): Promise<void>;
}

/** One process at a time looks around, so that all of them together stay within what a host is asked for. */
const leaseName = 'backfill';

export function createBackfilling(parts: BackfillParts): Backfilling {
  const waiting = new Set<string>();
  const rested = new ExpiringMap<true>(backfillLimits.remembered, parts.clock);
  const minutes = new HostMinutes(parts.clock);
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  async function work(): Promise<void> {
    for (const postId of waiting) {
      waiting.delete(postId);
      // What fails or is somebody else's turn is looked for again with the next look at it.
      if (!stopping.signal.aborted) await around(postId).catch(() => undefined);
    }
    running = undefined;
  }

  async function around(postId: string): Promise<void> {
    await withLease(parts, leaseName, async ({ commits, signal }) => {
      rested.set(postId, true, backfillLimits.rest);
      const ending = AbortSignal.any([signal, stopping.signal]);
      await new Backfill(parts, commits, new Allowance(minutes), ending).around(postId);
    });
  }

  return {
    look(postId) {
      const { addresses } = parts;
      if (stopping.signal.aborted || addresses.isLocal(postId) || rested.get(postId)) return;
      if (waiting.size >= backfillLimits.waiting) return;
      waiting.add(postId);
      running ??= Promise.resolve().then(work);
    },
    async drain() {
      while (running !== undefined) await running;
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
