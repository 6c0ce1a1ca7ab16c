/** One field of a row, and where in the file it begins; counted from 1. */
export interface CsvField {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** A row that is not CSV, and where. */
export interface CsvMistake {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint: string;
}

/** Longest row, in UTF-16 code units: a quote that is never closed makes all the rest of a file one row. */
export const longestRow = 100_000;

const quote = 34;
const comma = 44;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * Reads comma-separated values (RFC 4180) piece by piece: rows that end in CRLF, LF or CR, fields in double quotes
 * where they hold a comma, a quote or a line end. Empty lines say nothing and are left out.
 */
export class CsvReader {
  readonly #onRow: (fields: readonly CsvField[]) => void;
  #text = '';
  #at = 0;
  #line = 1;
  /** Offset at which the line begins that is being read. */
  #lineStart = 0;

  constructor(onRow: (fields: readonly CsvField[]) => void) {
    this.#onRow = onRow;
  }

  /** Reads on; a row that the text ends in waits for what comes next. A mistake ends the reading. */
  add(text: string): CsvMistake | undefined {
    this.#text = this.#at === this.#text.length ? text : this.#text.slice(this.#at) + text;
    this.#lineStart -= this.#at;
    this.#at = 0;
    return this.#readRows(false);
  }

  finish(): CsvMistake | undefined {
    const mistake = this.#readRows(true);
    this.#text = '';
    return mistake;
  }

  #readRows(isLast: boolean): CsvMistake | undefined {
    while (this.#at < this.#text.length) {
      const line = this.#line;
      const lineStart = this.#lineStart;
      const row = this.#readRow(isLast);
      if (row === undefined) {
        this.#line = line;
        this.#lineStart = lineStart;
        if (this.#text.length - this.#at <= longestRow) return undefined;
        return this.#mistake(this.#at, 'a row that does not end', 'close the quotes of its fields');
      }
      if ('message' in row) return row;
      if (row.length > 1 || row[0]?.text !== '') this.#onRow(row);
    }
    return undefined;
  }

  /** The row that begins here; undefined where the text ends first and there may be more. */
  #readRow(isLast: boolean): CsvField[] | CsvMistake | undefined {
    const text = this.#text;
    const fields: CsvField[] = [];
    for (let at = this.#at; ; at++) {
      const line = this.#line;
      const column = at - this.#lineStart + 1;
      const field = text.charCodeAt(at) === quote ? this.#quoted(at, isLast) : this.#bare(at, isLast);
      if (field === undefined || 'message' in field) return field;
      fields.push({ text: field.text, line, column });
      at = field.end;
      if (text.charCodeAt(at) === comma) continue;
      const isPair = text.charCodeAt(at) === carriageReturn && text.charCodeAt(at + 1) === lineFeed;
      this.#at = Math.min(text.length, at + (isPair ? 2 : 1));
      this.#line++;
      this.#lineStart = this.#at;
      return fields;
    }
  }

  #bare(from: number, isLast: boolean): { text: string; end: number } | CsvMistake | undefined {
    const text = this.#text;
    for (let at = from; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === quote) {
        const hint = 'put the field in quotes and write the quote in it twice';
        return this.#mistake(at, 'a quote inside a field that does not begin with one', hint);
      }
      if (unit === comma || unit === lineFeed || (unit === carriageReturn && (isLast || at + 1 < text.length))) {
        return { text: text.slice(from, at), end: at };
      }
    }
    return isLast ? { text: text.slice(from), end: text.length } : undefined;
  }

  #quoted(from: number, isLast: boolean): { text: string; end: number } | CsvMistake | undefined {
    const text = this.#text;
    for (let at = from + 1; ; at += 2) {
      const close = text.indexOf('"', at);
      if (close < 0) {
        return isLast ? this.#mistake(from, 'a quote that is never closed', 'close it, or write it twice') : undefined;
      }
      at = close;
      const next = text.charCodeAt(close + 1);
      if (next === quote) continue;
      if (close + 1 === text.length && !isLast) return undefined;
      if (next === carriageReturn && close + 2 === text.length && !isLast) return undefined;
      this.#countLines(from, close);
      const ends = Number.isNaN(next) || next === comma || next === lineFeed || next === carriageReturn;
      if (ends) return { text: text.slice(from + 1, close).replaceAll('""', '"'), end: close + 1 };
      const hint = 'a field ends with its quote: write a quote that belongs to it twice';
      return this.#mistake(close + 1, 'text behind the closing quote of a field', hint);
    }
  }

  #countLines(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const unit = this.#text.charCodeAt(at);
      if (unit !== lineFeed && !(unit === carriageReturn && this.#text.charCodeAt(at + 1) !== lineFeed)) continue;
      this.#line++;
      this.#lineStart = at + 1;
    }
  }

  #mistake(at: number, message: string, hint: string): CsvMistake {
    return { line: this.#line, column: at - this.#lineStart + 1, message, hint };
  }
}
