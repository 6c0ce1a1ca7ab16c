/** Where a stretch of derived text came from, in UTF-16 code units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch of derived text and the stretch of source it came from. */
export interface Piece extends Span {
  readonly length: number;
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
  readonly #pieces: readonly Piece[];
  /** Where each piece begins in the derived text. */
  readonly #begins: number[] = [];

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
    let begin = 0;
    for (const { length } of pieces) {
      this.#begins.push(begin);
      begin += length;
    }
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
      if ((this.#begins[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = this.#pieces[low];
    if (piece === undefined) return { start: 0, end: 0 };
    if (!piece.copied) return piece;
    const start = Math.min(piece.start + offset - (this.#begins[low] ?? 0), piece.end);
    return { start, end: Math.min(start + 1, piece.end) };
  }
}
