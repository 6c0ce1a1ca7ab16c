import type { Filter } from 'mongodb';
import type { Deliveries, QueuedDelivery } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import type { DeliveryDocument } from './delivery-document.ts';

const unsettled: Filter<DeliveryDocument> = {
  state: 'given-up',
  error: { $nin: ['taken back', 'dropped by an operator'] },
};

/** Deliveries that were given up, for operators. */
export class GivenUp {
  readonly #deliveries;

  constructor(db: Connection) {
    this.#deliveries = db.collection<DeliveryDocument>('deliveries');
  }

  async page({ after, limit }: Parameters<Deliveries['givenUp']>[0]): Promise<QueuedDelivery[]> {
    const last = after === undefined ? null : await this.#deliveries.findOne({ _id: after });
    const filter = { ...unsettled, ...(last && { n: { $lt: last.n } }) };
    const found = await this.#deliveries.find(filter).sort({ n: -1 }).limit(limit).toArray();
    return found.map(({ _id, host, inbox, subject, signer, attempts, enqueuedAt, due, error }) => ({
      ...{ id: _id, host, inbox, subject, signer, state: 'given-up' as const, attempts, enqueuedAt, due },
      ...(error && { error }),
    }));
  }

  async dismiss(id: string): Promise<number> {
    const change = { $set: { error: 'dropped by an operator' } };
    return (await this.#deliveries.updateOne({ ...unsettled, _id: id }, change)).matchedCount;
  }
}
