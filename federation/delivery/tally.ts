import type { DeliveryEvent, OnDeliveryEvent } from './events.ts';

export interface DeliveryCounts {
  readonly delivered: number;
  readonly retried: number;
  readonly givenUp: number;
  readonly refused: number;
}

const counted: ReadonlyMap<DeliveryEvent['kind'], keyof DeliveryCounts> = new Map([
  ['delivered', 'delivered'],
  ['retry', 'retried'],
  ['given-up', 'givenUp'],
  ['refused', 'refused'],
]);

/** Counts events and passes them on to whoever listens. A listener that throws does not stop deliveries. */
export class Tally {
  readonly #listener: OnDeliveryEvent | undefined;
  readonly #counts = { delivered: 0, retried: 0, givenUp: 0, refused: 0 };

  constructor(listener: OnDeliveryEvent | undefined) {
    this.#listener = listener;
  }

  get counts(): DeliveryCounts {
    return this.#counts;
  }

  readonly emit: OnDeliveryEvent = (event) => {
    const count = counted.get(event.kind);
    if (count !== undefined) this.#counts[count] += 1;
    try {
      this.#listener?.(event);
    } catch {
      // Telemetry is the one that would report it.
    }
  };
}
