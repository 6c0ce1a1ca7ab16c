import { setTimeout as wait } from 'node:timers/promises';
import type { Deliveries, Settlement } from '../ports/index.ts';
import { errorText, type OnDeliveryEvent } from './events.ts';

/**
 * A batch goes to the store when it is this big or this old. Each is one flush to disk; what a crash takes with it is
 * delivered a second time.
 */
const batchSize = 256;
const batchMs = 50;
/** A store that fails is asked again after this time, doubled each time up to the ceiling; in milliseconds. */
const firstBackoffMs = 50;
const backoffCeilingMs = 5000;

/** Tells the store what became of deliveries, many at once. What the store does not take is offered again. */
export class Settler {
  readonly #deliveries: Pick<Deliveries, 'settle'>;
  readonly #emit: OnDeliveryEvent;
  readonly #givenUp = new AbortController();
  #pending: Settlement[] = [];
  #backoffMs = firstBackoffMs;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(deliveries: Pick<Deliveries, 'settle'>, emit: OnDeliveryEvent) {
    this.#deliveries = deliveries;
    this.#emit = emit;
  }

  add(settlement: Settlement): void {
    this.#pending.push(settlement);
    this.#schedule();
  }

  /** Offers the store now what is there, without waiting for more. */
  offer(): void {
    if (this.#pending.length > 0) this.#running ??= this.#run();
  }

  /** Resolves when everything added so far is in the store, or given up. */
  async flush(): Promise<void> {
    while (this.#pending.length > 0 || this.#running !== undefined) {
      this.offer();
      await this.#running;
    }
  }

  /** From now on a batch is offered once: leases that are not settled run out by themselves. */
  giveUp(): void {
    this.#givenUp.abort();
  }

  #schedule(): void {
    if (this.#running !== undefined || this.#pending.length === 0) return;
    if (this.#pending.length >= batchSize) this.offer();
    else this.#timer ??= setTimeout(() => this.offer(), batchMs);
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#pending;
    this.#pending = [];
    try {
      await this.#deliveries.settle(batch);
      this.#backoffMs = firstBackoffMs;
    } catch (error) {
      this.#emit({ kind: 'store-failed', during: 'settle', error: errorText(error) });
      if (!this.#givenUp.signal.aborted) await this.#backOff(batch);
    }
    this.#running = undefined;
    this.#schedule();
  }

  async #backOff(batch: readonly Settlement[]): Promise<void> {
    this.#pending = [...batch, ...this.#pending];
    await wait(this.#backoffMs, undefined, { signal: this.#givenUp.signal }).catch(() => undefined);
    this.#backoffMs = Math.min(backoffCeilingMs, this.#backoffMs * 2);
  }
}
