import type { Database } from 'better-sqlite3';
import { StoreUnavailable } from '../../../federation/ports/index.ts';
import { asUnavailable, isFailedFlush } from './faults.ts';

/** Batches of one transaction at most, so that a burst doesn't keep the event loop from everything else. */
const batchesAtOnce = 256;

interface Batch {
  /** Writes inside a savepoint; returns what tells the caller once all is on disk. */
  readonly write: () => () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Writes that arrive in one turn of the event loop share one transaction, so that one flush to the disk pays for all of
 * them. Each has a savepoint of its own: one that throws is undone alone. Promises settle after the commit.
 */
export class GroupCommit {
  readonly #database: Database;
  readonly #assertInPlace: () => void;
  readonly #transaction;
  readonly #savepoint;
  #waiting: Batch[] = [];
  #closed: StoreUnavailable | undefined;

  /** `assertInPlace` throws where what is written would not be found again. */
  constructor(database: Database, assertInPlace: () => void) {
    this.#database = database;
    this.#assertInPlace = assertInPlace;
    this.#transaction = database.transaction((batches: readonly Batch[]) => batches.map((one) => this.#attempt(one)));
    this.#savepoint = database.transaction((write: Batch['write']) => write());
  }

  /** Runs `work` in the next transaction. Rejects with what it throws, or with `StoreUnavailable`. */
  write<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(this.#closed);
      const write = (): (() => void) => {
        const value = work();
        return () => resolve(value);
      };
      this.#waiting.push({ write, fail: reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#flush());
    });
  }

  /** Commits what waits and takes no more. */
  close(): void {
    while (this.#waiting.length > 0) this.#flush();
    this.#closed ??= new StoreUnavailable('the store is closed');
  }

  #flush(): void {
    const batches = this.#waiting.splice(0, batchesAtOnce);
    if (this.#waiting.length > 0) setImmediate(() => this.#flush());
    if (batches.length === 0) return;
    let outcomes: (() => void)[];
    try {
      if (this.#closed) throw this.#closed;
      this.#assertInPlace();
      outcomes = this.#transaction.immediate(batches);
    } catch (error) {
      const told = asUnavailable(error);
      if (isFailedFlush(error)) this.#closed = new StoreUnavailable(messageOf(told), { cause: error });
      for (const { fail } of batches) fail(told);
      return;
    }
    for (const tell of outcomes) tell();
  }

  #attempt({ write, fail }: Batch): () => void {
    try {
      return this.#savepoint(write);
    } catch (error) {
      // A fault of the disk may have undone the whole transaction, and with it the batches before this one.
      if (!this.#database.inTransaction) throw error;
      return () => fail(asUnavailable(error));
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
