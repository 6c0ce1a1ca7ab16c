import type { Field } from '../model/field.ts';
import { type InspectedText, inspectText } from '../text/inspected.ts';

/** A stretch of the axis on which all text of a document is laid out; in UTF-16 code units, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** One distinct value of a document, with every field that holds it. */
export interface Passage {
  readonly paths: readonly string[];
  readonly inspected: InspectedText;
  /** Where its plain text begins on the axis. */
  readonly base: number;
  /** The text that people read; passages of prose stand beside each other on the axis. */
  readonly prose: boolean;
}

/** Between what is not read together: more than any `within`. */
const apart = 10_000;

/** The order in which a reader meets the parts of a post; what is not listed comes last. */
const readingOrder = [
  ...['summary', 'summaryMap', 'name', 'nameMap', 'content', 'contentMap', 'oneOf', 'anyOf'],
  ...['attachment', 'tag'],
];

/** Reads the fields of one document in reading order; equal values are read once. */
export function passagesOf(fields: readonly Field[]): Passage[] {
  const [only] = fields;
  const ordered = fields.length === 1 && only ? [only] : [...fields].sort((a, b) => rank(a.path) - rank(b.path));
  const paths = new Map<string, string[]>();
  for (const { kind, value, path } of ordered) {
    if (value === '') continue;
    const key = `${kind} ${value}`;
    const known = paths.get(key);
    if (known === undefined) paths.set(key, [path]);
    else known.push(path);
  }
  return layOut(ordered, paths);
}

function layOut(fields: readonly Field[], paths: Map<string, string[]>): Passage[] {
  const passages: Passage[] = [];
  let base = 0;
  for (const { kind, value } of fields) {
    const key = `${kind} ${value}`;
    const held = paths.get(key);
    if (held === undefined) continue;
    paths.delete(key);
    const prose = kind === 'text' || kind === 'html';
    if (!prose || passages.at(-1)?.prose === false) base += apart;
    const inspected = inspectText(value, kind);
    passages.push({ paths: held, inspected, base, prose });
    base += plainText(inspected).length + 1;
  }
  return passages;
}

function rank(path: string): number {
  const token = path.split('/').find((one) => readingOrder.includes(one));
  return token === undefined ? readingOrder.length : readingOrder.indexOf(token);
}

/** The value as people read it, without markup. */
export function plainText({ views }: InspectedText): string {
  return views[0]?.text ?? '';
}

/** Where a span of a passage's value stands on the axis; what the plain text does not show stands where it hides. */
export function onAxis({ inspected, base }: Passage, start: number, end: number): Stretch {
  const from = plainOffset(inspected, start);
  return { start: base + from, end: base + Math.max(from, plainOffset(inspected, end)) };
}

/** The first unit of the plain text that comes from `offset` of the value or from behind it. */
function plainOffset(inspected: InspectedText, offset: number): number {
  const view = inspected.views[0];
  if (view === undefined || view.text === inspected.value) return offset;
  let low = 0;
  let high = view.text.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (view.span(middle, middle + 1).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
