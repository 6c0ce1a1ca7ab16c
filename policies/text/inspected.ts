import type { FieldKind } from '../model/field.ts';
import { htmlText } from './html.ts';
import { type Reading, reading } from './reading.ts';

/** Longest value that is read, in UTF-16 code units; a longer one is unreadable. */
export const longestValue = 200_000;

/** Why a value can't be vouched for. The gate holds what has one. */
export type Unreadable = 'too-long' | 'nested-too-deep' | 'expands-too-much';

/** One field's value in every reading that a recipient could get out of it. */
export interface InspectedText {
  readonly value: string;
  readonly kind: FieldKind;
  /** The plain reading first, then attributes, decoded runs and so on. Empty where the value is unreadable. */
  readonly views: readonly Reading[];
  /** Set where the value was not read to the end; no finding then means nothing. */
  readonly unreadable?: Unreadable;
}

/** Prepares a value for detectors and matchers. */
export function inspectText(value: string, kind: FieldKind): InspectedText {
  if (value.length > longestValue) return { value, kind, views: [], unreadable: 'too-long' };
  const plain =
    kind === 'html'
      ? htmlText(value)
      : { how: 'text', text: value, span: (start: number, end: number) => ({ start, end }) };
  return { value, kind, views: [reading(plain)] };
}
