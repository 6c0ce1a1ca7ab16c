import type { Settlement } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import type { DeliveryDocument } from './delivery-document.ts';

/** Writes down what became of leased deliveries, all in one round to the server. */
export class DeliverySettlement {
  readonly #deliveries;

  constructor(db: Connection) {
    this.#deliveries = db.collection<DeliveryDocument>('deliveries');
  }

  /** Returns how many were settled: those whose lease still held. */
  async settle(settlements: readonly Settlement[]): Promise<number> {
    if (settlements.length === 0) return 0;
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
