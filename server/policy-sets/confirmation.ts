/** No process decides with a set older than the one in force for longer than this, in milliseconds. */
export const confirmedForMs = 2_000;
/** How often a process looks which set is in force. */
export const lookEveryMs = 500;

/** Whether this process still knows which set is in force, by a clock that never jumps. */
export class Confirmation {
  readonly #now: () => number;
  #at = Number.NEGATIVE_INFINITY;

  /** `now` in milliseconds, from wherever it starts. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Before the store is asked: what it answers was true then, and perhaps not later. */
  asking(): number {
    return this.#now();
  }

  confirm(askedAt: number): void {
    this.#at = Math.max(this.#at, askedAt);
  }

  get holds(): boolean {
    return this.#now() - this.#at <= confirmedForMs;
  }
}
