import type { InspectedText } from '../text/inspected.ts';
import { pieceBreak } from '../text/pieces.ts';
import { type Passage, plainText } from './passage.ts';
import type { Reader } from './reader.ts';

/** A span of one passage's value. */
export interface Part {
  readonly passage: Passage;
  readonly start: number;
  readonly end: number;
}

/** Passages read as one text, so that what is split over them is seen. */
export interface Joint {
  readonly inspected: InspectedText;
  /** Whether only what crosses a seam counts; the rest of a glued text never stood in the document. */
  readonly seamsOnly: boolean;
  /** The parts of the document that a span of the joint text comes from, in its order. */
  parts(start: number, end: number): Part[];
}

interface Slice {
  readonly passage: Passage;
  /** Of the passage's plain text. */
  readonly start: number;
  readonly end: number;
}

/** How much of a passage is glued to another: more than any code name or number is long. */
const edge = 48;
/** Up to so many passages each is glued to every other; beyond, to its neighbours. */
const mostPaired = 4;

/**
 * The joint readings of a document: all prose in reading order, a line each, for what needs context; and its seams
 * with nothing between, for what was cut in two. None where there is only one passage of prose.
 */
export function jointsOf(prose: readonly Passage[], reader: Reader): Joint[] {
  if (prose.length < 2) return [];
  const slices = prose.flatMap((passage) => wholeSlice(passage) ?? []);
  if (slices.length < 2) return [];
  const joint = jointWith(reader);
  return [joint([slices], '\n', false), joint([...chains(slices), ...pairs(slices)], '', true)];
}

/**
 * The joint readings of a document with what its author said before it, oldest first: only seams that the document has
 * a part in, and with `whole` also all prose in a row.
 */
export function jointsWithEarlier(
  earlier: readonly Passage[],
  present: readonly Passage[],
  { whole, reader }: { readonly whole: boolean; readonly reader: Reader },
): Joint[] {
  const before = earlier.flatMap((passage) => wholeSlice(passage) ?? []);
  const said = present.flatMap((passage) => wholeSlice(passage) ?? []);
  if (before.length === 0 || said.length === 0) return [];
  const outer = said.length > mostPaired ? [...said.slice(0, 2), ...said.slice(-2)] : said;
  const pairs = before.flatMap((old) =>
    outer.flatMap((now) => [
      [tail(old), head(now)],
      [tail(now), head(old)],
    ]),
  );
  const all = [...before, ...said];
  const joint = jointWith(reader);
  const seams = joint([...chains(all), ...chains(all.toReversed()), ...pairs], '', true);
  return whole ? [joint([all], '\n', false), seams] : [seams];
}

/** The plain text without the white space around it. */
function wholeSlice(passage: Passage): Slice | undefined {
  const text = plainText(passage.inspected);
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  return start < end ? { passage, start, end } : undefined;
}

function textOf({ passage, start, end }: Slice): string {
  return plainText(passage.inspected).slice(start, end);
}

/** Two and two, in both orders: what is cut may stand anywhere in the post. */
function pairs(slices: readonly Slice[]): Slice[][] {
  const reach = slices.length > mostPaired ? 1 : slices.length;
  const rows = new Map<string, Slice[]>();
  for (const [index, first] of slices.entries()) {
    for (const second of slices.slice(Math.max(0, index - reach), index + reach + 1)) {
      if (second === first) continue;
      rows.set(`${first.passage.base} ${second.passage.base}`, [tail(first), head(second)]);
    }
  }
  return [...rows.values()];
}

/** All in a row, for what is cut into more than two; a long one ends a chain and begins the next. */
function chains(slices: readonly Slice[]): Slice[][] {
  const rows: Slice[][] = [];
  let row: Slice[] = [];
  for (const slice of slices) {
    if (slice.end - slice.start <= 2 * edge) {
      row.push(slice);
      continue;
    }
    rows.push([...row, head(slice)]);
    row = [tail(slice)];
  }
  return [...rows, row].filter(({ length }) => length > 2);
}

function head({ passage, start, end }: Slice): Slice {
  return { passage, start, end: Math.min(end, start + edge) };
}

function tail({ passage, start, end }: Slice): Slice {
  return { passage, start: Math.max(start, end - edge), end };
}

interface Placed extends Slice {
  /** Where it begins in the joint text. */
  readonly at: number;
}

type Joining = (rows: readonly (readonly Slice[])[], glue: string, seamsOnly: boolean) => Joint;

function jointWith(reader: Reader): Joining {
  return (rows, glue, seamsOnly) => {
    const { placed, text } = inARow(rows, glue);
    const inspected = reader.inspectPieces(text);
    return { inspected, seamsOnly, parts: (start, end) => partsOf(placed, start, end) };
  };
}

function inARow(rows: readonly (readonly Slice[])[], glue: string): { placed: Placed[]; text: string } {
  const placed: Placed[] = [];
  let text = '';
  for (const row of rows) {
    if (text !== '') text += `\n${pieceBreak}\n`;
    for (const [index, slice] of row.entries()) {
      if (index > 0) text += glue;
      placed.push({ ...slice, at: text.length });
      text += textOf(slice);
    }
  }
  return { placed, text };
}

/** The parts of the slices, which lie one behind the other, that a span touches. */
function partsOf(placed: readonly Placed[], start: number, end: number): Part[] {
  const parts: Part[] = [];
  for (let index = lastAt(placed, start); index < placed.length; index++) {
    const slice = placed[index];
    if (slice === undefined || slice.at >= end) break;
    const from = Math.max(start, slice.at);
    const to = Math.min(end, slice.at + slice.end - slice.start);
    const view = slice.passage.inspected.views[0];
    if (from >= to || view === undefined) continue;
    const shift = slice.start - slice.at;
    parts.push({ passage: slice.passage, ...view.span(from + shift, to + shift) });
  }
  return parts;
}

/** Index of the last slice that begins at `offset` or before it. */
function lastAt(placed: readonly Placed[], offset: number): number {
  let low = 0;
  let high = placed.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((placed[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
