import { randomBytes } from 'node:crypto';
import type { Binary, Collection } from 'mongodb';
import type { Connection } from './connection.ts';

/** What the store keeps for itself, one document each. */
export interface Setting {
  readonly _id: 'schema' | 'order' | 'cursor-key' | 'write-probe' | 'writer' | 'copy';
  readonly version?: number;
  readonly n?: number;
  readonly key?: Uint8Array | Binary;
  /** JSON. */
  readonly progress?: string;
}

export function settingsOf(db: Connection): Collection<Setting> {
  return db.collection<Setting>('settings');
}

/** The key of collection cursors: 16 bytes, made once for all processes. */
export async function cursorKey(db: Connection): Promise<Uint8Array> {
  const made = { key: randomBytes(16) };
  const found = await settingsOf(db).findOneAndUpdate(
    { _id: 'cursor-key' },
    { $setOnInsert: made },
    { upsert: true, returnDocument: 'after' },
  );
  if (!(found?.key instanceof Uint8Array)) throw new Error('the store has no cursor key');
  return found.key;
}

/** Numbers in the order in which they are asked for, by whichever process. */
export class Order {
  readonly #settings;

  constructor(db: Connection) {
    this.#settings = settingsOf(db);
  }

  /** The first of `count` numbers in a row that nobody else gets. */
  async next(count: number): Promise<number> {
    const taken = await this.#settings.findOneAndUpdate(
      { _id: 'order' },
      { $inc: { n: count } },
      { upsert: true, returnDocument: 'after' },
    );
    return (taken?.n ?? count) - count + 1;
  }
}
