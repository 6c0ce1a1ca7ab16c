import type { FieldKind } from '../model/field.ts';
import { decodings } from './decoders/index.ts';
import { readMarkup } from './html/index.ts';
import { Reading } from './reading.ts';
import { identityView } from './text-view.ts';

/** Longest value that is read, in UTF-16 code units. */
export const longestValue = 200_000;
/** How many decoding steps are followed, one inside the other. */
export const deepestNesting = 8;
/** How much longer than the value all its readings together may grow, beside a fixed allowance for short ones. */
const growth = 3;
const allowance = 2048;
const mostReadings = 64;

/** Why a value can't be vouched for. The gate holds what has one. */
export type Unreadable = 'too-long' | 'nested-too-deep' | 'expands-too-much';

/** One field's value in every reading that a recipient could get out of it. */
export interface InspectedText {
  readonly value: string;
  readonly kind: FieldKind;
  /** The plain reading first, then markup, decoded runs and so on. Empty where the value is too long. */
  readonly views: readonly Reading[];
  /** Set where the value was not read to the end; no finding then means nothing. */
  readonly unreadable?: Unreadable;
}

/** Prepares a value for detectors and matchers, in time linear in its length. */
export function inspectText(value: string, kind: FieldKind): InspectedText {
  if (value.length > longestValue) return { value, kind, views: [], unreadable: 'too-long' };
  const source = identityView(value);
  const first = (kind === 'html' ? readMarkup(source) : [source]).map((view) => new Reading(view));
  const unreadable = decodeAll(first, value.length * growth + allowance);
  return unreadable === undefined ? { value, kind, views: first } : { value, kind, views: first, unreadable };
}

/** Appends to `readings` whatever decoding makes of them, step after step. */
function decodeAll(readings: Reading[], budget: number): Unreadable | undefined {
  let size = 0;
  let level = readings;
  for (let depth = 0; level.length > 0; depth++) {
    const next = level.flatMap(decodings).filter(({ text }) => !readings.some((known) => known.text === text));
    if (next.length === 0) return undefined;
    if (depth === deepestNesting) return 'nested-too-deep';
    level = [];
    for (const view of next) {
      size += view.text.length;
      if (size > budget || readings.length + level.length >= mostReadings) return 'expands-too-much';
      level.push(new Reading(view));
    }
    readings.push(...level);
  }
  return undefined;
}
