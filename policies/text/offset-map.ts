/** Where a stretch of derived text came from, in UTF-16 code units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Maps spans of a derived text back to the text it was made from.
 *
 * The derived text is a row of pieces: a copied piece maps unit by unit, a replaced one (an entity, a decoded run)
 * maps as a whole, so that a span never ends inside what a reader sees as one character.
 */
export class OffsetMap {
  /** Four numbers a piece: start in the derived text, source start, source end, 1 where units map one by one. */
  readonly #pieces: number[] = [];
  #length = 0;

  /** Appends a piece of `length` units that equals the source from `from` on. */
  copy(from: number, length: number): void {
    if (length === 0) return;
    this.#pieces.push(this.#length, from, from + length, 1);
    this.#length += length;
  }

  /** Appends a piece of `length` units that stands for the source from `start` to `end`. */
  replace(length: number, start: number, end: number): void {
    if (length === 0) return;
    this.#pieces.push(this.#length, start, end, 0);
    this.#length += length;
  }

  /** Maps a span of the derived text to the source; an empty span maps to an empty one. */
  span(start: number, end: number): Span {
    if (end <= start) {
      const at = this.#at(start, 1);
      return { start: at, end: at };
    }
    return { start: this.#at(start, 1), end: this.#at(end - 1, 2) };
  }

  /** Source edge of the unit at `offset`: its start for `edge` 1, its end for `edge` 2. */
  #at(offset: number, edge: 1 | 2): number {
    const pieces = this.#pieces;
    if (pieces.length === 0) return 0;
    let low = 0;
    let high = pieces.length / 4 - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((pieces[middle * 4] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const [viewStart = 0, sourceStart = 0, sourceEnd = 0, stepwise = 0] = pieces.slice(low * 4, low * 4 + 4);
    if (stepwise === 1) return Math.min(sourceStart + (offset - viewStart) + (edge - 1), sourceEnd);
    return edge === 1 ? sourceStart : sourceEnd;
  }
}
