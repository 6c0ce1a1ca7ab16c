import {
  type ClaimedInbound,
  type Inbound,
  type InboundActivity,
  StaleFence,
} from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';
import { duplicatesIn } from './faults.ts';
import { InboundClaim } from './inbound-claim.ts';
import type { InboundDocument } from './inbound-document.ts';
import type { Order } from './settings.ts';
import type { StoreClock } from './store-clock.ts';
import { Turns } from './turns.ts';

/** Stands for the shared inbox in the key that tells duplicates. */
const sharedInbox = '';
/** Accepted in one round to the server, and forgotten in one. */
const acceptedAtOnce = 256;
const forgottenAtOnce = 1_000;

export class MongoInbound implements Inbound {
  readonly #db: Connection;
  readonly #clock: StoreClock;
  readonly #order: Order;
  readonly #claim: InboundClaim;
  readonly #accepting: Turns<InboundActivity, boolean>;
  readonly #inbound;

  constructor(db: Connection, clock: StoreClock, order: Order) {
    this.#db = db;
    this.#clock = clock;
    this.#order = order;
    this.#claim = new InboundClaim(db, clock);
    this.#inbound = db.collection<InboundDocument>('inbound');
    this.#accepting = new Turns(acceptedAtOnce, (activities) => this.#db.run(() => this.#accept(activities)));
  }

  accept(activity: InboundActivity): Promise<boolean> {
    return this.#accepting.add(activity);
  }

  claim(request: Parameters<Inbound['claim']>[0]): Promise<ClaimedInbound[]> {
    return this.#db.run(() => this.#claim.claim(request));
  }

  retry(id: string, fence: number, notBefore: number, error: string): Promise<void> {
    const later = { $set: { owner: null, busy: id, due: Math.ceil(notBefore), error }, $inc: { attempts: 1 } };
    return this.#db.run(async () => void (await this.#inbound.updateOne(held(id, fence), later)));
  }

  discard(id: string, fence: number, error: string): Promise<void> {
    return this.#db.run(async () => {
      const settledAt = Math.ceil(await this.#clock.now());
      const aside = { $set: { state: 'discarded' as const, owner: null, busy: id, error, settledAt } };
      await this.#inbound.updateOne(held(id, fence), aside);
    });
  }

  waiting(): Promise<number> {
    return this.#db.run(() => this.#inbound.countDocuments({ state: 'waiting' }));
  }

  async forget(before: number): Promise<number> {
    let forgotten = 0;
    for (;;) {
      const now = await this.#db.run(() => this.#forgetSome(before));
      forgotten += now;
      if (now < forgottenAtOnce) return forgotten;
    }
  }

  /** Throws `StaleFence` where the lease has passed on. */
  async assertHeld(id: string, fence: number, within: Within): Promise<void> {
    if (!(await this.#inbound.findOne(held(id, fence), within)))
      throw new StaleFence('the lease on this inbound activity has passed on');
  }

  /** Within a unit of work. Of what is done with only the fact is needed, to tell a duplicate. */
  async done(id: string, at: number, within: Within): Promise<void> {
    const done = { state: 'done' as const, owner: null, busy: id, body: null, settledAt: Math.ceil(at) };
    await this.#inbound.updateOne({ _id: id }, { $set: done, $inc: { fence: 1 } }, within);
  }

  async close(): Promise<void> {
    await this.#accepting.close();
  }

  async #accept(activities: readonly InboundActivity[]): Promise<boolean[]> {
    const first = await this.#order.next(activities.length);
    const documents = activities.map((activity, index) => waiting(activity, first + index));
    try {
      await this.#inbound.insertMany(documents, { ordered: false });
      return documents.map(() => true);
    } catch (error) {
      const refused = duplicatesIn(error);
      if (!refused) throw error;
      return documents.map((_document, index) => !refused.has(index));
    }
  }

  async #forgetSome(before: number): Promise<number> {
    const old = { state: { $in: ['done' as const, 'discarded' as const] }, settledAt: { $lt: before } };
    const found = await this.#inbound
      .find(old, { projection: { _id: 1 } })
      .limit(forgottenAtOnce)
      .toArray();
    await this.#inbound.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } });
    return found.length;
  }
}

function held(id: string, fence: number) {
  return { _id: id, fence, state: 'waiting' as const, owner: { $ne: null } };
}

function waiting(accepted: InboundActivity, n: number): InboundDocument {
  const { id, actor, activity, recipient = sharedInbox, body, receivedAt } = accepted;
  return {
    ...{ _id: id, key: `${actor}\n${activity}\n${recipient}`, n, actor, activity, recipient, body },
    ...{ receivedAt: Math.ceil(receivedAt), state: 'waiting', due: 0, owner: null, busy: id, fence: 0, attempts: 0 },
  };
}
