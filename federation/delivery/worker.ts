import type { Synchronize } from '../followers/announce.ts';
import type { Deliveries, Hosts, Releases } from '../ports/index.ts';
import { createAttempt } from './attempt.ts';
import { type BreakerLimits, defaultBreakerLimits } from './breaker.ts';
import type { OpenDelivery, Post, SignPost, StillAllowed } from './collaborators.ts';
import { Dispatch } from './dispatch.ts';
import type { OnDeliveryEvent } from './events.ts';
import { HostBook } from './host-book.ts';
import { Intake } from './intake.ts';
import type { Job } from './job.ts';
import { defaultLaneLimits, type LaneLimits, Lanes } from './lanes.ts';
import { leasePlan } from './lease-plan.ts';
import { Loop } from './loop.ts';
import { defaultRetryPlan, type RetryPlan } from './retry.ts';
import { Settler } from './settler.ts';
import { type DeliveryCounts, Tally } from './tally.ts';

/** What a worker is made of. */
export interface DeliveryWorkerOptions<Release extends { readonly digest: string }> {
  /** Names this worker in leases; unique among all processes on the store. */
  readonly owner: string;
  readonly deliveries: Pick<Deliveries, 'claim' | 'settle' | 'nextDue'>;
  readonly releases: Pick<Releases, 'byId'>;
  readonly hosts: Pick<Hosts, 'get' | 'put'>;
  readonly openDelivery: OpenDelivery<Release>;
  readonly stillAllowed?: StillAllowed;
  readonly synchronize?: Synchronize;
  readonly signPost: SignPost;
  readonly post: Post<Release>;
  readonly onEvent?: OnDeliveryEvent;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** From 0 up to, not including, 1. */
  readonly random?: () => number;
  readonly retry?: Partial<RetryPlan>;
  readonly breaker?: Partial<BreakerLimits>;
  readonly lanes?: Partial<LaneLimits>;
  /** Milliseconds within which `post` has ended, whatever the other side does. */
  readonly postMs: number;
  /** How long a claimed delivery is this worker's alone, in milliseconds; `leasePlan` says how short it may be. */
  readonly leaseMs?: number;
  /** How often the store is asked for what other processes enqueued, in milliseconds. */
  readonly pollMs?: number;
}

/** Counts since the worker was made, and what it holds at this moment. */
export interface DeliveryWorkerStats extends DeliveryCounts {
  readonly queued: number;
  readonly inFlight: number;
}

export interface DeliveryWorker {
  /** Delivers whatever is due from now on. */
  start(): void;
  /** Something was enqueued: look at once. Cheap; call it after each commit that adds deliveries. */
  wake(): void;
  /** An operator has given hosts a new start: they are read anew, and looked at at once. */
  forgetHosts(): void;
  /** Resolves when nothing is due and nothing under way; what waits for a later attempt does not count. */
  drain(): Promise<void>;
  /** Starts nothing more, waits up to `graceMs` for what is under way, and hands every other lease back. */
  stop(graceMs: number): Promise<void>;
  stats(): DeliveryWorkerStats;
}

/** Delivers the store's deliveries, each at least once, to hosts that are kept apart from each other. */
export function createDeliveryWorker<Release extends { readonly digest: string }>(
  options: DeliveryWorkerOptions<Release>,
): DeliveryWorker {
  const { owner, deliveries, now = Date.now, random = Math.random, leaseMs = 120_000, pollMs = 1000 } = options;
  const tally = new Tally(options.onEvent);
  const { emit } = tally;
  const lease = leasePlan(leaseMs, options.postMs);
  const plan = { ...defaultRetryPlan, ...options.retry };
  const lanes = new Lanes<Job>({ ...defaultLaneLimits, ...options.lanes });
  const book = new HostBook(options.hosts, { ...defaultBreakerLimits, ...options.breaker }, emit);
  const settler = new Settler(deliveries, emit);
  const held = new Map<string, Job>();
  const attempt = createAttempt({ ...options, now });
  const dispatch = new Dispatch({ attempt, lanes, book, settler, held, plan, emit, now, random, lease });
  const { ageMs } = plan;
  const intake = new Intake({
    owner,
    deliveries,
    lanes,
    book,
    settler,
    held,
    emit,
    now,
    random,
    leaseMs,
    pollMs,
    ageMs,
  });
  const loop = new Loop({ intake, dispatch, settler, book });
  return {
    start: () => loop.start(),
    wake: () => loop.wake(),
    forgetHosts() {
      book.forget();
      loop.wake();
    },
    drain: () => loop.drain(),
    stop: (graceMs) => loop.stop(graceMs),
    stats: () => ({ queued: lanes.queued, inFlight: dispatch.underWay, ...tally.counts }),
  };
}
