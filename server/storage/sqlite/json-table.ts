import type { Connection } from './connection.ts';

/** A table of few records, each kept whole as JSON in one column and named by another. */
export interface JsonTableShape<Entry> {
  readonly table: string;
  /** Column that names a record, and the property of the record that stands in it. */
  readonly name: keyof Entry & string;
  /** Column that holds the record. */
  readonly record: string;
}

/** Reads all of them at once and writes one at a time. Shapes are constants of the code, never what somebody typed. */
export class JsonTable<Entry extends object> {
  readonly #db: Connection;
  readonly #name: keyof Entry & string;
  readonly #all;
  readonly #put;
  readonly #remove;
  /** By their text: all of them are read again and again, and most stay the same. */
  #parsed: ReadonlyMap<string, Entry> = new Map();

  constructor(db: Connection, { table, name, record }: JsonTableShape<Entry>) {
    this.#db = db;
    this.#name = name;
    this.#all = db.prepare<[], { json: string }>(`SELECT ${record} AS json FROM ${table} ORDER BY ${name}`);
    this.#put = db.prepare<[string, string]>(`
      INSERT INTO ${table} (${name}, ${record}) VALUES (?, ?)
      ON CONFLICT (${name}) DO UPDATE SET ${record} = excluded.${record}`);
    this.#remove = db.prepare<[string]>(`DELETE FROM ${table} WHERE ${name} = ?`);
  }

  /** In the order of their names. */
  all(): Promise<Entry[]> {
    return this.#db.read(() => {
      const rows = this.#all.all();
      this.#parsed = new Map(rows.map(({ json }) => [json, this.#parsed.get(json) ?? (JSON.parse(json) as Entry)]));
      return [...this.#parsed.values()];
    });
  }

  /** Within a transaction. */
  put(entry: Entry): void {
    this.#put.run(String(entry[this.#name]), JSON.stringify(entry));
  }

  /** Within a transaction. */
  remove(name: string): void {
    this.#remove.run(name);
  }
}
