import type { Retraction, Retractions } from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface RetractionDocument {
  readonly _id: { readonly actor: string; readonly id: string };
  readonly at: number;
}

export class MongoRetractions implements Retractions {
  readonly #db: Connection;
  readonly #retractions;

  constructor(db: Connection) {
    this.#db = db;
    this.#retractions = db.collection<RetractionDocument>('retractions');
  }

  among(actor: string, ids: readonly string[]): Promise<string[]> {
    return this.#db.run(async () => {
      const asked = ids.map((id) => ({ actor, id }));
      const found = await this.#retractions.find({ _id: { $in: asked } }).toArray();
      return found.map(({ _id }) => _id.id);
    });
  }

  forget(before: number): Promise<number> {
    return this.#db.run(async () => (await this.#retractions.deleteMany({ at: { $lt: before } })).deletedCount);
  }

  async put({ actor, id, at }: Retraction, within: Within): Promise<void> {
    await this.#retractions.updateOne({ _id: { actor, id } }, { $setOnInsert: { at } }, { upsert: true, ...within });
  }
}
