import type { Owners } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import type { DeliveryDocument } from './delivery-document.ts';
import type { FanOutDocument } from './fan-outs.ts';
import type { InboundDocument } from './inbound-document.ts';
import type { LeaseDocument } from './leases.ts';
import type { StoreClock } from './store-clock.ts';

/** An owner that has not been heard of for so long counts as gone. */
const silentMs = 15_000;
const heartbeatMs = 3_000;

interface OwnerDocument {
  readonly _id: string;
  /** When it was heard of last, in the store's time. */
  readonly heard: number;
}

/** Which processes lease from this store, on whichever machines: they tell by a heartbeat that they are there. */
export class MongoOwners implements Owners {
  readonly #db: Connection;
  readonly #clock: StoreClock;
  readonly #owners;
  readonly #deliveries;
  readonly #inbound;
  readonly #fanOuts;
  readonly #leases;
  readonly #enlisted = new Map<string, NodeJS.Timeout>();

  constructor(db: Connection, clock: StoreClock) {
    this.#db = db;
    this.#clock = clock;
    this.#owners = db.collection<OwnerDocument>('owners');
    this.#deliveries = db.collection<DeliveryDocument>('deliveries');
    this.#inbound = db.collection<InboundDocument>('inbound');
    this.#fanOuts = db.collection<FanOutDocument>('fan_outs');
    this.#leases = db.collection<LeaseDocument>('leases');
  }

  async enlist(owner: string): Promise<void> {
    await this.#beat(owner);
    // A beat that is lost is made up for by the next one.
    const timer = setInterval(() => void this.#beat(owner).catch(() => undefined), heartbeatMs).unref();
    this.#enlisted.set(owner, timer);
  }

  async leave(owner: string): Promise<void> {
    clearInterval(this.#enlisted.get(owner));
    this.#enlisted.delete(owner);
    await this.#db.run(() => this.#handBack(owner));
  }

  releaseGone(): Promise<string[]> {
    return this.#db.run(async () => {
      const silent = { heard: { $lte: (await this.#clock.now()) - silentMs } };
      const gone: string[] = [];
      for (const { _id } of await this.#owners.find(silent).toArray()) {
        if (this.#enlisted.has(_id)) continue;
        await this.#handBack(_id);
        gone.push(_id);
      }
      return gone;
    });
  }

  /** Beats no more for the owners of this process. */
  close(): void {
    for (const timer of this.#enlisted.values()) clearInterval(timer);
    this.#enlisted.clear();
  }

  #beat(owner: string): Promise<void> {
    return this.#db.run(async () => {
      const heard = { $set: { heard: await this.#clock.now() } };
      await this.#owners.updateOne({ _id: owner }, heard, { upsert: true });
    });
  }

  /** The owner itself goes last: whoever is ended in the middle leaves it to be found again. */
  async #handBack(owner: string): Promise<void> {
    const freed = { $set: { owner: null }, $inc: { fence: 1 } };
    const deliveries = await this.#deliveries.find({ owner, state: 'waiting' }).toArray();
    for (const { _id, enqueuedAt } of deliveries)
      await this.#deliveries.updateOne({ _id, owner }, { $set: { owner: null, due: enqueuedAt }, $inc: { fence: 1 } });
    for (const { _id } of await this.#inbound.find({ owner, state: 'waiting' }).toArray())
      await this.#inbound.updateOne({ _id, owner }, { $set: { owner: null, due: 0, busy: _id }, $inc: { fence: 1 } });
    await this.#fanOuts.updateMany({ owner }, freed);
    await this.#leases.updateMany({ owner }, freed);
    await this.#owners.deleteOne({ _id: owner });
  }
}
