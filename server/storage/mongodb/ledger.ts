import { StaleFence } from '../../../federation/ports/index.ts';
import type { CheckpointRecord, Integration, Ledger, TilePlace } from '../../ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface EntryDocument {
  /** Of a receipt or decision: what and id. */
  readonly _id: string;
  readonly n: number;
  /** Place in the ledger; -1 until it is given one. */
  readonly index: number;
  readonly entry: Uint8Array;
}

interface TileDocument {
  readonly _id: string;
  readonly hashes: Uint8Array;
}

interface CheckpointDocument extends Omit<CheckpointRecord, 'size'> {
  readonly _id: number;
}

/** What the ledger does as a unit of work of its own. */
export type LedgerChange =
  | { readonly change: 'ledger.sequence' }
  | { readonly change: 'ledger.integrate'; readonly integration: Integration };

/** Entries given their places in one unit of work. */
const sequencedAtOnce = 1_000;

/**
 * Entries rest without a place first: commits run side by side, and a place that each took for itself would be a
 * document that all of them write.
 */
export class MongoLedger implements Ledger {
  readonly #db: Connection;
  readonly #carryOut: (change: LedgerChange) => Promise<void>;
  readonly #entries;
  readonly #tiles;
  readonly #checkpoints;

  /** `carryOut` carries a change out as a unit of work. */
  constructor(db: Connection, carryOut: (change: LedgerChange) => Promise<void>) {
    this.#db = db;
    this.#carryOut = carryOut;
    this.#entries = db.collection<EntryDocument>('ledger_entries');
    this.#tiles = db.collection<TileDocument>('ledger_tiles');
    this.#checkpoints = db.collection<CheckpointDocument>('ledger_checkpoints');
  }

  async sequence(): Promise<number> {
    while (await this.#db.run(() => this.#entries.findOne({ index: -1 })))
      await this.#carryOut({ change: 'ledger.sequence' });
    return this.#db.run(() => this.#size({}));
  }

  entries(from: number, limit: number): Promise<Uint8Array[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      const found = await this.#entries
        .find({ index: { $gte: from } })
        .sort({ index: 1 })
        .limit(limit)
        .toArray();
      return found.map(({ entry }) => entry);
    });
  }

  indexOf(what: 'receipt' | 'decision', id: string): Promise<number | undefined> {
    return this.#db.run(async () => {
      const found = await this.#entries.findOne({ _id: `${what} ${id}` });
      return found && found.index >= 0 ? found.index : undefined;
    });
  }

  tile({ level, n }: TilePlace): Promise<Uint8Array | undefined> {
    return this.#db.run(async () => (await this.#tiles.findOne({ _id: `${level}/${n}` }))?.hashes);
  }

  latestCheckpoint(): Promise<CheckpointRecord | undefined> {
    return this.#db.run(() => this.#latest({}));
  }

  checkpoints(after: number, limit: number): Promise<CheckpointRecord[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      const found = await this.#checkpoints
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map(toCheckpoint);
    });
  }

  async integrate(integration: Integration): Promise<boolean> {
    try {
      await this.#carryOut({ change: 'ledger.integrate', integration });
      return true;
    } catch (error) {
      if (error instanceof StaleFence) return false;
      throw error;
    }
  }

  /** Within the unit of work of what it records; `name` is unique. */
  async append(name: string, entry: Uint8Array, n: number, within: Within): Promise<void> {
    const made = { $setOnInsert: { n, index: -1, entry } };
    await this.#entries.updateOne({ _id: name }, made, { upsert: true, ...within });
  }

  /** Within a unit of work. Each place is written on its own, in order: whoever goes on finds the last one. */
  async givePlaces(within: Within): Promise<void> {
    let next = await this.#size(within);
    const without = this.#entries.find({ index: -1 }, within).sort({ n: 1 }).limit(sequencedAtOnce);
    for (const { _id } of await without.toArray()) {
      await this.#entries.updateOne({ _id, index: -1 }, { $set: { index: next } }, within);
      next += 1;
    }
  }

  /** Throws `StaleFence` where the latest checkpoint is another by now. */
  async assertLatest({ after }: Integration, within: Within): Promise<void> {
    if ((await this.#latest(within))?.size !== after) throw new StaleFence('another checkpoint was made meanwhile');
  }

  /** Within a unit of work. */
  async addCheckpoint({ tiles, checkpoint }: Integration, within: Within): Promise<void> {
    for (const { level, n, hashes } of tiles)
      await this.#tiles.replaceOne({ _id: `${level}/${n}` }, { hashes }, { upsert: true, ...within });
    const { size, ...rest } = checkpoint;
    await this.#checkpoints.updateOne({ _id: size }, { $setOnInsert: rest }, { upsert: true, ...within });
  }

  async #size(within: Within): Promise<number> {
    const [last] = await this.#entries.find({}, within).sort({ index: -1 }).limit(1).toArray();
    return (last?.index ?? -1) + 1;
  }

  async #latest(within: Within): Promise<CheckpointRecord | undefined> {
    const [last] = await this.#checkpoints.find({}, within).sort({ _id: -1 }).limit(1).toArray();
    return last && toCheckpoint(last);
  }
}

function toCheckpoint({ _id, ...rest }: CheckpointDocument): CheckpointRecord {
  return { size: _id, ...rest };
}
