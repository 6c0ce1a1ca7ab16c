import type { Held, LeaseParts } from '../../federation/index.ts';
import { withLease } from '../../federation/index.ts';
import type { ServerChange } from '../ports/index.ts';

/** Background work that one process at a time does for the whole store. */
export interface Job {
  /** Name of its lease, for all versions of Portico that run beside each other. */
  readonly name: string;
  /** From the end of one run in this process to the start of the next, in milliseconds. */
  readonly everyMs: number;
  /** Stops when the lease is lost, and writes by `held.commits` only. */
  run(held: Held<ServerChange>): Promise<void>;
}

export interface Jobs {
  /** Runs each job at once and then again and again. */
  start(): void;
  /** Starts no more and waits for those that run. */
  stop(): Promise<void>;
}

export interface JobsParts extends LeaseParts<ServerChange> {
  readonly failed: (job: string, error: unknown) => void;
}

export function createJobs(parts: JobsParts, jobs: readonly Job[]): Jobs {
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let stopping = false;

  function later(job: Job): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      now(job);
    }, job.everyMs).unref();
    timers.add(timer);
  }

  function now(job: Job): void {
    const run = withLease(parts, job.name, (held) => job.run(held))
      .then(
        () => undefined,
        (error: unknown) => parts.failed(job.name, error),
      )
      .then(() => {
        running.delete(run);
        if (!stopping) later(job);
      });
    running.add(run);
  }

  return {
    start() {
      for (const job of jobs) now(job);
    },
    async stop() {
      stopping = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
