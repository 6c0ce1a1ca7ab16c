import { closeSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreUnavailable } from '../../../federation/ports/index.ts';
import { asUnavailable } from './faults.ts';
import { GroupCommit } from './group-commit.ts';
import { migrate } from './migrate.ts';

export type Durability = 'full' | 'normal';

const inMemory = ':memory:';
/** How long another process may write before ours gives up; blocks the event loop meanwhile. */
const busyMs = 5_000;
const mebibyte = 2 ** 20;
/** Pages of 4 KiB in the write-ahead log before they go to the data file: a page that many commits touch goes once. */
const checkpointPages = 8_000;

/**
 * One connection to the data file. Statements are prepared once; reads, grouped writes and leases turn faults of the disk
 * into `StoreUnavailable`.
 */
export class Connection {
  readonly #database: Database.Database;
  readonly #durability: Durability;
  readonly #group: GroupCommit;
  readonly #version;

  /** Opens or makes the data file and brings it up to this version. Throws `StoreUnavailable` with what to do. */
  constructor(file: string, durability: Durability) {
    this.#durability = durability;
    try {
      this.#database = open(file, durability);
    } catch (error) {
      throw asUnavailable(error);
    }
    this.#group = new GroupCommit(this.#database, inPlace(file));
    this.#version = this.#database.prepare<[], number>('PRAGMA data_version').pluck();
  }

  prepare<Parameters extends unknown[], Row = unknown>(sql: string): Database.Statement<Parameters, Row> {
    return this.#database.prepare<Parameters, Row>(sql);
  }

  /** Another number than before where another connection has committed since. Within `read`. */
  version(): number {
    return this.#version.get() ?? 0;
  }

  async read<T>(work: () => T): Promise<T> {
    try {
      this.#assertOpen();
      return work();
    } catch (error) {
      throw asUnavailable(error);
    }
  }

  /** Durable when it resolves. Shares its transaction with the other writes of this turn of the event loop. */
  write<T>(work: () => T): Promise<T> {
    return this.#group.write(work);
  }

  /**
   * A transaction of its own that isn't flushed to the disk: for leases, which may be lost with the machine because
   * whoever held them is lost with it. The next write flushes it along.
   */
  async lease<T>(work: () => T): Promise<T> {
    try {
      this.#assertOpen();
      this.#database.pragma('synchronous = NORMAL');
      return this.#database.transaction(work).immediate();
    } catch (error) {
      throw asUnavailable(error);
    } finally {
      if (this.#database.open) this.#database.pragma(`synchronous = ${this.#durability}`);
    }
  }

  async close(): Promise<void> {
    if (!this.#database.open) return;
    this.#group.close();
    this.#database.close();
  }

  #assertOpen(): void {
    if (!this.#database.open) throw new StoreUnavailable('the store is closed');
  }
}

function open(file: string, durability: Durability): Database.Database {
  // SQLite would make it readable by everyone; its side files take over the rights of the data file.
  if (file !== inMemory) closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file, { timeout: busyMs });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${durability}`);
    database.pragma('foreign_keys = ON');
    database.pragma('trusted_schema = OFF');
    database.pragma(`cache_size = ${-64 * 1024}`);
    database.pragma(`mmap_size = ${256 * mebibyte}`);
    database.pragma(`wal_autocheckpoint = ${checkpointPages}`);
    database.pragma(`journal_size_limit = ${64 * mebibyte}`);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLite goes on writing into a file that was deleted or replaced, where nobody will find it again. */
function inPlace(file: string): () => void {
  if (file === inMemory) return () => undefined;
  const opened = statSync(file).ino;
  return () => {
    if (statSync(file, { throwIfNoEntry: false })?.ino === opened) return;
    throw new StoreUnavailable('the data file was moved or deleted: put it back, then start again');
  };
}
