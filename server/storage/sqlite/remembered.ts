import type { Connection } from './connection.ts';

/**
 * What was read lately and written by nobody since. A table that writes forgets what it touches, within its transaction;
 * that another process wrote is told by SQLite at every look, and then nothing is left of it.
 */
export class Remembered<Value> {
  readonly #db: Pick<Connection, 'version'>;
  readonly #most: number;
  readonly #kept = new Map<string, Value>();
  #version = -1;

  /** Keeps so many values at most: those that came first are forgotten first. */
  constructor(db: Pick<Connection, 'version'>, most: number) {
    this.#db = db;
    this.#most = most;
  }

  /** The value of a key, read where it is not known; after `assertNew` in the same turn of the event loop. */
  at<Read extends Value | undefined>(key: string, read: () => Read): Value | Read {
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const value = read();
    if (value !== undefined) this.put(key, value);
    return value;
  }

  known(key: string): Value | undefined {
    return this.#kept.get(key);
  }

  put(key: string, value: Value): void {
    this.#kept.set(key, value);
    if (this.#kept.size <= this.#most) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Forgets everything where another process wrote since the last look. */
  assertNew(): void {
    const version = this.#db.version();
    if (version === this.#version) return;
    this.#version = version;
    this.#kept.clear();
  }

  forget(key: string): void {
    this.#kept.delete(key);
  }

  forgetAll(): void {
    this.#kept.clear();
  }
}
