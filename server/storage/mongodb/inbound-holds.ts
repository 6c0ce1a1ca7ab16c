import { type InboundHold, type InboundHolds, StaleFence } from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface InboundHoldDocument extends Omit<InboundHold, 'id' | 'signals'> {
  readonly _id: string;
  /** FerretDB leaves empty lists out of what an upsert inserts. */
  readonly signals?: InboundHold['signals'];
  readonly n: number;
}

export class MongoInboundHolds implements InboundHolds {
  readonly #db: Connection;
  readonly #holds;

  constructor(db: Connection) {
    this.#db = db;
    this.#holds = db.collection<InboundHoldDocument>('inbound_holds');
  }

  byId(id: string): Promise<InboundHold | undefined> {
    return this.#db.run(async () => {
      const found = await this.#holds.findOne({ _id: id });
      return found ? toHold(found) : undefined;
    });
  }

  page({ after, limit }: Parameters<InboundHolds['page']>[0]): Promise<InboundHold[]> {
    return this.#db.run(async () => {
      const last = after === undefined ? null : await this.#holds.findOne({ _id: after });
      const found = await this.#holds
        .find({ n: { $gt: last?.n ?? 0 } })
        .sort({ n: 1 })
        .limit(limit)
        .toArray();
      return found.map(toHold);
    });
  }

  count(): Promise<number> {
    return this.#db.run(() => this.#holds.countDocuments({}));
  }

  async put({ id, ...rest }: InboundHold, n: number, within: Within): Promise<void> {
    await this.#holds.updateOne({ _id: id }, { $setOnInsert: { ...rest, n } }, { upsert: true, ...within });
  }

  /** Throws `StaleFence` where it is not there. */
  async assertHeld(id: string, within: Within): Promise<void> {
    if (!(await this.#holds.findOne({ _id: id }, within))) throw new StaleFence('what waited came to its end already');
  }

  async remove(id: string, within: Within): Promise<void> {
    await this.#holds.deleteOne({ _id: id }, within);
  }
}

function toHold({ _id, n: _n, signals = [], ...rest }: InboundHoldDocument): InboundHold {
  return { id: _id, signals, ...rest };
}
