import type { FieldKind } from '../model/field.ts';
import { decodings } from './decoders/index.ts';
import { readMarkup } from './html/index.ts';
import { Pieces, pieceBreak } from './pieces.ts';
import { Reading } from './reading.ts';
import { identityView, type TextView } from './text-view.ts';

/** Longest value that is read, in UTF-16 code units. */
export const longestValue = 200_000;
/** How many decoding steps are followed, one inside the other. */
export const deepestNesting = 8;
/** How much longer than the value all its readings together may grow, beside a fixed allowance for short ones. */
const growth = 4;
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
  return inspect(value, kind, value.includes(pieceBreak) ? withoutBreaks(value) : identityView(value));
}

/** The same for a plain text that is made of several, between which `pieceBreak` stands. */
export function inspectPieces(value: string): InspectedText {
  return inspect(value, 'text', identityView(value));
}

function inspect(value: string, kind: FieldKind, source: TextView): InspectedText {
  if (value.length > longestValue) return { value, kind, views: [], unreadable: 'too-long' };
  const first = (kind === 'html' ? readMarkup(source) : [source]).map((view) => new Reading(view));
  const unreadable = decodeAll(first, value.length * growth + allowance);
  return unreadable === undefined ? { value, kind, views: first } : { value, kind, views: first, unreadable };
}

function withoutBreaks(value: string): TextView {
  const pieces = new Pieces(value);
  let copied = 0;
  for (let at = value.indexOf(pieceBreak); at >= 0; at = value.indexOf(pieceBreak, at + 1)) {
    pieces.copy(copied, at);
    copied = at + 1;
  }
  pieces.copy(copied, value.length);
  return pieces.view(identityView(value), 'text');
}

/** Appends to `readings` whatever decoding makes of them, step after step; a text that was read already is left out. */
function decodeAll(readings: Reading[], budget: number): Unreadable | undefined {
  const known = new Set<string>();
  let size = 0;
  let level: readonly Reading[] = readings;
  for (let depth = 0; ; depth++) {
    const next = level.flatMap(decodings);
    if (next.length === 0) return undefined;
    if (known.size === 0) for (const { text } of readings) known.add(text);
    const made: Reading[] = [];
    for (const view of next) {
      if (known.has(view.text)) continue;
      known.add(view.text);
      size += view.text.length;
      if (depth === deepestNesting) return 'nested-too-deep';
      if (size > budget || known.size > mostReadings) return 'expands-too-much';
      made.push(new Reading(view));
    }
    if (made.length === 0) return undefined;
    readings.push(...made);
    level = made;
  }
}
