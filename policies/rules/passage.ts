import type { Field, FieldKind } from '../model/field.ts';
import type { InspectedText } from '../text/inspected.ts';
import type { Reader } from './reader.ts';

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
}

/** Between what is not read together: more than any `within`. */
const apart = 10_000;

/** The order in which a reader meets the parts of a post; what is not listed comes last. */
const readingOrder = [
  ...['summary', 'summaryMap', 'name', 'nameMap', 'content', 'contentMap', 'oneOf', 'anyOf'],
  ...['attachment', 'tag'],
];
const firstListed = new RegExp(`/(${readingOrder.join('|')})(?=/|$)`);

/** All text of a document. */
export interface Layout {
  readonly passages: readonly Passage[];
  /** The prose as it is met in reading order; a passage stands here once for each place that shows it. */
  readonly prose: readonly Passage[];
}

/** Reads the fields of one document in reading order; equal values are read once. */
export function layOut(fields: readonly Field[], reader: Reader): Layout {
  const [only] = fields;
  if (only === undefined || fields.length > 1) return layOutAll(fields, reader);
  const passages = [{ paths: [only.path], inspected: reader.inspect(only.value, only.kind), base: 0 }];
  return { passages, prose: passages };
}

/** Reads several documents one after the other, on one axis. */
export function layOutInTurn(documents: readonly (readonly Field[])[], reader: Reader): Layout[] {
  let base = 0;
  return documents.map((fields) => {
    const { passages, prose } = layOut(fields, reader);
    const moved = new Map(passages.map((passage) => [passage, { ...passage, base: base + passage.base }]));
    const ends = passages.map((passage) => passage.base + plainText(passage.inspected).length);
    base += Math.max(0, ...ends) + 1;
    return { passages: [...moved.values()], prose: prose.flatMap((passage) => moved.get(passage) ?? []) };
  });
}

function layOutAll(fields: readonly Field[], reader: Reader): Layout {
  const ordered = inReadingOrder(fields);
  // By kind first: a key made of kind and value would copy every value.
  const passages = new Map<FieldKind, Map<string, Passage & { readonly paths: string[] }>>();
  const all: Passage[] = [];
  const prose: Passage[] = [];
  let base = 0;
  let follows = true;
  for (const { kind, value, path } of ordered) {
    if (value === '') continue;
    const isProse = kind === 'text' || kind === 'html';
    const ofKind = passages.get(kind) ?? new Map<string, Passage & { readonly paths: string[] }>();
    const known = ofKind.get(value);
    if (known === undefined) {
      if (!isProse || !follows) base += apart;
      const passage = { paths: [path], inspected: reader.inspect(value, kind), base };
      base += plainText(passage.inspected).length + 1;
      follows = isProse;
      passages.set(kind, ofKind.set(value, passage));
      all.push(passage);
      if (isProse) prose.push(passage);
    } else {
      known.paths.push(path);
      if (isProse && !isTranslation(path)) prose.push(known);
    }
  }
  return { passages: all, prose };
}

function inReadingOrder(fields: readonly Field[]): readonly Field[] {
  const ranked = fields.map((field) => ({ field, rank: rank(field.path) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ field }) => field);
}

/** Language variants repeat what stands beside them; nobody reads them one after the other. */
function isTranslation(path: string): boolean {
  return /\/(?:summary|name|content)Map\//.test(path);
}

function rank(path: string): number {
  const name = firstListed.exec(path)?.[1];
  return name === undefined ? readingOrder.length : readingOrder.indexOf(name);
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
