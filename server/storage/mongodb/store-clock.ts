import type { Connection } from './connection.ts';

/** For this long the server's time is reckoned from its last word, by a clock that no one sets. */
const trustedMs = 5_000;

/** The server's clock, by which leases run out: that of no process decides about who holds what. */
export class StoreClock {
  readonly #read: () => Promise<number>;
  #told = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  /** `clock` stands in for the server's where it is given. */
  constructor(db: Connection, clock?: () => number) {
    this.#read = clock ? async () => clock() : () => this.#reckoned(db);
  }

  /** Milliseconds since the epoch. */
  now(): Promise<number> {
    return this.#read();
  }

  async #reckoned(db: Connection): Promise<number> {
    if (performance.now() - this.#toldAt > trustedMs) {
      this.#told = await db.serverTime();
      this.#toldAt = performance.now();
    }
    return Math.floor(this.#told + performance.now() - this.#toldAt);
  }
}
