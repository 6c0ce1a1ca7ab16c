import type { IndexKey } from '../hashing/index-key.ts';
import { SipHash } from '../hashing/siphash.ts';
import { toEnd } from '../model/steps.ts';
import type { Problem } from '../rules/problem.ts';
import { Cells } from './cells.ts';
import type { Column } from './column.ts';
import { type CsvField, type CsvMistake, CsvReader } from './csv.ts';
import { readHeader } from './header.ts';
import { RecordIndex } from './record-index.ts';
import { isSearchable, lettersOfValue, longestValue, shortestValue } from './value.ts';

export type CompiledRecords =
  | { readonly ok: true; readonly index: RecordIndex; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface RecordsOptions {
  /** For this data set alone. */
  readonly key: IndexKey;
  /** Where problems are reported; `records/<name>.csv` when left out. */
  readonly file?: string;
}

/** So many mistakes are named; who has more has the same one all over the file. */
const mostProblems = 20;
/** Of all cells together: their numbers are unsigned and lack one bit. */
const mostCells = 2 ** 30;

/** What is said of a column in the end. */
interface Tally {
  tooShort: number;
  tooLong: number;
}

/**
 * Turns records to hashes piece by piece, so that the caller can give way in between. No value outlives the piece
 * that it came in.
 */
export class RecordsCompiler {
  readonly #name: string;
  readonly #file: string;
  readonly #key: IndexKey;
  readonly #hash: SipHash;
  readonly #reader = new CsvReader((row) => this.#addRow(row));
  readonly #cells = new Cells();
  readonly #lengths = new Uint8Array(longestValue + 1);
  readonly #problems: Problem[] = [];
  #columns: readonly Column[] | undefined;
  #tallies: readonly Tally[] = [];
  #isBroken = false;

  constructor(name: string, { key, file = `records/${name}.csv` }: RecordsOptions) {
    this.#name = name;
    this.#file = file;
    this.#key = key;
    this.#hash = new SipHash(key.bytes);
  }

  /** Reads on in the CSV text; pieces may be cut anywhere. */
  add(csv: string): void {
    if (!this.#isBroken) this.#stopAt(this.#reader.add(csv));
  }

  finish(): CompiledRecords {
    if (!this.#isBroken) this.#stopAt(this.#reader.finish());
    if (this.#problems.length > 0) return { ok: false, problems: this.#problems };
    if (this.#columns === undefined || this.#cells.length === 0) {
      const hint = 'write a header row and one record a line';
      return { ok: false, problems: [this.#problem('the data set is empty', hint)] };
    }
    const parts = { name: this.#name, columns: this.#columns, key: this.#key, lengths: this.#lengths };
    const index = toEnd(RecordIndex.of({ ...parts, ...this.#cells.numbered() }));
    return { ok: true, index, warnings: this.#tallied() };
  }

  #addRow(row: readonly CsvField[]): void {
    const columns = this.#columns;
    if (columns === undefined) return this.#addHeader(row);
    if (this.#problems.length >= mostProblems) return;
    const surplus = row[columns.length] ?? row[0];
    if (row.length !== columns.length && surplus !== undefined) {
      const message = `a row of ${row.length} fields where the header has ${columns.length}`;
      this.#note({ ...surplus, message, hint: 'put a field that holds a comma in quotes' });
    } else if (this.#cells.length + row.length > mostCells) {
      this.#stopAt({ line: 1, column: 1, message: 'too many records', hint: 'split the data set' });
    } else {
      for (const [index, { text }] of row.entries()) this.#addCell(text, index);
    }
  }

  #addHeader(row: readonly CsvField[]): void {
    const { columns, problems } = readHeader(this.#file, row);
    this.#columns = columns;
    this.#tallies = columns.map(() => ({ tooShort: 0, tooLong: 0 }));
    this.#problems.push(...problems);
    this.#isBroken = problems.length > 0;
  }

  #addCell(text: string, column: number): void {
    const letters = lettersOfValue(text);
    const { length, units } = letters;
    const tally = this.#tallies[column];
    const isOfSearchable = this.#columns?.[column]?.searchable === true;
    const opens = isOfSearchable && isSearchable(letters);
    if (tally !== undefined && isOfSearchable && !opens && length > 0) tally.tooShort++;
    if (tally !== undefined && length > longestValue) tally.tooLong++;
    if (length < shortestValue || length > longestValue) return this.#cells.addNone();
    this.#lengths[length] = 1;
    this.#cells.addHash(this.#hash.of(units, 0, length), opens);
  }

  #stopAt(mistake: CsvMistake | undefined): void {
    if (mistake === undefined) return;
    this.#note(mistake);
    this.#isBroken = true;
  }

  #note(mistake: CsvMistake): void {
    const { line, column, message, hint } = mistake;
    this.#problems.push({ file: this.#file, line, column, message, hint });
  }

  #tallied(): Problem[] {
    const columns = this.#columns ?? [];
    return columns.flatMap(({ name }, index) => {
      const { tooShort = 0, tooLong = 0 } = this.#tallies[index] ?? {};
      const short = `${tooShort} values of \`${name}\` are too short to identify a record`;
      const long = `${tooLong} values of \`${name}\` are longer than ${longestValue} letters and never found`;
      return [
        ...(tooShort === 0 ? [] : [this.#problem(short)]),
        ...(tooLong === 0 ? [] : [this.#problem(long, 'split the column')]),
      ];
    });
  }

  #problem(message: string, hint?: string): Problem {
    return { file: this.#file, line: 1, column: 1, message, ...(hint === undefined ? {} : { hint }) };
  }
}

/** Turns the records of a CSV text (header row, `*` behind the names of searchable columns) to hashes. */
export function compileRecords(name: string, csv: string, options: RecordsOptions): CompiledRecords {
  const compiler = new RecordsCompiler(name, options);
  compiler.add(csv);
  return compiler.finish();
}
