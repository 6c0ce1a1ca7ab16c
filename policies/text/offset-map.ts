/** Where a stretch of derived text came from, in UTF-16 code units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch of derived text, from `at` on, and the stretch of source it came from. */
interface Piece {
  readonly at: number;
  readonly start: number;
  end: number;
  /** Whether it equals its source, so that units map one by one; otherwise it maps as a whole. */
  readonly copied: boolean;
}

/**
 * Maps spans of a derived text back to the text it was made from.
 *
 * A copied piece maps unit by unit, a replaced one (an entity, a decoded run) as a whole, so that a span never ends
 * inside what a reader sees as one character. Pieces may stand in another order than in the source.
 */
export class OffsetMap {
  readonly #pieces: Piece[] = [];
  #length = 0;

  /** Appends a piece of `length` units that equals the source from `from` on. */
  copy(from: number, length: number): void {
    if (length === 0) return;
    this.#pieces.push({ at: this.#length, start: from, end: from + length, copied: true });
    this.#length += length;
  }

  /** Appends a piece of `length` units that stands for the source from `start` to `end`. */
  replace(length: number, start: number, end: number): void {
    if (length === 0) return;
    this.#pieces.push({ at: this.#length, start, end, copied: false });
    this.#length += length;
  }

  /** Lets the last unit stand for the source up to `end` as well: a mark belongs to the letter before it. */
  extend(end: number): void {
    const last = this.#pieces.at(-1);
    if (last === undefined) return;
    if (!last.copied) {
      last.end = end;
      return;
    }
    const start = last.end - 1;
    last.end = start;
    if (last.start === start) this.#pieces.pop();
    this.#pieces.push({ at: this.#length - 1, start, end, copied: false });
  }

  /** Maps a span of the derived text to the source; an empty span maps to an empty one. */
  span(start: number, end: number): Span {
    const first = this.#unit(start);
    if (end <= start) return { start: first.start, end: first.start };
    const last = this.#unit(end - 1);
    return { start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
  }

  /** The source of one unit of the derived text. */
  #unit(offset: number): Span {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#pieces[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = this.#pieces[low];
    if (piece === undefined) return { start: 0, end: 0 };
    if (!piece.copied) return piece;
    const start = Math.min(piece.start + offset - piece.at, piece.end);
    return { start, end: Math.min(start + 1, piece.end) };
  }
}
