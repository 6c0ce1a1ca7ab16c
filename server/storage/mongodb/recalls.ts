import type { Recall, Recalled, Recalls } from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface RecallDocument extends Omit<Recall, 'id'> {
  readonly _id: string;
  readonly n: number;
}

interface ItemDocument extends Recalled {
  readonly _id: string;
  readonly n: number;
}

export class MongoRecalls implements Recalls {
  readonly #db: Connection;
  readonly #recalls;
  readonly #items;

  constructor(db: Connection) {
    this.#db = db;
    this.#recalls = db.collection<RecallDocument>('recalls');
    this.#items = db.collection<ItemDocument>('recall_items');
  }

  byId(id: string): Promise<Recall | undefined> {
    return this.#db.run(async () => recallOf(await this.#recalls.findOne({ _id: id })));
  }

  list(limit: number): Promise<Recall[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      const found = await this.#recalls.find().sort({ n: -1 }).limit(limit).toArray();
      return found.flatMap((document) => recallOf(document) ?? []);
    });
  }

  running(): Promise<Recall[]> {
    return this.#db.run(async () => {
      const found = await this.#recalls.find({ state: 'running' }).sort({ n: 1 }).toArray();
      return found.flatMap((document) => recallOf(document) ?? []);
    });
  }

  latestActivation(): Promise<Recall | undefined> {
    return this.#db.run(async () => {
      const [latest] = await this.#recalls.find({ cause: 'activation' }).sort({ n: -1 }).limit(1).toArray();
      return recallOf(latest);
    });
  }

  items(recall: string, { after = '0', limit }: Parameters<Recalls['items']>[1]): ReturnType<Recalls['items']> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      const filter = { recall, n: { $gt: Number(after) } };
      const found = await this.#items.find(filter).sort({ n: 1 }).limit(limit).toArray();
      return found.map(({ _id, n, ...item }) => ({ item, cursor: String(n) }));
    });
  }

  async put({ id, ...rest }: Recall, n: number, within: Within): Promise<void> {
    await this.#recalls.updateOne({ _id: id }, { $set: rest, $setOnInsert: { n } }, { upsert: true, ...within });
  }

  async putItem(item: Recalled, n: number, within: Within): Promise<void> {
    const id = JSON.stringify([item.recall, item.subject, item.zone]);
    await this.#items.updateOne({ _id: id }, { $set: item, $setOnInsert: { n } }, { upsert: true, ...within });
  }
}

function recallOf(document: RecallDocument | null | undefined): Recall | undefined {
  if (!document) return undefined;
  const { _id, n: _n, ...rest } = document;
  return { id: _id, ...rest };
}
