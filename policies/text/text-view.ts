import type { OffsetMap, Span } from './offset-map.ts';

/** One way to read a field's value. */
export interface TextView {
  /** How it was made, outermost step first: `text`, `html`, `html > encoded`, … */
  readonly how: string;
  readonly text: string;
  /** Maps a span of `text` to UTF-16 code units of the field's original value. */
  span(start: number, end: number): Span;
}

/** The value itself. */
export function identityView(text: string): TextView {
  return { how: 'text', text, span: (start, end) => ({ start, end }) };
}

/** A view made from another one; `map` leads from the new text to the other view's text. */
export function derivedView(from: TextView, how: string, text: string, map: () => OffsetMap): TextView {
  return {
    how,
    text,
    span: (start, end) => {
      const inner = map().span(start, end);
      return from.span(inner.start, inner.end);
    },
  };
}
