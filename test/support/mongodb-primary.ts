import { Binary, type Document } from 'mongodb';
import type { ServerStore } from '../../server/ports/index.ts';
import { openMongoStore } from '../../server/storage/mongodb/index.ts';
import { delivery, press } from '../contract/samples.ts';
import { type Answer, MongoWire } from './mongodb-wire.ts';

/** What is asked of a collection, by the name of the command. */
const commands = ['find', 'aggregate', 'findAndModify', 'update', 'insert', 'delete', 'distinct', 'count'];
/** A replica set that knows one follower, whose deliveries are old and whose fan-out waits; it writes down what it is asked. */
export class Primary implements AsyncDisposable {
  readonly asked: Document[] = [];
  /** Comes before every other answer. */
  instead: Answer = () => undefined;
  readonly #stack = new AsyncDisposableStack();

  async open(): Promise<ServerStore> {
    const wire = this.#stack.use(await MongoWire.start(this.#answer));
    const store = await openMongoStore({ url: wire.url });
    this.#stack.defer(() => store.close());
    return store;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }

  readonly #answer = async (command: Document): Promise<Document | undefined> => {
    this.asked.push(command);
    const given = await this.instead(command);
    if (given) return given;
    if ('hello' in command || 'ismaster' in command) return { logicalSessionTimeoutMinutes: 30 };
    if ('findAndModify' in command)
      return { ok: 1, value: { _id: 'one', n: 1_000, key: new Binary(Buffer.alloc(16)) } };
    if ('find' in command)
      return { ok: 1, cursor: { id: 0n, ns: `portico.${command['find']}`, firstBatch: found(command) } };
    if ('distinct' in command) return { ok: 1, values: [] };
    if ('update' in command) return { ok: 1, ...updated(command['updates']) };
    return 'insert' in command || 'delete' in command ? { ok: 1, n: 1 } : undefined;
  };

  /** Commands about collections, each with the collection. */
  get work(): (readonly [collection: string, command: Document])[] {
    return this.asked.flatMap((command) => {
      const name = commands.find((known) => known in command);
      return name === undefined ? [] : [[String(command[name]), command] as const];
    });
  }

  get upserts(): (readonly [collection: string, filter: Document])[] {
    return this.work.flatMap(([collection, { updates = [] }]) =>
      (updates as Document[]).filter(({ upsert }) => upsert).map(({ q }) => [collection, q] as const),
    );
  }
}

function updated(updates: readonly Document[]): Document {
  const upserted = updates.flatMap(({ upsert }, index) => (upsert ? [{ index, _id: 'made' }] : []));
  return { n: updates.length, nModified: updates.length - upserted.length, upserted };
}

function found({ find, filter }: Document): Document[] {
  if (find === 'activities')
    return [{ _id: filter._id, type: 'Follow', actor: 'https://a.example/ben', objects: [press] }];
  if (find === 'objects') return [{ _id: filter._id, inbox: 'https://a.example/inbox', node: '{}' }];
  if (find === 'fan_outs' && !filter.release) return [{ _id: 'f', release: 'r' }];
  if (find === 'deliveries' && filter._id) return [{ _id: 'd', ...delivery(), state: 'delivered' }];
  if (find === 'receipts' && filter.subject) return [{ _id: 'r', subject: filter.subject }];
  return [];
}
