import { type ClientSession, type Collection, type Db, type Document, MongoClient, MongoServerError } from 'mongodb';
import { StoreUnavailable } from '../../../federation/ports/index.ts';
import { mendDriverWrites } from './driver-writes.ts';
import { asUnavailable } from './faults.ts';
import { inspectServer, type ServerFacts } from './server-facts.ts';

/** Handed to each operation of a unit of work: with a session it is part of that transaction. */
export interface Within {
  readonly session?: ClientSession;
}

/**
 * Which one document: by its id, and in a transaction by the shard key of its collection (docs/scale.md) as well, which an
 * upsert on shards has to name. Where there are no transactions there are no shards, and FerretDB finds by the id alone.
 */
export function oneOf<Key extends object>(_id: string, shardKey: Key, { session }: Within): { _id: string } | Key {
  return session ? { ...shardKey, _id } : { _id };
}

/** How long a server that takes writes is looked for. */
const selectionMs = 4_000;
/** How long a connection may take, and the answer of a server that is asked whether it is there. */
const connectMs = 2_000;
/** How long an answer is waited for; the driver asks a second time where that can't do anything twice. */
const answerMs = 5_000;
/** How long a transaction that meets others is begun again. */
const againMs = 10_000;
/** Name of the database where the URL names none. */
const databaseName = 'portico';

/**
 * One client of the server. What it acknowledges is in the journals of a majority, and what it reads can't be rolled back.
 * Faults of the server and of the network between turn into `StoreUnavailable`.
 */
export class Connection {
  readonly #client: MongoClient;
  readonly #db: Db;
  readonly facts: ServerFacts;
  #closed = false;

  private constructor(client: MongoClient, facts: ServerFacts) {
    this.#client = client;
    this.#db = databaseOf(client);
    this.facts = facts;
  }

  /** Throws `StoreUnavailable` with what to do where the server does not answer or will not do. */
  static async open(url: string): Promise<Connection> {
    mendDriverWrites();
    let client: MongoClient | undefined;
    try {
      client = new MongoClient(url, {
        appName: 'portico',
        ignoreUndefined: true,
        promoteBuffers: true,
        readConcern: { level: 'majority' },
        writeConcern: { w: 'majority', journal: true },
        readPreference: 'primary',
        retryReads: true,
        retryWrites: true,
        serverSelectionTimeoutMS: selectionMs,
        connectTimeoutMS: connectMs,
        waitQueueTimeoutMS: selectionMs,
        socketTimeoutMS: answerMs,
        heartbeatFrequencyMS: 2_000,
        maxPoolSize: 50,
        maxIdleTimeMS: 60_000,
      });
      return new Connection(client, await inspectServer(databaseOf(client)));
    } catch (error) {
      await client?.close();
      throw asUnavailable(error);
    }
  }

  collection<T extends Document>(name: string): Collection<T> {
    return this.#db.collection<T>(name);
  }

  /** Makes a collection; nothing where another process was faster. */
  createCollection(name: string): Promise<void> {
    return unless('NamespaceExists', this.#db.createCollection(name));
  }

  /** Nothing where another process was faster. */
  dropIndex(collection: string, name: string): Promise<void> {
    return unless('IndexNotFound', this.#db.collection(collection).dropIndex(name));
  }

  /** Names of the collections that are there. */
  async names(): Promise<string[]> {
    const found = await this.#db.listCollections({}, { nameOnly: true }).toArray();
    return found.map(({ name }) => name);
  }

  /** Milliseconds since the epoch by the server's clock. */
  async serverTime(): Promise<number> {
    const { localTime } = await this.#db.command({ hello: 1 });
    return localTime instanceof Date ? localTime.getTime() : Date.now();
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new StoreUnavailable('the store is closed');
    try {
      return await work();
    } catch (error) {
      throw asUnavailable(error);
    }
  }

  /**
   * Everything that `work` does with the session is seen at once or not at all. `work` is run again after a conflict, but
   * not for two minutes as the driver would: somebody waits.
   */
  async transaction(work: (within: Within) => Promise<void>): Promise<void> {
    const last = performance.now() + againMs;
    const attempt = async (within: Within): Promise<void> => {
      try {
        await work(within);
      } catch (error) {
        throw performance.now() < last ? error : asUnavailable(error);
      }
    };
    await this.#client.withSession((session) =>
      session.withTransaction(() => attempt({ session }), {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority', journal: true },
        readPreference: 'primary',
      }),
    );
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#client.close();
  }
}

async function unless(codeName: string, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.codeName !== codeName) throw error;
  }
}

function databaseOf(client: MongoClient): Db {
  const { dbName } = client.options;
  return client.db(dbName === 'test' ? databaseName : dbName);
}
