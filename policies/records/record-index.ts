import type { HashIndex } from '../hashing/hash-index.ts';
import type { IndexKey } from '../hashing/index-key.ts';
import type { Letters } from '../hashing/letters.ts';
import { SipHash } from '../hashing/siphash.ts';
import { beginsWord, endsWord } from '../matchers/letters.ts';
import type { Steps } from '../model/steps.ts';
import { cellOpens, valueIn } from './cells.ts';
import { type Column, usualFields } from './column.ts';
import { RowTable } from './row-table.ts';
import { longestValue } from './value.ts';

/** A value that stands in a text; offsets are of the text that the letters were read from. */
export interface Hit {
  /** Number of the value in its index. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** A field of a record whose value is at hand. */
export interface RowField {
  readonly value: number;
  /** Whether it is of a searchable column, and tells enough. */
  readonly opens: boolean;
}

/** What an index is made of. */
export interface RecordParts {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: IndexKey;
  /** 1 at each length that a value has. */
  readonly lengths: Uint8Array;
  readonly values: HashIndex;
  /** Row by row, as `valueIn` and `cellOpens` read them. */
  readonly cells: Uint32Array;
}

/** Widest stretch between two letters of one value. */
const widestGap = 12;
/** So many records and pairs of values are looked at on behalf of one document: beyond, nothing is known. */
const mostLooks = 2_000_000;

/** The records of one data set as keyed hashes: which values stand in a text, and which of them in one record. */
export class RecordIndex {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: number;
  /** How many fields of a record make a match where a policy doesn't say. */
  readonly usualFields: number;
  readonly parts: RecordParts;
  readonly #hash: SipHash;
  readonly #longest: number;
  readonly #table: RowTable;

  private constructor(parts: RecordParts, table: RowTable) {
    this.name = parts.name;
    this.columns = parts.columns;
    this.rows = parts.cells.length / parts.columns.length;
    this.usualFields = usualFields(parts.columns);
    this.parts = parts;
    this.#hash = new SipHash(parts.key.bytes);
    this.#longest = Math.min(longestValue, parts.lengths.lastIndexOf(1));
    this.#table = table;
  }

  static *of(parts: RecordParts): Steps<RecordIndex> {
    return new RecordIndex(parts, yield* RowTable.of(parts.values, parts.cells, parts.columns.length));
  }

  /** Every value of the data set that stands in a text between word boundaries, over whatever parts its letters. */
  hits(letters: Letters): Hit[] {
    const hits: Hit[] = [];
    const { text, positions, length } = letters;
    const ends = new Uint8Array(length);
    for (let at = 0; at < length; at++) ends[at] = endsWord(text, positions[at] ?? 0) ? 1 : 0;
    for (let first = 0; first < length; first++) {
      if (beginsWord(text, positions[first] ?? 0)) this.#hitsFrom(letters, ends, first, hits);
    }
    return hits;
  }

  #hitsFrom({ units, positions, length }: Letters, ends: Uint8Array, first: number, hits: Hit[]): void {
    const start = positions[first] ?? 0;
    const end = Math.min(length, first + this.#longest);
    const { lengths, values } = this.parts;
    const hash = this.#hash;
    let before = start;
    hash.begin();
    for (let at = first; at < end; at++) {
      const position = positions[at] ?? 0;
      if (position - before > widestGap + 1) return;
      before = position;
      hash.add(units[at] ?? 0);
      if (ends[at] === 0 || lengths[at - first + 1] === 0) continue;
      const value = values.find(hash.digest());
      if (value >= 0) hits.push({ value, start, end: position + 1 });
    }
  }

  /**
   * The records that hold so many of these values in different fields, one of them searchable, by those fields; equal
   * sets of fields once.
   *
   * @throws {RangeError} where there is more to look at than may be
   */
  rowsWith(values: ReadonlySet<number>, least: number): RowField[][] {
    const found = new Map<string, RowField[]>();
    const add = (fields: RowField[]): void => {
      if (fields.length < least || !fields.some(({ opens }) => opens)) return;
      found.set(fields.map(({ value, opens }) => (opens ? value : -value - 1)).join(), fields);
    };
    const isLikely = filterOf(values);
    const common = [...values].filter((value) => this.#table.isCommon(value));
    let looks = common.length ** 2 / 2;
    const look = (rows: readonly number[]): void => {
      looks += rows.length;
      if (looks > mostLooks) throw new RangeError('the values open too many records');
      for (const row of rows) add(this.#fieldsOf(row, values, isLikely));
    };
    for (const value of values) {
      if (!this.#table.isCommon(value)) look(this.#table.rowsOf(value));
      else if (this.#table.opens(value)) add([{ value, opens: true }]);
    }
    for (const [index, value] of common.entries()) {
      for (let next = index + 1; next < common.length; next++) look(this.#table.rowsOf(value, common[next]));
    }
    return [...found.values()];
  }

  #fieldsOf(row: number, values: ReadonlySet<number>, isLikely: Uint8Array): RowField[] {
    const { cells } = this.parts;
    const fields: RowField[] = [];
    const end = (row + 1) * this.columns.length;
    for (let cell = row * this.columns.length; cell < end; cell++) {
      const number = cells[cell] ?? 0;
      const value = valueIn(number);
      if (isLikely[value & filterMask] === 1 && values.has(value)) fields.push({ value, opens: cellOpens(number) });
    }
    return fields;
  }
}

const filterMask = 4095;

/** 1 for every value asked for and few others: most cells need no second look. */
function filterOf(values: ReadonlySet<number>): Uint8Array {
  const filter = new Uint8Array(filterMask + 1);
  for (const value of values) filter[value & filterMask] = 1;
  return filter;
}
