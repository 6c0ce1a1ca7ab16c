import type { Database } from 'better-sqlite3';
import { StoreUnavailable } from '../../../federation/ports/index.ts';

interface Batch {
  readonly write: () => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/**
 * Writes of one turn of the event loop share one transaction, so that one flush to disk pays for all of them. Each has a
 * savepoint of its own: one that fails fails alone. Promises resolve only after the commit.
 */
export class GroupCommit {
  readonly #database: Database;
  #waiting: Batch[] = [];

  constructor(database: Database) {
    this.#database = database;
  }

  write<T>(write: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ write, resolve: resolve as (value: never) => void, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.flush());
    });
  }

  flush(): void {
    const batches = this.#waiting;
    this.#waiting = [];
    if (batches.length === 0) return;
    const inSavepoint = this.#database.transaction((batch: Batch) => batch.write());
    const all = this.#database.transaction(() => batches.map((batch) => attempt(() => inSavepoint(batch))));
    const outcomes = attempt(() => all.immediate());
    for (const [index, batch] of batches.entries()) {
      const outcome = 'error' in outcomes ? outcomes : ((outcomes.value as Outcome[])[index] as Outcome);
      if ('error' in outcome) batch.reject(unavailable(outcome.error));
      else batch.resolve(outcome.value as never);
    }
  }
}

function attempt(work: () => unknown): Outcome {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

const advice: readonly [RegExp, string][] = [
  [/^SQLITE_FULL/, 'the disk is full: free some space'],
  [/^SQLITE_(READONLY|PERM|CANTOPEN)/, 'the data folder can not be written: check its owner and rights'],
  [/^SQLITE_BUSY|^SQLITE_LOCKED/, 'another process keeps the store locked: end it, or wait'],
  [/^SQLITE_NOTADB/, 'the file of the store is no database: correct PORTICO_STORE, or restore a backup'],
  [
    /^SQLITE_(IOERR|CORRUPT)/,
    'the disk does not read or write as it should: check it, and restore a backup if need be',
  ],
];

/** Faults of the disk in words that say what to do; other errors stay what they are. */
export function unavailable(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const line = advice.find(([pattern]) => pattern.test(code))?.[1];
  return line === undefined ? error : new StoreUnavailable(line, { cause: error });
}
