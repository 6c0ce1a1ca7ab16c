import { HashIndex } from '../hashing/hash-index.ts';
import type { IndexKey } from '../hashing/index-key.ts';
import { joined, packedPieces, unpack } from '../hashing/packed.ts';
import { type Steps, toEnd } from '../model/steps.ts';
import { cellOpens, valueIn } from './cells.ts';
import type { Column } from './column.ts';
import { mostColumns } from './header.ts';
import { RecordIndex } from './record-index.ts';
import { longestValue } from './value.ts';

const format = 'portico-records-1';

/** An index that was read back, or why not: it is damaged, or was made under another key. */
export type RestoredRecords =
  | { readonly kind: 'index'; readonly index: RecordIndex }
  | { readonly kind: 'damaged' | 'other-key' };

/** The index as bytes: a header in JSON and tables of hashes. Holds no value; equal records give equal bytes. */
export function packRecords(index: RecordIndex): Uint8Array {
  return joined(recordPieces(index));
}

/** The same bytes piece by piece, without a copy. */
export function recordPieces({ name, columns, parts }: RecordIndex): Uint8Array[] {
  const { key, lengths, values, cells } = parts;
  const listed = [...lengths.keys()].filter((length) => lengths[length] === 1);
  return packedPieces({ format, name, key: key.id, columns, lengths: listed }, [values.starts, values.rests, cells]);
}

/** Reads back what `packRecords` wrote; whatever does not hang together is damaged. */
export function unpackRecords(packed: Uint8Array, key: IndexKey): RestoredRecords {
  return toEnd(unpackRecordsInSteps(packed, key));
}

export function* unpackRecordsInSteps(packed: Uint8Array, key: IndexKey): Steps<RestoredRecords> {
  const unpacked = unpack(packed, format);
  if (unpacked === undefined) return { kind: 'damaged' };
  const { header, tables } = unpacked;
  if (header['key'] !== key.id) return { kind: 'other-key' };
  yield;
  const { name, columns, lengths: listed } = header;
  const [starts, rests, cells] = tables;
  const values = starts && rests && HashIndex.restore(starts, rests);
  if (typeof name !== 'string' || !areColumns(columns) || !areLengths(listed)) return { kind: 'damaged' };
  if (values === undefined || cells === undefined) return { kind: 'damaged' };
  if (!(yield* areCells(cells, columns, values.size))) return { kind: 'damaged' };
  const lengths = new Uint8Array(longestValue + 1);
  for (const length of listed) lengths[length] = 1;
  return { kind: 'index', index: yield* RecordIndex.of({ name, columns, key, lengths, values, cells }) };
}

function areColumns(columns: unknown): columns is Column[] {
  if (!Array.isArray(columns) || columns.length === 0 || columns.length > mostColumns) return false;
  return columns.every(
    (column: unknown) =>
      typeof column === 'object' &&
      column !== null &&
      'name' in column &&
      typeof column.name === 'string' &&
      'searchable' in column &&
      typeof column.searchable === 'boolean',
  );
}

function areLengths(lengths: unknown): lengths is number[] {
  return (
    Array.isArray(lengths) &&
    lengths.every((length) => Number.isInteger(length) && length > 0 && length <= longestValue)
  );
}

/** How many cells are looked at between two steps. */
const cellsAtOnce = 100_000;

function* areCells(cells: Uint32Array, columns: readonly Column[], values: number): Steps<boolean> {
  if (cells.length === 0 || cells.length % columns.length !== 0) return false;
  const isCell = (cell: number): boolean => valueIn(cell) < values && (valueIn(cell) >= 0 || !cellOpens(cell));
  for (let from = 0; from < cells.length; from += cellsAtOnce) {
    if (!cells.subarray(from, from + cellsAtOnce).every(isCell)) return false;
    yield;
  }
  return true;
}
