import type { HashIndex } from '../hashing/hash-index.ts';
import type { Steps } from '../model/steps.ts';
import { cellOpens, valueIn } from './cells.ts';

/** A value in more records than this says little alone: its records are found by it and another such value. */
const mostRows = 32;
const tagMask = 0xff;
/** Entries that share a bucket, about. */
const bucketSize = 4;
/** Cells, and buckets, that are gone through between two steps. */
const cellsAtOnce = 20_000;

/** What is known of a value, in one byte: in how many cells it stands, as far as that matters, and whether it opens any. */
const opening = 128;
const cellsOf = (flags: number | undefined): number => (flags ?? 0) & (opening - 1);

/**
 * Finds the records that hold values: by one value where few records have it, by two where many have each. So a
 * name that thousands bear costs no more than a number that is one person's. What is found must be looked at: other
 * records share the bucket.
 */
export class RowTable {
  readonly #flags: Uint8Array;
  /** Where each bucket begins in `#rows`; one more for the end. */
  readonly #starts: Uint32Array;
  readonly #rows: Uint32Array;
  /** Of each row, a few bits of its key's hash: most others of the bucket need no look at their cells. */
  readonly #tags: Uint8Array;
  readonly #shift: number;

  private constructor(flags: Uint8Array, entries: number) {
    const bits = Math.max(1, Math.ceil(Math.log2(entries / bucketSize + 1)));
    this.#flags = flags;
    this.#shift = 32 - bits;
    this.#starts = new Uint32Array(2 ** bits + 1);
    this.#rows = new Uint32Array(entries);
    this.#tags = new Uint8Array(entries);
  }

  /** @param cells row by row, `columns` of them a row */
  static *of(values: HashIndex, cells: Uint32Array, columns: number): Steps<RowTable> {
    const flags = yield* flagsOf(values.size, cells);
    let entries = 0;
    yield* eachKey(cells, columns, flags, () => entries++);
    const table = new RowTable(flags, entries);
    yield* table.#fill(cells, columns);
    return table;
  }

  /** Whether more records hold a value than can be looked at one by one. */
  isCommon(value: number): boolean {
    return cellsOf(this.#flags[value]) > mostRows;
  }

  /** Whether a value opens any record. */
  opens(value: number): boolean {
    return ((this.#flags[value] ?? 0) & opening) !== 0;
  }

  /** Records that may hold a value, or two that are common, in either order. */
  rowsOf(value: number, other = value): number[] {
    const hash = hashOf(value, other);
    const bucket = hash >>> this.#shift;
    const end = this.#starts[bucket + 1] ?? 0;
    const rows: number[] = [];
    for (let at = this.#starts[bucket] ?? 0; at < end; at++) {
      if (this.#tags[at] === (hash & tagMask)) rows.push(this.#rows[at] ?? 0);
    }
    return rows;
  }

  *#fill(cells: Uint32Array, columns: number): Steps<void> {
    const starts = this.#starts;
    yield* eachKey(cells, columns, this.#flags, (_, value, other) => {
      const bucket = hashOf(value, other) >>> this.#shift;
      starts[bucket] = (starts[bucket] ?? 0) + 1;
    });
    let total = 0;
    for (let bucket = 0; bucket < starts.length; bucket++) {
      total += starts[bucket] ?? 0;
      starts[bucket] = total;
      if (bucket % cellsAtOnce === 0) yield;
    }
    // Each bucket's end moves down to its start.
    yield* eachKey(cells, columns, this.#flags, (row, value, other) => {
      const hash = hashOf(value, other);
      const bucket = hash >>> this.#shift;
      const at = (starts[bucket] ?? 0) - 1;
      starts[bucket] = at;
      this.#rows[at] = row;
      this.#tags[at] = hash & tagMask;
    });
  }
}

function* flagsOf(size: number, cells: Uint32Array): Steps<Uint8Array> {
  const flags = new Uint8Array(size);
  for (let from = 0; from < cells.length; from += cellsAtOnce) {
    addFlags(flags, cells.subarray(from, from + cellsAtOnce));
    yield;
  }
  return flags;
}

function addFlags(flags: Uint8Array, cells: Uint32Array): void {
  for (const cell of cells) {
    const value = valueIn(cell);
    if (value < 0) continue;
    const known = flags[value] ?? 0;
    flags[value] = (cellsOf(known) <= mostRows ? known + 1 : known) | (cellOpens(cell) ? opening : 0);
  }
}

type CallForKey = (row: number, value: number, other: number) => void;

/** Calls for each key by which a record is found; a single value stands for itself twice. */
function* eachKey(cells: Uint32Array, columns: number, flags: Uint8Array, call: CallForKey): Steps<void> {
  const rows = cells.length / columns;
  const rowsAtOnce = Math.ceil(cellsAtOnce / columns);
  for (let first = 0; first < rows; first += rowsAtOnce) {
    keysOfRows(cells, columns, flags, { first, end: Math.min(rows, first + rowsAtOnce), call });
    yield;
  }
}

function keysOfRows(
  cells: Uint32Array,
  columns: number,
  flags: Uint8Array,
  { first, end, call }: { readonly first: number; readonly end: number; readonly call: CallForKey },
): void {
  for (let row = first, start = first * columns; row < end; start += columns, row++) {
    for (let at = start; at < start + columns; at++) {
      const cell = cells[at] ?? 0;
      const value = valueIn(cell);
      if (value < 0) continue;
      if (cellsOf(flags[value]) <= mostRows) {
        call(row, value, value);
        continue;
      }
      for (let next = at + 1; next < start + columns; next++) {
        const beside = cells[next] ?? 0;
        const other = valueIn(beside);
        const isPair = other >= 0 && cellsOf(flags[other]) > mostRows;
        if (isPair && (cellOpens(cell) || cellOpens(beside))) call(row, value, other);
      }
    }
  }
}

/** Its upper bits name a bucket, its lowest the tag. */
function hashOf(value: number, other: number): number {
  const low = Math.min(value, other) + 1;
  const high = Math.max(value, other) + 1;
  const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
  const spread = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return spread ^ (spread >>> 13);
}
