import type { SearchChange, SearchIndex } from '../../ports/index.ts';
import { wordsAsked, wordsKept } from '../search-words.ts';
import type { Connection, Within } from './connection.ts';

interface SearchDocument {
  /** IRI. */
  readonly _id: string;
  /** Number in the store's order. */
  readonly n: number;
  readonly words: readonly string[];
}

/** Words by an index of their own: every server of this protocol has one, and not every one has full text. */
export class MongoSearch implements SearchIndex {
  readonly #db: Connection;
  readonly #things;

  constructor(db: Connection) {
    this.#db = db;
    this.#things = db.collection<SearchDocument>('searches');
  }

  find({ words, limit, skip }: Parameters<SearchIndex['find']>[0]): Promise<string[]> {
    const asked = wordsAsked(words);
    if (asked.length === 0 || limit === 0) return Promise.resolve([]);
    return this.#db.run(async () => {
      const filter = { $and: asked.map((word) => ({ words: { $regex: `^${word}` } })) };
      const found = await this.#things.find(filter).sort({ n: -1 }).skip(skip).limit(limit).toArray();
      return found.map(({ _id }) => _id);
    });
  }

  /** Within a unit of work. */
  async apply(change: SearchChange, n: number, within: Within): Promise<void> {
    if (change.change === 'search.remove') {
      await this.#things.deleteOne({ _id: change.item }, within);
      return;
    }
    const made = { $set: { words: wordsKept(change.text) }, $setOnInsert: { n } };
    await this.#things.updateOne({ _id: change.item }, made, { upsert: true, ...within });
  }
}
