import type { Owners } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import { Lanes } from './lanes.ts';
import { Liveness } from './liveness.ts';

/** Which processes lease from this data file, and what the gone ones had. */
export class SqliteOwners implements Owners {
  readonly #db: Connection;
  readonly #liveness: Liveness;
  readonly #lanes: Lanes;
  readonly #enlisted = new Map<string, () => void>();
  readonly #add;
  readonly #remove;
  readonly #all;
  readonly #deliveries;
  readonly #others;

  /** `file`: the data file, or `:memory:`. */
  constructor(db: Connection, file: string) {
    this.#db = db;
    this.#liveness = new Liveness(file);
    this.#lanes = new Lanes(db);
    this.#add = db.prepare<[string]>('INSERT OR IGNORE INTO owners (id) VALUES (?)');
    this.#remove = db.prepare<[string]>('DELETE FROM owners WHERE id = ?');
    this.#all = db.prepare<[], { id: string }>('SELECT id FROM owners');
    this.#deliveries = db.prepare<[string], { host: string }>(`
      UPDATE deliveries SET owner = NULL, fence = fence + 1, due = enqueued_at
      WHERE n IN (SELECT n FROM deliveries WHERE state = 'waiting' AND owner = ?) RETURNING host`);
    this.#others = [
      "UPDATE inbound SET owner = NULL, fence = fence + 1, due = 0 WHERE state = 'waiting' AND owner = ?",
      'UPDATE fan_outs SET owner = NULL, fence = fence + 1 WHERE owner = ?',
      'UPDATE leases SET owner = NULL, fence = fence + 1 WHERE owner = ?',
    ].map((sql) => db.prepare<[string]>(sql));
  }

  /** The lock comes first: an owner that is listed and whose lock is free is gone. */
  enlist(owner: string): Promise<void> {
    return this.#db.lease(() => {
      this.#enlisted.set(owner, this.#liveness.hold(owner));
      this.#add.run(owner);
    });
  }

  async leave(owner: string): Promise<void> {
    await this.#db.lease(() => this.#handBack(owner));
    this.#enlisted.get(owner)?.();
    this.#enlisted.delete(owner);
  }

  async releaseGone(): Promise<string[]> {
    const owners = await this.#db.read(() => this.#all.all());
    const gone: string[] = [];
    for (const { id } of owners) {
      if (this.#enlisted.has(id)) continue;
      const bury = this.#liveness.ifGone(id);
      if (!bury) continue;
      await this.#db.lease(() => this.#handBack(id));
      bury();
      gone.push(id);
    }
    return gone;
  }

  /** Lets go of the locks of this process. */
  close(): void {
    for (const letGo of this.#enlisted.values()) letGo();
    this.#enlisted.clear();
  }

  /** Within a transaction. */
  #handBack(owner: string): void {
    this.#lanes.refresh(this.#deliveries.all(owner).map(({ host }) => host));
    for (const statement of this.#others) statement.run(owner);
    this.#remove.run(owner);
  }
}
