import { OffsetMap } from './offset-map.ts';
import { derivedView, type TextView } from './text-view.ts';

/** Stands between pieces of text that never stood together; part of no number, word or address. */
export const pieceBreak = '\u001f';

/** Collects pieces of one source to a derived text. */
export class Pieces {
  readonly #source: string;
  readonly #map = new OffsetMap();
  /** Joined in the end: a string grown piece by piece stays a tree inside V8, and slow to read ever after. */
  readonly #parts: string[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  get isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  copy(start: number, end: number): void {
    if (end <= start) return;
    this.#parts.push(this.#source.slice(start, end));
    this.#map.copy(start, end - start);
  }

  replace(by: string, start: number, end: number): void {
    if (by === '') return;
    this.#parts.push(by);
    this.#map.replace(by.length, start, end);
  }

  /** Lets the last character stand for the source up to `end` as well. */
  extend(end: number): void {
    this.#map.extend(end);
  }

  view(from: TextView, how: string): TextView {
    return derivedView(from, how, this.#parts.join(''), this.#map);
  }
}
