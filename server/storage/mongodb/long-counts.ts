/** Counts that take less are asked for each time. */
const longMs = 1_000;
/** What took long is told again for so many times as long as it took. */
const toldAgain = 100;

interface Known {
  readonly count: Promise<number>;
  until: number;
}

/**
 * Counts over so much that they can't be made whenever somebody asks, such as the followers of an account that has ten
 * million: who asks meanwhile gets the one that is being made, or was made a short while ago.
 */
export class LongCounts {
  readonly #known = new Map<string, Known>();

  of(what: string, count: () => Promise<number>): Promise<number> {
    const known = this.#known.get(what);
    if (known && performance.now() < known.until) return known.count;
    const began = performance.now();
    const made: Known = { count: count(), until: Number.POSITIVE_INFINITY };
    this.#known.set(what, made);
    const keep = (): void => {
      const took = performance.now() - began;
      if (took < longMs) this.#known.delete(what);
      else made.until = performance.now() + took * toldAgain;
    };
    made.count.then(keep, () => this.#known.delete(what));
    return made.count;
  }
}
