import type { CheckpointRecord, Integration, Ledger, TilePlace } from '../../ports/index.ts';
import type { Connection } from './connection.ts';

export class SqliteLedger implements Ledger {
  readonly #db: Connection;
  readonly #append;
  readonly #size;
  readonly #entries;
  readonly #indexOf;
  readonly #tile;
  readonly #putTile;
  readonly #latest;
  readonly #checkpoints;
  readonly #addCheckpoint;

  constructor(db: Connection) {
    this.#db = db;
    this.#append = db.prepare<[Uint8Array]>('INSERT INTO ledger_entries (entry) VALUES (?)');
    this.#size = db.prepare<[], { size: number }>('SELECT coalesce(max(n), 0) AS size FROM ledger_entries');
    this.#entries = db.prepare<[number, number], { entry: Buffer }>(
      'SELECT entry FROM ledger_entries WHERE n > ? ORDER BY n LIMIT ?',
    );
    this.#indexOf = {
      receipt: db.prepare<[string], { entry: number | null }>('SELECT entry FROM receipts WHERE id = ?'),
      decision: db.prepare<[string], { entry: number | null }>('SELECT entry FROM decisions WHERE id = ?'),
    };
    this.#tile = db.prepare<[number, number], { hashes: Buffer }>(
      'SELECT hashes FROM ledger_tiles WHERE level = ? AND n = ?',
    );
    this.#putTile = db.prepare<[number, number, Uint8Array]>(
      'INSERT OR REPLACE INTO ledger_tiles (level, n, hashes) VALUES (?, ?, ?)',
    );
    this.#latest = db.prepare<[], CheckpointRecord>('SELECT * FROM ledger_checkpoints ORDER BY size DESC LIMIT 1');
    this.#checkpoints = db.prepare<[number, number], CheckpointRecord>(
      'SELECT * FROM ledger_checkpoints WHERE size > ? ORDER BY size LIMIT ?',
    );
    this.#addCheckpoint = db.prepare<[number, string, number]>(
      'INSERT INTO ledger_checkpoints (size, note, at) VALUES (?, ?, ?)',
    );
  }

  /** Within the transaction of what it records. Returns the entry's row. */
  append(entry: Uint8Array): number {
    return Number(this.#append.run(entry).lastInsertRowid);
  }

  sequence(): Promise<number> {
    return this.#db.read(() => this.#size.get()?.size ?? 0);
  }

  entries(from: number, limit: number): Promise<Uint8Array[]> {
    return this.#db.read(() => this.#entries.all(from, limit).map(({ entry }) => entry));
  }

  indexOf(what: 'receipt' | 'decision', id: string): Promise<number | undefined> {
    return this.#db.read(() => {
      const row = this.#indexOf[what].get(id)?.entry;
      return typeof row === 'number' ? row - 1 : undefined;
    });
  }

  tile({ level, n }: TilePlace): Promise<Uint8Array | undefined> {
    return this.#db.read(() => this.#tile.get(level, n)?.hashes);
  }

  latestCheckpoint(): Promise<CheckpointRecord | undefined> {
    return this.#db.read(() => this.#latest.get());
  }

  checkpoints(after: number, limit: number): Promise<CheckpointRecord[]> {
    return this.#db.read(() => this.#checkpoints.all(after, limit));
  }

  integrate({ after, tiles, checkpoint }: Integration): Promise<boolean> {
    return this.#db.write(() => {
      if (this.#latest.get()?.size !== after) return false;
      for (const { level, n, hashes } of tiles) this.#putTile.run(level, n, hashes);
      this.#addCheckpoint.run(checkpoint.size, checkpoint.note, checkpoint.at);
      return true;
    });
  }
}
