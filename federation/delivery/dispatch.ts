import type { Settlement } from '../ports/index.ts';
import type { Attempt, AttemptResult } from './attempt.ts';
import { type ConclusionParts, conclude, handBack, postpone } from './conclude.ts';
import type { Job } from './job.ts';
import type { Lanes } from './lanes.ts';
import type { LeasePlan } from './lease-plan.ts';
import type { Settler } from './settler.ts';

/** An attempt that takes longer no longer counts among the quick ones. */
const slowAfterMs = 100;
/** Deliveries held in memory from which on those that can't start soon go back to the store, and for how long. */
const crowded = 4096;
const crowdedMs = 30_000;

export interface DispatchParts extends ConclusionParts {
  readonly attempt: Attempt;
  readonly lanes: Lanes<Job>;
  readonly settler: Settler;
  /** Claimed jobs without a settlement, by delivery id. */
  readonly held: Map<string, Job>;
  readonly now: () => number;
  readonly lease: LeasePlan;
}

/** Starts attempts as their lanes allow, and sees each to its end. */
export class Dispatch {
  readonly #parts: DispatchParts;
  /** In the order of their starts. */
  readonly #underWay = new Set<Job>();
  #ticks: NodeJS.Timeout | undefined;
  /** Called with each job that has left its lane. */
  onDrawn: (host: string) => void = () => undefined;
  /** Called after each attempt. */
  onProgress: () => void = () => undefined;

  constructor(parts: DispatchParts) {
    this.#parts = parts;
  }

  get underWay(): number {
    return this.#underWay.size;
  }

  get idle(): boolean {
    return this.#parts.held.size === 0;
  }

  /** Starts whatever may start. */
  pump(): void {
    const { lanes } = this.#parts;
    for (let job = lanes.next(); job !== undefined; job = lanes.next()) this.#start(job);
  }

  /** Gives everything that has not started back to the store. */
  handBackQueued(): void {
    for (const job of this.#parts.lanes.takeAll()) this.#leave(job, handBack(job));
  }

  /** Gives everything that is under way back to the store; whatever comes of it is ignored. */
  abandon(): void {
    clearInterval(this.#ticks);
    for (const job of this.#underWay) {
      job.over = true;
      this.#leave(job, handBack(job));
    }
    this.#underWay.clear();
  }

  #start(job: Job): void {
    const { lanes, lease, attempt } = this.#parts;
    const { delivery, host } = job;
    this.onDrawn(delivery.host);
    const at = performance.now();
    if (at - job.leasedAt > lease.startMs) {
      lanes.finished(delivery.host, { slow: false, answered: undefined });
      this.#leave(job, handBack(job));
      return;
    }
    job.startedAt = at;
    this.#underWay.add(job);
    this.#ticks ??= setInterval(() => this.#tick(), slowAfterMs / 2);
    const mayPost = (): boolean => !job.over && performance.now() - at < lease.postMs;
    const scheme = host.record.rfc9421 ? 'rfc9421' : 'draft-cavage';
    void attempt(delivery, scheme, mayPost).then((result) => this.#end(job, result));
  }

  #end(job: Job, result: AttemptResult): void {
    if (job.over) return;
    job.over = true;
    this.#underWay.delete(job);
    const { lanes, now, random } = this.#parts;
    const { settlement, health, hold } = conclude(this.#parts, job, result, now());
    this.#leave(job, settlement);
    const answered = health === undefined ? undefined : health !== 'fails';
    lanes.finished(job.delivery.host, { slow: job.slow, answered });
    if (hold) this.#holdBack(job, now(), random);
    this.onProgress();
  }

  /** The host is to be left alone: what waits for it goes back to the store until then. */
  #holdBack(job: Job, now: number, random: () => number): void {
    const admission = job.host.admission(now);
    if (admission.kind !== 'wait') return;
    for (const queued of this.#parts.lanes.take(job.delivery.host)) {
      this.#leave(queued, postpone(queued, admission.until, random));
    }
  }

  /** One timer looks after all attempts under way. */
  #tick(): void {
    const { lanes, held, lease, now, random } = this.#parts;
    const at = performance.now();
    for (const job of this.#underWay) {
      const age = at - job.startedAt;
      if (age < slowAfterMs) break;
      if (!job.slow) {
        job.slow = true;
        lanes.slowed(job.delivery.host);
      }
      // The wire has its own, shorter deadline; this one keeps a lane from being lost to a fault of ours.
      if (age > lease.attemptMs) {
        this.#end(job, { kind: 'posted', outcome: { kind: 'failed', reason: 'timeout' }, scheme: 'draft-cavage' });
      }
    }
    if (held.size >= crowded) {
      for (const job of lanes.takeStuck()) this.#leave(job, postpone(job, now() + crowdedMs, random));
    }
    if (this.#underWay.size === 0) {
      clearInterval(this.#ticks);
      this.#ticks = undefined;
    }
    this.onProgress();
  }

  #leave(job: Job, settlement: Settlement): void {
    this.#parts.held.delete(job.delivery.id);
    this.#parts.settler.add(settlement);
  }
}
