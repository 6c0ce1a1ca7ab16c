/** Places for work that runs at the same time, and a bounded queue before them. */
export class Slots {
  readonly #waitingMax: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(waitingMax: number) {
    this.#waitingMax = waitingMax;
  }

  get idle(): boolean {
    return this.#taken === 0;
  }

  /** Takes one of `limit` places, waiting for it; `false` where too many wait already. */
  async take(limit: number): Promise<boolean> {
    if (this.#taken < limit) {
      this.#taken++;
      return true;
    }
    if (this.#waiting.length >= this.#waitingMax) return false;
    // Whoever gives its place back hands it over, so the count stays as it is.
    await new Promise<void>((resume) => this.#waiting.push(resume));
    return true;
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken--;
  }
}
