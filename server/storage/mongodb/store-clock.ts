import type { Connection } from './connection.ts';

/** For this long the server's time is reckoned from its last word, by a clock that no one sets. */
const trustedMs = 5_000;

/**
 * Processes know the server's time to within the way to it and back. What seems to begin a moment later than now was begun
 * a moment ago by another process; what begins later than that is from before the server's clock was set back.
 */
export const clocksApartMs = 10_000;

/** The server's clock: that of no process decides about who holds what, or about what is over. */
export class StoreClock {
  readonly #ask: () => Promise<number>;
  /** Stands in for the server's. */
  readonly #given: (() => number) | undefined;
  #told = 0;
  #toldAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;
  #last = 0;

  /** `clock` stands in for the server's where it is given. */
  constructor(db: Connection, clock?: () => number) {
    this.#ask = () => db.serverTime();
    this.#given = clock;
  }

  /** Milliseconds since the epoch. */
  async now(): Promise<number> {
    if (this.#given) return this.#given();
    if (performance.now() - this.#toldAt > trustedMs) await this.#askAgain();
    return this.#reckoned();
  }

  /** The same at once, from the server's last word; where that is old it is asked again meanwhile. `now` comes first. */
  readonly reckon = (): number => {
    if (this.#given) return this.#given();
    // Whoever needs the store is told that it is away; the time goes on without it.
    if (performance.now() - this.#toldAt > trustedMs) this.#askAgain().catch(() => undefined);
    return this.#reckoned();
  };

  #reckoned(): number {
    const now = Math.floor(this.#told + performance.now() - this.#toldAt);
    // Two words of the server lie apart by as much as their ways did: the time stands still rather than going back.
    if (now > this.#last || this.#last - now > clocksApartMs) this.#last = now;
    return this.#last;
  }

  #askAgain(): Promise<void> {
    this.#asking ??= this.#learn().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #learn(): Promise<void> {
    const asked = performance.now();
    this.#told = await this.#ask();
    // The server spoke halfway between.
    this.#toldAt = (asked + performance.now()) / 2;
  }
}
