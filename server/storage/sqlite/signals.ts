import type { Signal, Signals, Topic } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

/** How often the data file is looked at; a look costs microseconds while nobody writes. */
const lookEveryMs = 20;

export class SqliteSignals implements Signals {
  readonly #db: Connection;
  readonly #raise;
  readonly #sequences;
  readonly #dataVersion;
  /** `data_version` tells of other connections' commits only. */
  #raisedHere = 0;

  constructor(db: Connection) {
    this.#db = db;
    this.#raise = db.prepare<[Topic]>(`
      INSERT INTO signals (topic, sequence) VALUES (?, 1) ON CONFLICT (topic) DO UPDATE SET sequence = sequence + 1`);
    this.#sequences = db.prepare<[], Signal>('SELECT topic, sequence FROM signals');
    this.#dataVersion = db.prepare<[], { data_version: number }>('PRAGMA data_version');
  }

  async raise(topic: Topic): Promise<void> {
    await this.#db.lease(() => this.#raise.run(topic));
    this.#raisedHere += 1;
  }

  async watch(heard: (signal: Signal) => void): Promise<AsyncDisposable> {
    const known = new Map<Topic, number>();
    let seen = '';
    const changed = (): Signal[] => {
      const version = `${this.#dataVersion.get()?.data_version}.${this.#raisedHere}`;
      if (version === seen) return [];
      seen = version;
      const grown = this.#sequences.all().filter(({ topic, sequence }) => sequence > (known.get(topic) ?? 0));
      for (const { topic, sequence } of grown) known.set(topic, sequence);
      return grown;
    };
    await this.#db.read(changed);
    const timer = setInterval(() => {
      // A store that can't be read has nothing to tell; who waits for it looks by itself.
      void this.#db.read(changed).then(
        (signals) => signals.forEach(heard),
        () => undefined,
      );
    }, lookEveryMs);
    timer.unref();
    return {
      async [Symbol.asyncDispose]() {
        clearInterval(timer);
      },
    };
  }
}
