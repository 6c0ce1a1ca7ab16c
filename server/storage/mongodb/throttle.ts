import type { Throttle, ThrottleLimit } from '../../ports/index.ts';
import type { Connection } from './connection.ts';
import { isDuplicate } from './faults.ts';
import { clocksApartMs, type StoreClock } from './store-clock.ts';

interface ThrottleDocument {
  readonly _id: string;
  readonly tries: number;
  readonly until: number;
}

/** One document a key, each changed in one step: no transaction, and none that many tries at once could make conflict. */
export class MongoThrottle implements Throttle {
  readonly #db: Connection;
  readonly #clock: StoreClock;
  readonly #tries;

  constructor(db: Connection, clock: StoreClock) {
    this.#db = db;
    this.#clock = clock;
    this.#tries = db.collection<ThrottleDocument>('throttle');
  }

  take(limits: readonly ThrottleLimit[], windowMs: number): Promise<number> {
    return this.#db.run(async () => {
      const now = Math.floor(await this.#clock.now());
      const counted: ThrottleLimit[] = [];
      for (const limit of limits) {
        const wait = await this.#count(limit, windowMs, now);
        if (wait > 0) {
          await this.#takeBack(counted);
          return wait;
        }
        counted.push(limit);
      }
      return 0;
    });
  }

  forgive(limits: readonly ThrottleLimit[]): Promise<void> {
    return this.#db.run(() => this.#takeBack(limits));
  }

  /** Milliseconds until the key opens; 0 where the try was counted. */
  async #count({ key, most }: ThrottleLimit, windowMs: number, now: number): Promise<number> {
    // One that ends later than a window that begins now is from before the clock was set back.
    const latest = now + windowMs + clocksApartMs;
    const running = { _id: key, until: { $gt: now, $lte: latest } };
    const again = async () =>
      (await this.#tries.updateOne({ ...running, tries: { $lt: most } }, { $inc: { tries: 1 } })).matchedCount > 0;
    if (await again()) return 0;
    if (await this.#begin(key, now, now + windowMs, latest)) return 0;
    // Another may have begun the window in between.
    if (await again()) return 0;
    const found = await this.#tries.findOne({ _id: key });
    return Math.min(windowMs, Math.max(1_000, (found?.until ?? now) - now));
  }

  /** Begins the window of a key that has none running; false where one is. */
  async #begin(key: string, now: number, until: number, latest: number): Promise<boolean> {
    // What is over makes room for what begins.
    await this.#tries.deleteMany({ _id: { $ne: key }, until: { $lte: now } });
    const over = { _id: key, $or: [{ until: { $lte: now } }, { until: { $gt: latest } }] };
    try {
      await this.#tries.updateOne(over, { $set: { tries: 1, until } }, { upsert: true });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async #takeBack(limits: readonly ThrottleLimit[]): Promise<void> {
    for (const { key } of limits) await this.#tries.updateOne({ _id: key, tries: { $gt: 0 } }, { $inc: { tries: -1 } });
  }
}
