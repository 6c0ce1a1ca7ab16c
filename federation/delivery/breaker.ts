/** When a host that fails is left alone, and for how long. All times in milliseconds. */
export interface BreakerLimits {
  /** This many failures within `windowMs`, with no success between them, open the breaker. */
  readonly failures: number;
  readonly windowMs: number;
  /** How long it stays open the first time; twice as long each time a probe fails. */
  readonly coolOffMs: number;
  readonly coolOffCeilingMs: number;
}

export const defaultBreakerLimits: BreakerLimits = {
  failures: 5,
  windowMs: 10 * 60_000,
  coolOffMs: 60_000,
  coolOffCeilingMs: 60 * 60_000,
};

/**
 * Circuit breaker of one host. Closed: everything goes. Open: nothing goes until the cool-off is over. Half-open: one
 * probe goes, and its outcome closes or opens it.
 */
export class Breaker {
  readonly #limits: BreakerLimits;
  #failures: number[] = [];
  #openUntil: number | undefined;
  #coolOffMs: number;

  constructor(limits: BreakerLimits) {
    this.#limits = limits;
    this.#coolOffMs = limits.coolOffMs;
  }

  /** `now` in milliseconds since the epoch. */
  state(now: number): 'closed' | 'open' | 'half-open' {
    if (this.#openUntil === undefined) return 'closed';
    return now < this.#openUntil ? 'open' : 'half-open';
  }

  /** End of the cool-off where it is not closed. */
  get openUntil(): number | undefined {
    return this.#openUntil;
  }

  /** The host has answered. True where that closed the breaker. */
  succeeded(): boolean {
    const closed = this.#openUntil !== undefined;
    this.#failures = [];
    this.#openUntil = undefined;
    this.#coolOffMs = this.#limits.coolOffMs;
    return closed;
  }

  /**
   * The host has failed. True where that opened the breaker. What was under way when it opened is no news: only a
   * failure after the cool-off opens it again.
   */
  failed(now: number): boolean {
    const state = this.state(now);
    if (state === 'open') return false;
    if (state === 'half-open') {
      this.#coolOffMs = Math.min(this.#limits.coolOffCeilingMs, this.#coolOffMs * 2);
      this.#openUntil = now + this.#coolOffMs;
      return true;
    }
    this.#failures = this.#failures.filter((at) => at > now - this.#limits.windowMs);
    this.#failures.push(now);
    if (this.#failures.length < this.#limits.failures) return false;
    this.#failures = [];
    this.#openUntil = now + this.#coolOffMs;
    return true;
  }
}
