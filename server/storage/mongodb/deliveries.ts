import {
  type ClaimedDelivery,
  type Deliveries,
  type DeliverySelection,
  type DeliveryStats,
  type HostQueue,
  type NewDelivery,
  type QueuedDelivery,
  type Settlement,
  senderTime,
  senderTimes,
} from '../../../federation/ports/index.ts';
import { type Connection, oneOf, type Within } from './connection.ts';
import { DeliveryClaim } from './delivery-claim.ts';
import type { DeliveryDocument } from './delivery-document.ts';
import { DeliverySettlement } from './delivery-settlement.ts';
import { DeliveryView } from './delivery-view.ts';
import { duplicatesIn } from './faults.ts';
import { GivenUp } from './given-up.ts';
import type { StoreClock } from './store-clock.ts';

/** Written at once. */
const addedAtOnce = 500;

export class MongoDeliveries implements Deliveries {
  readonly #db: Connection;
  readonly #claim: DeliveryClaim;
  readonly #settlement: DeliverySettlement;
  readonly #view: DeliveryView;
  readonly #givenUp: GivenUp;
  readonly #deliveries;
  readonly #pruned;
  readonly #senders;

  constructor(db: Connection, clock: StoreClock) {
    this.#db = db;
    this.#claim = new DeliveryClaim(db, clock);
    this.#settlement = new DeliverySettlement(db);
    this.#view = new DeliveryView(db);
    this.#givenUp = new GivenUp(db);
    this.#deliveries = db.collection<DeliveryDocument>('deliveries');
    this.#senders = db.collection<{ readonly _id: string; readonly reached: number }>('sender_times');
    this.#pruned = db.collection<{ readonly _id: string; readonly total: number }>('delivery_totals');
  }

  claim(request: Parameters<Deliveries['claim']>[0]): Promise<ClaimedDelivery[]> {
    return this.#db.run(() => this.#claim.claim(request));
  }

  settle(settlements: readonly Settlement[]): Promise<number> {
    return this.#db.run(() => this.#settlement.settle(settlements));
  }

  nextDue(): Promise<number | undefined> {
    return this.#db.run(async () => {
      const options = { sort: { due: 1 }, projection: { due: 1 } } as const;
      return (await this.#deliveries.findOne({ state: 'waiting' }, options))?.due;
    });
  }

  /** Counted by index: a counter would be one document that every settlement writes. */
  stats(): Promise<DeliveryStats> {
    return this.#db.run(async () => {
      const free = { state: 'waiting', owner: null } as const;
      const [waiting, inFlight, delivered, givenUp, oldest] = await Promise.all([
        this.#deliveries.countDocuments(free),
        this.#deliveries.countDocuments({ state: 'waiting', owner: { $ne: null } }),
        this.#total('delivered'),
        this.#total('given-up'),
        this.#deliveries.findOne(free, { sort: { enqueuedAt: 1 } }),
      ]);
      return { waiting, inFlight, delivered, givenUp, ...(oldest && { oldest: oldest.enqueuedAt }) };
    });
  }

  ofRelease(releaseId: string): ReturnType<Deliveries['ofRelease']> {
    return this.#db.run(async () => {
      const found = await this.#deliveries.find({ release: releaseId }).sort({ n: 1 }).toArray();
      return found.map(({ inbox, state, attempts, status, error }) => ({
        inbox,
        state,
        attempts,
        ...(status !== undefined && { status }),
        ...(error && { error }),
      }));
    });
  }

  queues(limit: number): Promise<HostQueue[]> {
    return this.#db.run(() => this.#view.queues(limit));
  }

  ofHost(query: Parameters<Deliveries['ofHost']>[0]): Promise<QueuedDelivery[]> {
    return this.#db.run(() => this.#view.ofHost(query));
  }

  retry(which: DeliverySelection, at: number): Promise<number> {
    return this.#db.run(() => this.#view.retry(which, at));
  }

  drop(which: DeliverySelection, at: number): Promise<number> {
    return this.#db.run(() => this.#view.drop(which, at));
  }

  givenUp(query: Parameters<Deliveries['givenUp']>[0]): Promise<QueuedDelivery[]> {
    return this.#db.run(() => this.#givenUp.page(query));
  }

  dismiss(id: string): Promise<number> {
    return this.#db.run(() => this.#givenUp.dismiss(id));
  }

  /** Within a unit of work. `n` numbers the first of them. */
  async add(deliveries: readonly NewDelivery[], at: number, n: number, within: Within): Promise<void> {
    const enqueuedAt = Math.ceil(at);
    const times = await this.#timesOf(deliveries, enqueuedAt);
    for (let start = 0; start < deliveries.length; start += addedAtOnce) {
      const some = deliveries.slice(start, start + addedAtOnce);
      await this.#addSome(
        some.map((delivery, index) =>
          waiting(delivery, enqueuedAt, times[start + index] ?? enqueuedAt, n + start + index),
        ),
        within,
      );
    }
  }

  /** Outside of any transaction: a sender's time is one document, for which many would wait. One that is lost is no matter. */
  async #timesOf(deliveries: readonly NewDelivery[], at: number): Promise<number[]> {
    const next = new Map<string, number>();
    for (const [signer, { length }] of Map.groupBy(deliveries, (delivery) => delivery.signer)) {
      const before = await this.#senders.findOne({ _id: signer });
      const { from, reached } = senderTimes(length, at, before?.reached);
      await this.#senders.updateOne({ _id: signer }, { $max: { reached } }, { upsert: true });
      next.set(signer, from);
    }
    return deliveries.map(({ signer }) => {
      const time = next.get(signer) ?? at;
      next.set(signer, Math.min(at, time + senderTime.stepMs));
      return time;
    });
  }

  /** Gives up whatever is still to go out about a subject. Within a unit of work. */
  async withdraw(subject: string, within: Within): Promise<void> {
    const given = { $set: { state: 'given-up', owner: null, error: 'taken back' }, $inc: { fence: 1 } } as const;
    await this.#deliveries.updateMany({ subject, state: 'waiting' }, given, within);
  }

  /** Those that are there stay as they are. In a transaction a duplicate key would be the end of it, so none is tried. */
  async #addSome(documents: readonly DeliveryDocument[], within: Within): Promise<void> {
    if (within.session) {
      const upserts = documents.map(({ _id, ...rest }) => ({
        updateOne: { filter: oneOf(_id, { host: rest.host }, within), update: { $setOnInsert: rest }, upsert: true },
      }));
      await this.#deliveries.bulkWrite(upserts, within);
      return;
    }
    try {
      await this.#deliveries.insertMany(documents, { ordered: false });
    } catch (error) {
      if (!duplicatesIn(error)) throw error;
    }
  }

  async #total(state: 'delivered' | 'given-up'): Promise<number> {
    const pruned = await this.#pruned.findOne({ _id: state });
    return (pruned?.total ?? 0) + (await this.#deliveries.countDocuments({ state }));
  }
}

function waiting(delivery: NewDelivery, enqueuedAt: number, due: number, n: number): DeliveryDocument {
  const { releaseId, subject, inbox, host, signer, seal } = delivery;
  return {
    _id: `${releaseId}\n${inbox}`,
    ...{ n, release: releaseId, subject, inbox, host, signer, seal, enqueuedAt, due },
    ...{ state: 'waiting', retried: false, owner: null, fence: 0, attempts: 0 },
  };
}
