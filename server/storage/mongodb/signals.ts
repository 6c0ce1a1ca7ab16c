import type { Signal, Signals, Topic } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import { SignalStream } from './signal-stream.ts';

/** How often the handful of sequence numbers is read where the server does not tell that one has changed, … */
const lookEveryMs = 100;
/** … and where it does, since it says nothing while it is away. */
const lookAfterAllMs = 1_000;

type Sequences = () => Promise<Map<Topic, number>>;

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
    const watch = new Watch(heard, await this.#sequences(), () => this.#sequences());
    const { changeStreams } = this.#db.facts;
    const stream = changeStreams
      ? new SignalStream(this.#db.collection('signals'), () => void watch.look())
      : undefined;
    watch.begin(() => (stream?.live ? lookAfterAllMs : lookEveryMs));
    return {
      async [Symbol.asyncDispose]() {
        watch.end();
        await stream?.end();
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

/** Looks from time to time, and when it is told to, and says what is new. */
class Watch {
  readonly #heard: (signal: Signal) => void;
  readonly #known: Map<Topic, number>;
  readonly #sequences: Sequences;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;
  #ended = false;

  constructor(heard: (signal: Signal) => void, known: Map<Topic, number>, sequences: Sequences) {
    this.#heard = heard;
    this.#known = known;
    this.#sequences = sequences;
  }

  begin(everyMs: () => number): void {
    this.#timer = setTimeout(() => {
      void this.look().then(() => {
        if (!this.#ended) this.begin(everyMs);
      });
    }, everyMs()).unref();
  }

  /** What changed before it was called is said before it resolves. */
  look(): Promise<void> {
    // What is being read may be from before the change that somebody calls for: one more look is for all who call meanwhile.
    this.#waiting ??= this.#looking.then(() => {
      this.#waiting = undefined;
      return this.#look();
    });
    this.#looking = this.#waiting;
    return this.#waiting;
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#ended) return;
    // A store that can't be read has nothing to tell; who waits for it looks by itself.
    const found = await this.#sequences().catch(() => this.#known);
    for (const [topic, sequence] of found) {
      if (this.#ended || sequence <= (this.#known.get(topic) ?? 0)) continue;
      this.#known.set(topic, sequence);
      this.#heard({ topic, sequence });
    }
  }
}
