import { type Hold, type Holds, StaleFence } from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface HoldDocument extends Omit<Hold, 'id'> {
  readonly _id: string;
  readonly n: number;
}

export class MongoHolds implements Holds {
  readonly #db: Connection;
  readonly #holds;

  constructor(db: Connection) {
    this.#db = db;
    this.#holds = db.collection<HoldDocument>('holds');
  }

  byId(id: string): Promise<Hold | undefined> {
    return this.#db.run(async () => {
      const found = await this.#holds.findOne({ _id: id });
      return found ? toHold(found) : undefined;
    });
  }

  ofActor(actor: string): Promise<Hold[]> {
    return this.#db.run(async () =>
      (await this.#holds.find({ actor }).sort({ heldAt: 1, n: 1 }).toArray()).map(toHold),
    );
  }

  byCause(cause: Hold['cause'], limit: number): Promise<Hold[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      return (await this.#holds.find({ cause }).sort({ heldAt: 1, n: 1 }).limit(limit).toArray()).map(toHold);
    });
  }

  page({ after, limit }: { after?: string; limit: number }): Promise<Hold[]> {
    return this.#db.run(async () => {
      const last = after === undefined ? null : await this.#holds.findOne({ _id: after });
      if (limit === 0) return [];
      const found = await this.#holds
        .find({ n: { $gt: last?.n ?? 0 } })
        .sort({ n: 1 })
        .limit(limit)
        .toArray();
      return found.map(toHold);
    });
  }

  async put({ id, ...rest }: Hold, n: number, within: Within): Promise<void> {
    await this.#holds.updateOne({ _id: id }, { $set: rest, $setOnInsert: { n } }, { upsert: true, ...within });
  }

  /** Throws `StaleFence` where the hold is not there. */
  async assertHeld(id: string, within: Within): Promise<void> {
    if (!(await this.#holds.findOne({ _id: id }, within))) throw new StaleFence('this hold came to an end already');
  }

  async remove(id: string, within: Within): Promise<void> {
    await this.#holds.deleteOne({ _id: id }, within);
  }
}

function toHold({ _id, n: _n, ...rest }: HoldDocument): Hold {
  return { id: _id, ...rest };
}
