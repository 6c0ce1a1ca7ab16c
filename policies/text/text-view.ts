import type { Span } from './offset-map.ts';

/** One way to read a field's value. */
export interface TextView {
  /** How it was made, outermost step first: `text`, `html`, `attributes`, `html > base64`, … */
  readonly how: string;
  readonly text: string;
  /** Maps a span of `text` to UTF-16 code units of the field's original value. */
  span(start: number, end: number): Span;
}
