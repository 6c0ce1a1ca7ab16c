import type { SearchChange, SearchIndex } from '../../ports/index.ts';
import { wordsAsked, wordsKept } from '../search-words.ts';
import type { Connection } from './connection.ts';

export class SqliteSearch implements SearchIndex {
  readonly #db: Connection;
  readonly #find;
  readonly #number;
  readonly #name;
  readonly #put;
  readonly #forget;
  readonly #remove;

  constructor(db: Connection) {
    this.#db = db;
    this.#find = db.prepare<[string, number, number], { item: string }>(`
      SELECT item FROM search_words JOIN search_items ON n = search_words.rowid
      WHERE search_words MATCH ? ORDER BY search_words.rowid DESC LIMIT ? OFFSET ?`);
    this.#number = db.prepare<[string], { n: number }>('SELECT n FROM search_items WHERE item = ?');
    this.#name = db.prepare<[string], { n: number }>('INSERT INTO search_items (item) VALUES (?) RETURNING n');
    this.#put = db.prepare<[number, string]>('INSERT INTO search_words (rowid, words) VALUES (?, ?)');
    this.#forget = db.prepare<[number]>('DELETE FROM search_words WHERE rowid = ?');
    this.#remove = db.prepare<[number]>('DELETE FROM search_items WHERE n = ?');
  }

  find({ words, limit, skip }: Parameters<SearchIndex['find']>[0]): Promise<string[]> {
    const asked = wordsAsked(words);
    if (asked.length === 0) return Promise.resolve([]);
    const match = asked.map((word) => `"${word}"*`).join(' AND ');
    return this.#db.read(() => this.#find.all(match, limit, skip).map(({ item }) => item));
  }

  /** Within a transaction. */
  apply(change: SearchChange): void {
    const known = this.#number.get(change.item)?.n;
    if (known !== undefined) this.#forget.run(known);
    if (change.change === 'search.put') {
      const n = known ?? this.#name.get(change.item)?.n;
      if (n !== undefined) this.#put.run(n, wordsKept(change.text).join(' '));
    } else if (known !== undefined) this.#remove.run(known);
  }
}
