import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/**
 * Tells whether a process of this machine lives, by a file per owner that it keeps locked. The lock is the kernel's, which
 * lets go of it when the process ends, whichever way (SIGKILL, out of memory, power cut) and never before: neither a clock
 * nor a process number that somebody else has by now can mislead. SQLite is what takes such a lock, as for the data file.
 */
export class Liveness {
  /** Absent where the data is this process's alone. */
  readonly #folder: string | undefined;

  constructor(file: string) {
    this.#folder = file === ':memory:' ? undefined : `${file}.owners`;
  }

  /** Locks the owner's file; returns what lets go of it. */
  hold(owner: string): () => void {
    if (this.#folder === undefined) return () => undefined;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, owner);
    const database = new Database(path, { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
    return () => {
      rmSync(path, { force: true });
      database.close();
    };
  }

  /**
   * Returns what removes the traces of an owner that is gone, undefined where it lives. Nobody else finds it gone until
   * then.
   */
  ifGone(owner: string): (() => void) | undefined {
    if (this.#folder === undefined) return undefined;
    const path = join(this.#folder, owner);
    // Removed by whoever found it gone before, and was ended in the middle of that.
    if (!existsSync(path)) return () => undefined;
    const database = locked(path);
    if (!database) return undefined;
    return () => {
      rmSync(path, { force: true });
      database.close();
    };
  }
}

/** Undefined where somebody else has the lock, and where nobody can tell. */
function locked(path: string): Database.Database | undefined {
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { timeout: 0, fileMustExist: true });
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch {
    database?.close();
    return undefined;
  }
}
