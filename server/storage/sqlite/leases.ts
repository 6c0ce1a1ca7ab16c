import { type Lease, type Leases, StaleFence } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface Taking {
  readonly name: string;
  readonly owner: string;
  readonly length: number;
  readonly now: number;
}

/** Named leases in the store's time, which on one machine is the machine's. */
export class SqliteLeases implements Leases {
  readonly #db: Connection;
  readonly #clock: () => number;
  readonly #acquire;
  readonly #renew;
  readonly #release;
  readonly #assert;

  constructor(db: Connection, clock: () => number) {
    this.#db = db;
    this.#clock = clock;
    this.#acquire = db.prepare<[Taking], { fence: number }>(`
      INSERT INTO leases (name, owner, fence, until, length) VALUES (@name, @owner, 1, @now + @length, @length)
      ON CONFLICT (name) DO UPDATE
        SET owner = excluded.owner, fence = fence + 1, until = excluded.until, length = excluded.length
        WHERE owner IS NULL OR until <= @now OR until - length > @now
      RETURNING fence`);
    this.#renew = db.prepare<[Lease & { until: number; length: number }]>(`
      UPDATE leases SET until = @until, length = @length WHERE name = @name AND fence = @fence AND owner = @owner`);
    this.#release = db.prepare<[Lease]>(
      'UPDATE leases SET owner = NULL WHERE name = @name AND fence = @fence AND owner = @owner',
    );
    this.#assert = db.prepare<[string, number]>(
      'SELECT 1 FROM leases WHERE name = ? AND fence = ? AND owner IS NOT NULL',
    );
  }

  acquire({ name, owner, leaseMs }: Parameters<Leases['acquire']>[0]): Promise<Lease | undefined> {
    return this.#db.lease(() => {
      const taken = this.#acquire.get({ name, owner, length: Math.ceil(leaseMs), now: Math.floor(this.#clock()) });
      return taken && { name, owner, fence: taken.fence };
    });
  }

  renew({ name, owner, fence }: Lease, leaseMs: number): Promise<boolean> {
    return this.#db.lease(() => {
      const length = Math.ceil(leaseMs);
      const until = Math.floor(this.#clock()) + length;
      return this.#renew.run({ name, owner, fence, until, length }).changes > 0;
    });
  }

  release({ name, owner, fence }: Lease): Promise<void> {
    return this.#db.lease(() => void this.#release.run({ name, owner, fence }));
  }

  /** Within a transaction. Throws `StaleFence`. */
  assert(name: string, fence: number): void {
    if (this.#assert.get(name, fence) === undefined) throw new StaleFence(`the lease \`${name}\` has passed on`);
  }
}
