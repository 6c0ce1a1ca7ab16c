import { setTimeout as after } from 'node:timers/promises';
import type { ClaimedInbound, Inbound } from '../ports/index.ts';
import type { ProcessOutcome } from './process.ts';

export interface InboxWorkerParts {
  readonly inbound: Inbound;
  readonly process: (entry: ClaimedInbound) => Promise<ProcessOutcome>;
  readonly owner: string;
  readonly clock: () => number;
  readonly onEvent: (event: InboxEvent) => void;
}

export type InboxEvent =
  | { readonly kind: 'processed' }
  | { readonly kind: 'refused'; readonly actor: string; readonly reason: string }
  | { readonly kind: 'held'; readonly actor: string; readonly signals: readonly string[] }
  | { readonly kind: 'failed'; readonly actor: string; readonly attempts: number; readonly error: string }
  | { readonly kind: 'store-failed'; readonly error: string };

/** Works off the durable queue of accepted activities. */
export interface InboxWorker {
  start(): void;
  /** Something was accepted. */
  wake(): void;
  /** Resolves when nothing is due. */
  drain(): Promise<void>;
  /** Finishes what is under way. */
  stop(): Promise<void>;
}

const leaseMs = 60_000;
const batch = 32;
/** How soon what another process accepted is found where its signal was lost. */
const idleMs = 1_000;
const attemptsMax = 8;

export function createInboxWorker(parts: InboxWorkerParts): InboxWorker {
  let stopping = new AbortController();
  let woken = Promise.withResolvers<void>();
  let running: Promise<void> | undefined;
  let idle = Promise.withResolvers<void>();

  async function turn(): Promise<boolean> {
    const now = parts.clock();
    const entries = await parts.inbound.claim({ owner: parts.owner, now, leaseMs, limit: batch });
    for (const entry of entries) await workOff(parts, entry);
    return entries.length > 0;
  }

  async function loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const busy = await turn().catch((error: unknown) => {
        parts.onEvent({ kind: 'store-failed', error: messageOf(error) });
        return false;
      });
      if (busy) continue;
      idle.resolve();
      await Promise.race([woken.promise, after(idleMs, undefined, { signal, ref: false }).catch(() => undefined)]);
      woken = Promise.withResolvers();
    }
  }

  return {
    start() {
      stopping = new AbortController();
      running ??= loop(stopping.signal);
    },
    wake: () => woken.resolve(),
    async drain() {
      if (!running) {
        while (await turn());
        return;
      }
      idle = Promise.withResolvers();
      woken.resolve();
      await idle.promise;
    },
    async stop() {
      stopping.abort();
      woken.resolve();
      await running;
      running = undefined;
    },
  };
}

/** A failure of ours is tried again with growing pauses; one that stays is set aside for an operator, never lost. */
async function workOff({ inbound, process, clock, onEvent }: InboxWorkerParts, entry: ClaimedInbound): Promise<void> {
  try {
    const outcome = await process(entry);
    onEvent(outcome.kind === 'done' ? { kind: 'processed' } : { ...outcome, actor: entry.actor });
  } catch (error) {
    const message = messageOf(error);
    const attempts = entry.attempts + 1;
    onEvent({ kind: 'failed', actor: entry.actor, attempts, error: message });
    if (attempts >= attemptsMax) await inbound.discard(entry.id, entry.fence, message);
    else await inbound.retry(entry.id, entry.fence, clock() + 2 ** attempts * 1000, message);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
