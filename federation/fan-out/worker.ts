import { setTimeout as after } from 'node:timers/promises';
import type { FanOuts } from '../ports/index.ts';
import { type Expanding, type Expansion, expand } from './expand.ts';

export interface FanOutWorkerParts extends Expanding {
  readonly fanOuts: FanOuts;
  /** Names this process in leases. */
  readonly owner: string;
  /** Deliveries were added. */
  readonly onQueued: () => void;
  readonly onEvent: (event: FanOutEvent) => void;
}

export type FanOutEvent =
  | { readonly kind: 'refused'; readonly releaseId: string }
  | { readonly kind: 'store-failed'; readonly error: string };

/** Carries out fan-outs, range by range, beside whoever else does on the same store. */
export interface FanOutWorker {
  start(): void;
  /** A fan-out was added or cut. */
  wake(): void;
  /** Resolves when no range waits. */
  drain(): Promise<void>;
  /** Finishes the range at hand. */
  stop(): Promise<void>;
}

/** Longer than a range takes by far; a process that ends is known to be gone before. */
const leaseMs = 30_000;
const idleMs = 5_000;

export function createFanOutWorker(parts: FanOutWorkerParts): FanOutWorker {
  let stopping = new AbortController();
  let woken = Promise.withResolvers<void>();
  let running: Promise<void> | undefined;

  async function turn(): Promise<boolean> {
    const range = await parts.fanOuts.claim({ owner: parts.owner, leaseMs });
    if (!range) return false;
    try {
      tell(parts, await expand(parts, range));
    } catch (error) {
      await parts.fanOuts.giveBack(range).catch(() => undefined);
      throw error;
    }
    return true;
  }

  async function loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const busy = await turn().catch((error: unknown) => {
        parts.onEvent({ kind: 'store-failed', error: error instanceof Error ? error.message : String(error) });
        return false;
      });
      if (busy) continue;
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
      while (await turn());
    },
    async stop() {
      stopping.abort();
      woken.resolve();
      await running;
      running = undefined;
    },
  };
}

function tell(parts: FanOutWorkerParts, expansion: Expansion): void {
  if (expansion.kind === 'queued') parts.onQueued();
  if (expansion.kind === 'refused') parts.onEvent(expansion);
}
