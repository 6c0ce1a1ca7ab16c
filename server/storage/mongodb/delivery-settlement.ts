import type { Settlement } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import type { DeliveryDocument } from './delivery-document.ts';

/** Written in one round to the server. */
const settledAtOnce = 500;
/**
 * FerretDB reads the whole collection for each, since it goes by an index only where a filter is the `_id` and nothing else:
 * as many as a worker settles at once would take it longer than an answer may.
 */
const settledAtOnceByScans = 8;

/** Writes down what became of leased deliveries. */
export class DeliverySettlement {
  readonly #deliveries;
  readonly #atOnce: number;

  constructor(db: Connection) {
    this.#atOnce = db.facts.transactions ? settledAtOnce : settledAtOnceByScans;
    this.#deliveries = db.collection<DeliveryDocument>('deliveries');
  }

  /** Returns how many were settled: those whose lease still held. */
  async settle(settlements: readonly Settlement[]): Promise<number> {
    let settled = 0;
    for (let start = 0; start < settlements.length; start += this.#atOnce)
      settled += await this.#settleSome(settlements.slice(start, start + this.#atOnce));
    return settled;
  }

  /** Each by an update of its own, which the driver may repeat where it loses contact: its fence makes it happen once. */
  async #settleSome(settlements: readonly Settlement[]): Promise<number> {
    const enqueued = await this.#enqueuedAt(settlements);
    const { matchedCount } = await this.#deliveries.bulkWrite(
      settlements.map((settlement) => ({
        updateOne: {
          filter: {
            _id: settlement.id,
            fence: settlement.fence,
            state: 'waiting' as const,
            owner: { $ne: null },
          },
          update: {
            $set: { owner: null, ...outcomeOf(settlement, enqueued.get(settlement.id) ?? 0) },
            $inc: { attempts: settlement.kind === 'returned' ? 0 : 1 },
          },
        },
      })),
    );
    return matchedCount;
  }

  /** When those were enqueued that are handed back at once: that is when they were due. */
  async #enqueuedAt(settlements: readonly Settlement[]): Promise<ReadonlyMap<string, number>> {
    const ids = settlements.filter(({ kind }) => kind === 'returned').map(({ id }) => id);
    if (ids.length === 0) return new Map();
    const found = await this.#deliveries.find({ _id: { $in: ids } }, { projection: { enqueuedAt: 1 } }).toArray();
    return new Map(found.map(({ _id, enqueuedAt }) => [_id, enqueuedAt]));
  }
}

function outcomeOf(settlement: Settlement, enqueuedAt: number): Partial<DeliveryDocument> {
  switch (settlement.kind) {
    case 'delivered':
      return { state: 'delivered', status: settlement.status, settledAt: settlement.at, error: null };
    case 'given-up':
      return { state: 'given-up', error: settlement.error, settledAt: settlement.at };
    case 'retry':
      return { retried: true, due: Math.ceil(settlement.notBefore), error: settlement.error };
    case 'returned':
      return { due: settlement.notBefore === undefined ? enqueuedAt : Math.ceil(settlement.notBefore) };
  }
}
