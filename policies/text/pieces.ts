import { OffsetMap } from './offset-map.ts';
import { derivedView, type TextView } from './text-view.ts';

/** Stands between pieces of text that never stood together; part of no number, word or address. */
export const pieceBreak = '\u001f';

/** Collects pieces of one source to a derived text. */
export class Pieces {
  readonly #source: string;
  readonly #map = new OffsetMap();
  #text = '';

  constructor(source: string) {
    this.#source = source;
  }

  get text(): string {
    return this.#text;
  }

  copy(start: number, end: number): void {
    if (end <= start) return;
    this.#text += this.#source.slice(start, end);
    this.#map.copy(start, end - start);
  }

  replace(by: string, start: number, end: number): void {
    this.#text += by;
    this.#map.replace(by.length, start, end);
  }

  view(from: TextView, how: string): TextView {
    return derivedView(from, how, this.#text, this.#map);
  }
}
