import type { Throttle, ThrottleLimit } from '../../ports/index.ts';
import type { Connection } from './connection.ts';

interface Row {
  readonly tries: number;
  readonly until: number;
}

/** What it counts may be lost with the machine, so no try waits for the disk. */
export class SqliteThrottle implements Throttle {
  readonly #db: Connection;
  readonly #clock: () => number;
  readonly #forget;
  readonly #get;
  readonly #count;
  readonly #forgive;

  constructor(db: Connection, clock: () => number) {
    this.#db = db;
    this.#clock = clock;
    // A window that ends later than one that begins now is from before the clock was set back.
    this.#forget = db.prepare<[number, number]>('DELETE FROM throttle WHERE until <= ? OR until > ?');
    this.#get = db.prepare<[string], Row>('SELECT tries, until FROM throttle WHERE key = ?');
    this.#count = db.prepare<[string, number]>(`
      INSERT INTO throttle (key, tries, until) VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET tries = tries + 1`);
    this.#forgive = db.prepare<[string]>('UPDATE throttle SET tries = tries - 1 WHERE key = ? AND tries > 0');
  }

  take(limits: readonly ThrottleLimit[], windowMs: number): Promise<number> {
    return this.#db.lease(() => {
      const now = Math.floor(this.#clock());
      const until = now + windowMs;
      this.#forget.run(now, until);
      const waits = limits.map(({ key, most }) => {
        const row = this.#get.get(key);
        return row && row.tries >= most ? row.until - now : 0;
      });
      const wait = Math.max(0, ...waits);
      if (wait === 0) for (const { key } of limits) this.#count.run(key, until);
      return wait;
    });
  }

  forgive(limits: readonly ThrottleLimit[]): Promise<void> {
    return this.#db.lease(() => {
      for (const { key } of limits) this.#forgive.run(key);
    });
  }
}
