import type { Filter } from 'mongodb';
import type { Deliveries, DeliverySelection, HostQueue, QueuedDelivery } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import type { DeliveryDocument } from './delivery-document.ts';

/** What operators see of the queue, and do about it. */
export class DeliveryView {
  readonly #deliveries;

  constructor(db: Connection) {
    this.#deliveries = db.collection<DeliveryDocument>('deliveries');
  }

  /** Counted here: servers that speak MongoDB's protocol differ in what they can group by. */
  async queues(limit: number): Promise<HostQueue[]> {
    const projection = { host: 1, owner: 1, enqueuedAt: 1, due: 1 };
    const queues = new Map<string, HostQueue>();
    for await (const { host, owner, enqueuedAt, due } of this.#deliveries.find({ state: 'waiting' }, { projection })) {
      const known = queues.get(host) ?? {
        host,
        waiting: 0,
        inFlight: 0,
        oldest: enqueuedAt,
        nextDue: Math.max(due, enqueuedAt),
      };
      queues.set(host, {
        host,
        waiting: known.waiting + (owner === null ? 1 : 0),
        inFlight: known.inFlight + (owner === null ? 0 : 1),
        oldest: Math.min(known.oldest, enqueuedAt),
        nextDue: Math.min(known.nextDue, Math.max(due, enqueuedAt)),
      });
    }
    const depth = ({ waiting, inFlight }: HostQueue): number => waiting + inFlight;
    return [...queues.values()].sort((a, b) => depth(b) - depth(a) || (a.host < b.host ? -1 : 1)).slice(0, limit);
  }

  async ofHost({ host, state, after, limit }: Parameters<Deliveries['ofHost']>[0]): Promise<QueuedDelivery[]> {
    const last = after === undefined ? null : await this.#deliveries.findOne({ _id: after });
    const found = await this.#deliveries
      .find({ host, state, n: { $gt: last?.n ?? 0 } })
      .sort({ n: 1 })
      .limit(limit)
      .toArray();
    return found.map(({ _id, inbox, subject, signer, attempts, enqueuedAt, due, error }) => ({
      ...{ id: _id, host, inbox, subject, signer, state, attempts, enqueuedAt, due: Math.max(due, enqueuedAt) },
      ...(error && { error }),
    }));
  }

  async retry(which: DeliverySelection, at: number): Promise<number> {
    const [selected, due] = [selectedBy(which), Math.ceil(at)];
    const again = await this.#deliveries.updateMany({ ...selected, state: 'waiting', owner: null }, { $set: { due } });
    const anew = { state: 'waiting', retried: false, attempts: 0, due, enqueuedAt: due } as const;
    const givenUp: Filter<DeliveryDocument> = { ...selected, state: 'given-up', error: { $ne: 'taken back' } };
    const revived = await this.#deliveries.updateMany(givenUp, { $set: anew, $unset: { settledAt: true } });
    return again.matchedCount + revived.matchedCount;
  }

  async drop(which: DeliverySelection, at: number): Promise<number> {
    const given = {
      state: 'given-up',
      owner: null,
      error: 'dropped by an operator',
      settledAt: Math.ceil(at),
    } as const;
    const waiting: Filter<DeliveryDocument> = { ...selectedBy(which), state: 'waiting' };
    return (await this.#deliveries.updateMany(waiting, { $set: given, $inc: { fence: 1 } })).matchedCount;
  }
}

function selectedBy(which: DeliverySelection): Filter<DeliveryDocument> {
  return 'host' in which ? { host: which.host } : { _id: which.id };
}
