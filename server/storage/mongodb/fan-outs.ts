import { type ClaimedRange, type FanOut, type FanOuts, StaleFence } from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';
import type { StoreClock } from './store-clock.ts';

export interface FanOutDocument {
  readonly _id: string;
  readonly n: number;
  readonly release: string;
  readonly subject: string;
  /** Absent where it goes to earlier recipients. */
  readonly collection?: string;
  readonly signer: string;
  readonly seal: string;
  readonly addedAt: number;
  readonly after: string;
  /** Absent: to the last inbox. */
  readonly upto?: string;
  readonly owner: string | null;
  readonly until: number;
  readonly fence: number;
}

interface Cut {
  readonly id: string;
  readonly fence: number;
  readonly upto: string;
  readonly restId: string;
}

const unleased = { owner: null, until: 0, fence: 0 };

export class MongoFanOuts implements FanOuts {
  readonly #db: Connection;
  readonly #clock: StoreClock;
  readonly #fanOuts;
  readonly #receipts;

  constructor(db: Connection, clock: StoreClock) {
    this.#db = db;
    this.#clock = clock;
    this.#fanOuts = db.collection<FanOutDocument>('fan_outs');
    this.#receipts = db.collection<{ readonly _id: string; readonly subject: string }>('receipts');
  }

  claim({ owner, leaseMs }: Parameters<FanOuts['claim']>[0]): Promise<ClaimedRange | undefined> {
    return this.#db.run(async () => {
      const now = await this.#clock.now();
      const claimed = await this.#fanOuts.findOneAndUpdate(
        { $or: [{ owner: null }, { until: { $lte: now } }] },
        { $set: { owner, until: Math.ceil(now + leaseMs) }, $inc: { fence: 1 } },
        { sort: { n: 1 }, returnDocument: 'after' },
      );
      return claimed ? toRange(claimed) : undefined;
    });
  }

  giveBack({ id, fence }: Parameters<FanOuts['giveBack']>[0]): Promise<void> {
    const given = { $set: { owner: null } };
    return this.#db.run(async () => void (await this.#fanOuts.updateOne({ _id: id, fence }, given)));
  }

  waiting(): Promise<number> {
    return this.#db.run(() => this.#fanOuts.countDocuments());
  }

  /** Within a unit of work. */
  async add(
    { id, releaseId, subject, source, signer, seal }: FanOut,
    at: number,
    n: number,
    within: Within,
  ): Promise<void> {
    const collection = source.kind === 'followers' ? { collection: source.collection } : {};
    const made = { n, release: releaseId, subject, signer, seal, addedAt: Math.ceil(at), after: '', ...collection };
    const change = { $setOnInsert: { ...made, ...unleased } };
    await this.#fanOuts.updateOne({ _id: id }, change, { upsert: true, ...within });
  }

  /** Throws `StaleFence` where the lease has passed on. */
  async assertHeld(id: string, fence: number, within: Within): Promise<void> {
    const held = await this.#fanOuts.findOne({ _id: id, fence, owner: { $ne: null } }, within);
    if (!held) throw new StaleFence('the lease on this range of a fan-out has passed on');
  }

  /** Within a unit of work. The rest comes after the ranges of every other post, so that posts take turns. */
  async cut({ id, upto, restId }: Cut, n: number, within: Within): Promise<void> {
    const range = await this.#fanOuts.findOne({ _id: id }, within);
    if (!range) return;
    const { _id, ...rest } = range;
    if (range.upto !== upto) {
      const change = { $setOnInsert: { ...rest, ...unleased, n, after: upto } };
      await this.#fanOuts.updateOne({ _id: restId }, change, { upsert: true, ...within });
    }
    await this.#fanOuts.updateOne({ _id: id }, { $set: { upto } }, within);
  }

  async done(id: string, within: Within): Promise<void> {
    await this.#fanOuts.deleteOne({ _id: id }, within);
  }

  /** Ends fan-outs of and about a subject. Within a unit of work. */
  async withdraw(subject: string, within: Within): Promise<void> {
    await this.#fanOuts.deleteMany({ subject }, within);
    const waiting = await this.#fanOuts.find({}, { projection: { release: 1 }, ...within }).toArray();
    const releases = [...new Set(waiting.map(({ release }) => release))];
    if (releases.length === 0) return;
    const about = await this.#receipts.find({ _id: { $in: releases }, subject }, within).toArray();
    if (about.length > 0) await this.#fanOuts.deleteMany({ release: { $in: about.map(({ _id }) => _id) } }, within);
  }
}

function toRange(document: FanOutDocument): ClaimedRange {
  const { _id, release, subject, collection, signer, seal, after, upto, fence } = document;
  return {
    ...{ id: _id, releaseId: release, subject, signer, seal, fence },
    source: collection === undefined ? { kind: 'recipients' } : { kind: 'followers', collection },
    ...(after !== '' && { after }),
    ...(upto !== undefined && { upto }),
  };
}
