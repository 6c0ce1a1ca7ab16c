import type { Signal, Signals, Topic } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

/** How often the handful of sequence numbers is read; the same on every server, with change streams or without. */
const lookEveryMs = 100;

export class MongoSignals implements Signals {
  readonly #db: Connection;
  readonly #signals;

  constructor(db: Connection) {
    this.#db = db;
    this.#signals = db.collection<{ readonly _id: Topic; readonly sequence: number }>('signals');
  }

  raise(topic: Topic): Promise<void> {
    const next = { $inc: { sequence: 1 } };
    return this.#db.run(async () => void (await this.#signals.updateOne({ _id: topic }, next, { upsert: true })));
  }

  async watch(heard: (signal: Signal) => void): Promise<AsyncDisposable> {
    const known = await this.#sequences();
    let ended = false;
    let timer: NodeJS.Timeout | undefined;
    const look = async (): Promise<void> => {
      // A store that can't be read has nothing to tell; who waits for it looks by itself.
      const found = await this.#sequences().catch(() => known);
      for (const [topic, sequence] of found) {
        if (ended || sequence <= (known.get(topic) ?? 0)) continue;
        known.set(topic, sequence);
        heard({ topic, sequence });
      }
      if (!ended) timer = setTimeout(() => void look(), lookEveryMs).unref();
    };
    timer = setTimeout(() => void look(), lookEveryMs).unref();
    return {
      async [Symbol.asyncDispose]() {
        ended = true;
        clearTimeout(timer);
      },
    };
  }

  #sequences(): Promise<Map<Topic, number>> {
    return this.#db.run(async () => {
      const found = await this.#signals.find().toArray();
      return new Map(found.map(({ _id, sequence }) => [_id, sequence]));
    });
  }
}
