import { OffsetMap, type Piece } from './offset-map.ts';
import { derivedView, type TextView } from './text-view.ts';

/**
 * Stands between pieces of text that never stood together; part of no number, word or address. Where a value holds
 * this character itself, it is taken out before anything is read.
 */
export const pieceBreak = '\u001f';

/** Collects pieces of one source to a derived text. */
export class Pieces {
  readonly #source: string;
  /** Joined in the end: a string grown piece by piece stays a tree inside V8, and slow to read ever after. */
  readonly #parts: string[] = [];
  /** Start and end in the source of each part; a copied part has its end below zero, counted from -1 downwards. */
  readonly #sources: number[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  get isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  /** Appends what stands in the source from `start` to `end`. */
  copy(start: number, end: number): void {
    if (end <= start) return;
    this.#parts.push(this.#source.slice(start, end));
    this.#sources.push(start, ~end);
  }

  /** Appends text that stands for the source from `start` to `end`. */
  replace(by: string, start: number, end: number): void {
    const text = by.includes(pieceBreak) ? by.replaceAll(pieceBreak, '') : by;
    if (text === '') return;
    this.#parts.push(text);
    this.#sources.push(start, end);
  }

  /** Parts what was appended from what is appended next, at an offset of the source. */
  part(at: number): void {
    this.#parts.push(pieceBreak);
    this.#sources.push(at, at);
  }

  /** Lets the last character stand for the source up to `end` as well: a mark belongs to the letter before it. */
  extend(end: number): void {
    const last = this.#sources.length - 1;
    const lastEnd = this.#sources[last];
    if (lastEnd === undefined) return;
    if (lastEnd >= 0) {
      this.#sources[last] = end;
      return;
    }
    const part = this.#parts.pop() ?? '';
    const start = this.#sources[last - 1] ?? 0;
    this.#sources.length -= 2;
    this.copy(start, start + part.length - 1);
    this.replace(part.slice(-1), start + part.length - 1, end);
  }

  /** The derived text; most are searched without a hit, so its map is made when first asked for. */
  view(from: TextView, how: string): TextView {
    let map: OffsetMap | undefined;
    return derivedView(from, how, this.#parts.join(''), () => {
      map ??= new OffsetMap(this.#pieces());
      return map;
    });
  }

  #pieces(): Piece[] {
    return this.#parts.map((part, index) => {
      const start = this.#sources[2 * index] ?? 0;
      const end = this.#sources[2 * index + 1] ?? 0;
      return { length: part.length, start, end: end < 0 ? ~end : end, copied: end < 0 };
    });
  }
}
