import type { Deliveries, Hosts, Releases } from '../ports/index.ts';
import type { OpenDelivery, Post, SignPost } from './collaborators.ts';
import type { OnDeliveryEvent } from './events.ts';

/** What a worker is made of. */
export interface DeliveryWorkerOptions<Release extends { readonly digest: string }> {
  /** Names this worker in leases; unique among all processes on the store. */
  readonly owner: string;
  readonly deliveries: Deliveries;
  readonly releases: Pick<Releases, 'byId'>;
  readonly hosts: Hosts;
  readonly openDelivery: OpenDelivery<Release>;
  readonly signPost: SignPost;
  readonly post: Post<Release>;
  readonly onEvent?: OnDeliveryEvent;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** From 0 up to, not including, 1. */
  readonly random?: () => number;
}

/** Counts since the worker was made, and what it holds at this moment. */
export interface DeliveryWorkerStats {
  readonly queued: number;
  readonly inFlight: number;
  readonly delivered: number;
  readonly retried: number;
  readonly givenUp: number;
  readonly refused: number;
}

export interface DeliveryWorker {
  /** Delivers whatever is due from now on. */
  start(): void;
  /** Something was enqueued: look at once. Cheap; call it after each commit that adds deliveries. */
  wake(): void;
  /** Resolves when nothing is due and nothing under way; what waits for a later attempt does not count. */
  drain(): Promise<void>;
  /** Starts nothing more, waits up to `graceMs` for what is under way, and hands every other lease back. */
  stop(graceMs: number): Promise<void>;
  stats(): DeliveryWorkerStats;
}

export function createDeliveryWorker<Release extends { readonly digest: string }>(
  _options: DeliveryWorkerOptions<Release>,
): DeliveryWorker {
  throw new Error('not built yet');
}
