import { type Lease, type Leases, StaleFence } from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';
import { isDuplicate } from './faults.ts';
import { clocksApartMs, type StoreClock } from './store-clock.ts';

export interface LeaseDocument {
  readonly _id: string;
  readonly owner: string | null;
  readonly fence: number;
  /** In the store's time; it seems to begin at `since`, and one that begins in the future is from before a clock was set back. */
  readonly since: number;
  readonly until: number;
}

/** Named leases in the server's time. */
export class MongoLeases implements Leases {
  readonly #db: Connection;
  readonly #clock: StoreClock;
  readonly #leases;

  constructor(db: Connection, clock: StoreClock) {
    this.#db = db;
    this.#clock = clock;
    this.#leases = db.collection<LeaseDocument>('leases');
  }

  acquire({ name, owner, leaseMs }: Parameters<Leases['acquire']>[0]): Promise<Lease | undefined> {
    return this.#db.run(async () => {
      const now = Math.floor(await this.#clock.now());
      const free = {
        _id: name,
        $or: [{ owner: null }, { until: { $lte: now } }, { since: { $gt: now + clocksApartMs } }],
      };
      const taking = { $set: { owner, since: now, until: now + Math.ceil(leaseMs) }, $inc: { fence: 1 } };
      try {
        const taken = await this.#leases.findOneAndUpdate(free, taking, { upsert: true, returnDocument: 'after' });
        return taken ? { name, owner, fence: taken.fence } : undefined;
      } catch (error) {
        // It is there and not free, so there was nothing to change and nothing to add.
        if (isDuplicate(error)) return undefined;
        throw error;
      }
    });
  }

  renew({ name, owner, fence }: Lease, leaseMs: number): Promise<boolean> {
    return this.#db.run(async () => {
      const now = Math.floor(await this.#clock.now());
      const longer = { $set: { since: now, until: now + Math.ceil(leaseMs) } };
      return (await this.#leases.updateOne({ _id: name, owner, fence }, longer)).matchedCount > 0;
    });
  }

  release({ name, owner, fence }: Lease): Promise<void> {
    const given = { $set: { owner: null } };
    return this.#db.run(async () => void (await this.#leases.updateOne({ _id: name, owner, fence }, given)));
  }

  /** Throws `StaleFence` where the lease has passed on or was given up. */
  async assert(name: string, fence: number, within: Within): Promise<void> {
    const held = await this.#leases.findOne({ _id: name, fence, owner: { $ne: null } }, within);
    if (!held) throw new StaleFence(`the lease \`${name}\` has passed on`);
  }

  /** In a transaction the lease is written, so that it can't pass on before the transaction ends. */
  async hold(name: string, fence: number, within: Within): Promise<void> {
    await this.#leases.updateOne({ _id: name, fence }, { $inc: { held: 1 } }, within);
  }
}
