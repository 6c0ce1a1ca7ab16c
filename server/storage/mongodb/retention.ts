import type { Retention } from '../../../federation/ports/index.ts';
import { type Connection, oneOf, type Within } from './connection.ts';
import type { DeliveryDocument } from './delivery-document.ts';
import type { RecipientDocument } from './recipients.ts';

/** Documents looked at in one page; those that still wait are passed over. */
const scanned = 2_000;

/** Old deliveries are found from the front of the order in which they were made. */
export class MongoRetention implements Retention {
  readonly #db: Connection;
  readonly #deliveries;
  readonly #recipients;
  readonly #pruned;

  constructor(db: Connection) {
    this.#db = db;
    this.#deliveries = db.collection<DeliveryDocument>('deliveries');
    this.#recipients = db.collection<RecipientDocument>('recipients');
    this.#pruned = db.collection<{ readonly _id: string; readonly total: number }>('delivery_totals');
  }

  settledDeliveries(query: Parameters<Retention['settledDeliveries']>[0]): ReturnType<Retention['settledDeliveries']> {
    const { before, after = '0', limit } = query;
    return this.#db.run(async () => {
      if (limit === 0) return { ids: [] };
      const options = { projection: { n: 1, state: 1, enqueuedAt: 1 } };
      const filter = { n: { $gt: Number(after) } };
      const page = this.#deliveries.find(filter, options).sort({ n: 1 }).limit(Math.min(limit, scanned));
      const found = await page.toArray();
      const old = found.filter(({ enqueuedAt }) => enqueuedAt < before);
      const ids = old.filter(({ state }) => state !== 'waiting').map(({ _id }) => _id);
      const last = old.length === found.length ? old.at(-1) : undefined;
      return { ids, ...(last && { next: String(last.n) }) };
    });
  }

  /** Within a unit of work. What waits stays. A delivery goes after its recipient is remembered. */
  async prune(ids: readonly string[], within: Within): Promise<void> {
    const settled = { _id: { $in: [...ids] }, state: { $ne: 'waiting' as const } };
    const found = await this.#deliveries.find(settled, within).toArray();
    if (found.length === 0) return;
    await this.#recipients.bulkWrite(
      found.map(({ subject, inbox }) => ({
        updateOne: {
          filter: oneOf(`${subject}\n${inbox}`, { subject, inbox }, within),
          update: { $set: { subject, inbox } },
          upsert: true,
        },
      })),
      within,
    );
    for (const state of ['delivered', 'given-up'] as const) {
      const total = found.filter((delivery) => delivery.state === state).length;
      await this.#pruned.updateOne({ _id: state }, { $inc: { total } }, { upsert: true, ...within });
    }
    await this.#deliveries.deleteMany(settled, within);
  }
}
