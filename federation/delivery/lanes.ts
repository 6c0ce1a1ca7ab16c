import { SenderTurns } from './sender-turns.ts';

/** Bounds on what is under way at once. */
export interface LaneLimits {
  /** Attempts under way that still count as quick, over all hosts. */
  readonly quick: number;
  /** Attempts under way in all: those that wait on slow hosts included. */
  readonly inFlight: number;
  /** What a host may have under way when many hosts have work. */
  readonly perHost: number;
  /** What a host may have under way when it is the only one with work. */
  readonly perBusyHost: number;
}

export const defaultLaneLimits: LaneLimits = { quick: 64, inFlight: 512, perHost: 2, perBusyHost: 32 };

/** What is known of a job when it is queued. */
export interface Queueing {
  /** Whose it is. */
  readonly sender: string;
  readonly triedBefore: boolean;
  /** The host answered when it was last spoken to. */
  readonly answered: boolean;
}

class Lane<Job> {
  readonly host: string;
  readonly fresh = new SenderTurns<Job>();
  readonly retried = new SenderTurns<Job>();
  inFlight = 0;
  slow = 0;
  /** How much the host has shown that it takes: grows with each answer, shrinks with each failure. */
  window = 1;
  answered: boolean;

  constructor(host: string, answered: boolean) {
    this.host = host;
    this.answered = answered;
  }

  get queued(): number {
    return this.fresh.length + this.retried.length;
  }
}

/**
 * One lane for each remote host, served in turn. An attempt that takes long gives its place among the quick ones back
 * and keeps only its place in its own lane, so that hosts that hang cost nobody else anything; a host that has not
 * answered yet has one attempt under way at most.
 */
export class Lanes<Job> {
  readonly #limits: LaneLimits;
  readonly #lanes = new Map<string, Lane<Job>>();
  /** Lanes that may have something to start, in the order of their turns. */
  readonly #turns = new Set<Lane<Job>>();
  #queued = 0;
  /** Queued behind a slow attempt. */
  #blocked = 0;
  /** Queued, not behind a slow attempt, for a host that has not answered. */
  #untried = 0;
  #inFlight = 0;
  #slow = 0;

  constructor(limits: LaneLimits) {
    this.#limits = limits;
  }

  get queued(): number {
    return this.#queued;
  }

  /** What can be expected to start soon: not behind a slow attempt, and not kept waiting to leave room for others. */
  get ready(): number {
    return this.#queued - this.#blocked - (this.#roomForUntried ? 0 : this.#untried);
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Hosts with something queued or under way. */
  get busy(): number {
    return this.#lanes.size;
  }

  queuedFor(host: string): number {
    return this.#lanes.get(host)?.queued ?? 0;
  }

  /** Hosts with at least this many queued. */
  hostsWith(queued: number): string[] {
    const hosts: string[] = [];
    for (const lane of this.#lanes.values()) if (lane.queued >= queued) hosts.push(lane.host);
    return hosts;
  }

  /**
   * Queues a job; those that were tried before go after all that were not, and senders take turns.
   */
  add(host: string, job: Job, { sender, triedBefore, answered }: Queueing): void {
    const lane = this.#lanes.get(host) ?? new Lane<Job>(host, answered);
    this.#lanes.set(host, lane);
    (triedBefore ? lane.retried : lane.fresh).add(sender, job);
    this.#count(lane, 1);
    this.#turns.add(lane);
  }

  /** Takes the next job that may start and counts it as under way; `undefined` where none may. */
  next(): Job | undefined {
    const { quick, inFlight } = this.#limits;
    if (this.#inFlight - this.#slow >= quick || this.#inFlight >= inFlight) return undefined;
    for (const lane of this.#turns) {
      if (!lane.answered && !this.#roomForUntried) continue;
      this.#turns.delete(lane);
      if (lane.inFlight >= this.#limitOf(lane)) continue;
      const job = lane.fresh.next() ?? lane.retried.next();
      if (job === undefined) continue;
      this.#count(lane, -1);
      lane.inFlight += 1;
      this.#inFlight += 1;
      if (lane.queued > 0) this.#turns.add(lane);
      return job;
    }
    return undefined;
  }

  /** An attempt under way takes long. */
  slowed(host: string): void {
    const lane = this.#lanes.get(host);
    if (lane === undefined) return;
    this.#count(lane, -lane.queued);
    lane.slow += 1;
    this.#slow += 1;
    this.#count(lane, lane.queued);
  }

  /** An attempt is over. `answered` tells whether the host said something sensible; undefined where it was not asked. */
  finished(host: string, attempt: { readonly slow: boolean; readonly answered: boolean | undefined }): void {
    const lane = this.#lanes.get(host);
    if (lane === undefined) return;
    this.#count(lane, -lane.queued);
    lane.inFlight -= 1;
    this.#inFlight -= 1;
    if (attempt.slow) {
      lane.slow -= 1;
      this.#slow -= 1;
    }
    if (attempt.answered !== undefined) {
      lane.answered = attempt.answered;
      lane.window = attempt.answered
        ? Math.min(this.#limits.perBusyHost, lane.window + 1)
        : Math.max(1, Math.floor(lane.window / 2));
    }
    this.#count(lane, lane.queued);
    if (lane.queued > 0) this.#turns.add(lane);
    else if (lane.inFlight === 0) this.#forget(lane);
  }

  /** Takes everything that is queued for a host out of its lane. */
  take(host: string): Job[] {
    const lane = this.#lanes.get(host);
    if (lane === undefined) return [];
    this.#count(lane, -lane.queued);
    const jobs = [...lane.fresh.takeAll(), ...lane.retried.takeAll()];
    if (lane.inFlight === 0) this.#forget(lane);
    return jobs;
  }

  /** Takes everything that is queued. */
  takeAll(): Job[] {
    return this.#takeFrom([...this.#lanes.values()]);
  }

  /** Takes what is queued and not ready. */
  takeStuck(): Job[] {
    const untried = !this.#roomForUntried;
    return this.#takeFrom([...this.#lanes.values()].filter((lane) => lane.slow > 0 || (untried && !lane.answered)));
  }

  /** Hosts that have not answered never take the last places, so that many dead ones leave room for the living. */
  get #roomForUntried(): boolean {
    return this.#inFlight < this.#limits.inFlight - this.#limits.quick;
  }

  /** Adds so many to what is counted as queued in a lane, as it is at this moment. */
  #count(lane: Lane<Job>, jobs: number): void {
    this.#queued += jobs;
    if (lane.slow > 0) this.#blocked += jobs;
    else if (!lane.answered) this.#untried += jobs;
  }

  #takeFrom(lanes: readonly Lane<Job>[]): Job[] {
    return lanes.flatMap((lane) => this.take(lane.host));
  }

  #limitOf(lane: Lane<Job>): number {
    const share = Math.floor(this.#limits.quick / this.#lanes.size);
    const allowed = Math.min(this.#limits.perBusyHost, Math.max(this.#limits.perHost, share));
    return Math.min(allowed, lane.window);
  }

  #forget(lane: Lane<Job>): void {
    this.#lanes.delete(lane.host);
    this.#turns.delete(lane);
  }
}
