import { type InspectedText, inspectText } from '../text/inspected.ts';
import { type Passage, plainText } from './passage.ts';

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
const edge = 64;
/** Up to so many passages every pair is glued; beyond, neighbours in both directions. */
const mostPaired = 6;

/**
 * The joint readings of a document: all prose in reading order, a line each, for what needs context; and its seams
 * with nothing between, for what was cut in two. None where there is only one passage of prose.
 */
export function jointsOf(passages: readonly Passage[]): Joint[] {
  const whole = distinct(passages.flatMap((passage) => wholeSlice(passage) ?? []));
  if (whole.length < 2) return [];
  return [joint([whole], '\n', false), joint(seams(whole), '', true)];
}

/** The plain text without the white space around it. */
function wholeSlice(passage: Passage): Slice | undefined {
  if (!passage.prose) return undefined;
  const text = plainText(passage.inspected);
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  return start < end ? { passage, start, end } : undefined;
}

/** One slice for each text: a summary that is read as HTML and as plain text is met once. */
function distinct(slices: readonly Slice[]): Slice[] {
  return [...new Map(slices.map((slice) => [textOf(slice), slice])).values()];
}

function textOf({ passage, start, end }: Slice): string {
  return plainText(passage.inspected).slice(start, end);
}

/** Rows of slices to be glued. The first row runs through all passages, for what is cut into more than two. */
function seams(whole: readonly Slice[]): Slice[][] {
  const rows = chains(whole);
  if (whole.length > mostPaired) return [...rows, ...chains(whole.toReversed())];
  for (const [index, first] of whole.entries()) {
    for (const [other, second] of whole.entries()) {
      if (other !== index && other !== index + 1) rows.push([tail(first), head(second)]);
    }
  }
  return rows;
}

/** Passages in a row; a long one ends a chain with its head and begins the next with its tail. */
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
  return [...rows, row].filter(({ length }) => length > 1);
}

function head({ passage, start, end }: Slice): Slice {
  return { passage, start, end: Math.min(end, start + edge) };
}

function tail({ passage, start, end }: Slice): Slice {
  return { passage, start: Math.max(start, end - edge), end };
}

function joint(rows: readonly (readonly Slice[])[], glue: string, seamsOnly: boolean): Joint {
  const placed: (Slice & { readonly at: number })[] = [];
  let text = '';
  for (const row of rows) {
    if (text !== '') text += '\n\n';
    for (const [index, slice] of row.entries()) {
      if (index > 0) text += glue;
      placed.push({ ...slice, at: text.length });
      text += textOf(slice);
    }
  }
  return {
    inspected: inspectText(text, 'text'),
    seamsOnly,
    parts: (start, end) => placed.flatMap((slice) => overlap(slice, start, end) ?? []),
  };
}

function overlap(slice: Slice & { readonly at: number }, start: number, end: number): Part | undefined {
  const from = Math.max(start, slice.at);
  const to = Math.min(end, slice.at + slice.end - slice.start);
  const view = slice.passage.inspected.views[0];
  if (from >= to || view === undefined) return undefined;
  const shift = slice.start - slice.at;
  return { passage: slice.passage, ...view.span(from + shift, to + shift) };
}
