import type { Ids } from '../../ports/index.ts';
import type { Connection, Within } from './connection.ts';

export interface ClientIdDocument {
  readonly _id: string;
  readonly iri: string;
}

export class MongoIds implements Ids {
  readonly #db: Connection;
  readonly #ids;

  constructor(db: Connection) {
    this.#db = db;
    this.#ids = db.collection<ClientIdDocument>('client_ids');
  }

  iriOf(id: string): Promise<string | undefined> {
    return this.#db.run(async () => (await this.#ids.findOne({ _id: id }))?.iri);
  }

  idsOf(iris: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#db.run(async () => {
      const found = await this.#ids.find({ iri: { $in: [...iris] } }).toArray();
      return new Map(found.map(({ _id, iri }) => [iri, _id]));
    });
  }

  /** Within a unit of work. */
  async put(iri: string, id: string, within: Within): Promise<void> {
    if (await this.#ids.findOne({ iri }, within)) return;
    for (let free = BigInt(id); ; free += 1n) {
      const _id = free.toString().padStart(id.length, '0');
      const { upsertedCount } = await this.#ids.updateOne(
        { _id },
        { $setOnInsert: { iri } },
        { upsert: true, ...within },
      );
      if (upsertedCount === 1) return;
    }
  }
}
