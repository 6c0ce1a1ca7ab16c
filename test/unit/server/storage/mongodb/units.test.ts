import { readFileSync } from 'node:fs';
import { Binary, type Document } from 'mongodb';
import { StoreUnavailable } from '../../../../../federation/ports/index.ts';
import type { ServerChange, ServerStore } from '../../../../../server/ports/index.ts';
import { openMongoStore } from '../../../../../server/storage/mongodb/index.ts';
import { activity, actor, at, deliveriesTo, delivery, inbound, press } from '../../../../contract/samples.ts';
import { submission } from '../../../../contract/submission.ts';
import { type Answer, MongoWire } from '../../../../support/mongodb-wire.ts';

/** What is asked of a collection, by the name of the command. */
const commands = ['find', 'aggregate', 'findAndModify', 'update', 'insert', 'delete', 'distinct', 'count'];
/** Numbers that are taken outside of a transaction, so that no two units wait for each other. */
const outside = ['settings', 'sender_times'];

/** A replica set that knows one follower, whose deliveries are old and whose fan-out waits; it writes down what it is asked. */
class Primary implements AsyncDisposable {
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
  if (find === 'objects') return [{ _id: filter._id, inbox: 'https://a.example/inbox' }];
  if (find === 'fan_outs' && !filter.release) return [{ _id: 'f', release: 'r' }];
  if (find === 'deliveries' && filter._id) return [{ _id: 'd', ...delivery(), state: 'delivered' }];
  if (find === 'receipts' && filter.subject) return [{ _id: 'r', subject: filter.subject }];
  return [];
}

/** Everything that leads to upserts in collections that can be sharded, and what reads before it writes. */
const unit: readonly ServerChange[] = [
  ...submission('anna').changes,
  { change: 'object.replace', node: actor('https://a.example/ben') },
  { change: 'activity.replace', node: activity({ type: 'Follow' }) },
  { change: 'member.add', collection: `${press}/followers`, activity: 'https://a.example/follow' },
  { change: 'release.withdraw', subject: 'https://acme.example/objects/1' },
  { change: 'deliveries.add', deliveries: deliveriesTo('b.example', 3), at },
  { change: 'deliveries.prune', ids: ['d'] },
  { change: 'listing.add', listing: 'account:anna', item: 'https://acme.example/objects/1', position: '1' },
  { change: 'listing.forget', item: 'https://acme.example/objects/2' },
  { change: 'id.put', iri: 'https://acme.example/objects/1', id: '1' },
  { change: 'search.put', item: 'https://acme.example/objects/1', text: 'a word' },
  { change: 'clientData.put', owner: press, kind: 'marker', key: 'home', value: 1, expiresAt: at },
];

/** Collection and the fields of its shard key, from the table in docs/scale.md; `hashed` says whether it is hashed. */
function shardKeys(): Map<string, { readonly fields: readonly string[]; readonly hashed: boolean }> {
  const text = readFileSync(new URL('../../../../../docs/scale.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| `\{ (.+?) \}` \|/gm)];
  return new Map(
    rows.flatMap(([, names = '', key = '']) => {
      const fields = key.split(', ').map((field) => field.split(':')[0] ?? '');
      return names.split(', ').map((name) => [name.replaceAll('`', ''), { fields, hashed: key.includes('hashed') }]);
    }),
  );
}

describe('a unit of work on a replica set', () => {
  it('is one transaction, in which everything is read and written, by majority and journal', async () => {
    await using primary = new Primary();
    const store = await primary.open();
    primary.asked.length = 0;
    await store.commits.commit(unit);
    const numbers = primary.work
      .filter(([collection]) => !outside.includes(collection))
      .map(([, { txnNumber }]) => txnNumber);
    expect(new Set(numbers).size).toBe(1);
    expect(numbers.length).toBeGreaterThan(unit.length);
    const within = primary.work.filter(([, { autocommit }]) => autocommit === false);
    expect(within).toHaveLength(numbers.length);
    expect(within[0]?.[1]).toMatchObject({ startTransaction: true, readConcern: { level: 'snapshot' } });
    const ends = primary.asked.filter((command) => 'commitTransaction' in command);
    expect(ends).toMatchObject([{ txnNumber: numbers[0], writeConcern: { w: 'majority', j: true } }]);
  });

  it('begins again, whole, when it met another one', async () => {
    await using primary = new Primary();
    const store = await primary.open();
    primary.instead = (command) => {
      if (command['update'] !== 'accounts') return undefined;
      primary.instead = () => undefined;
      return { ok: 0, code: 112, codeName: 'WriteConflict', errmsg: 'met', errorLabels: ['TransientTransactionError'] };
    };
    await store.commits.commit(unit);
    const accounts = primary.work.filter(([collection, command]) => collection === 'accounts' && 'update' in command);
    expect(new Set(accounts.map(([, { txnNumber }]) => txnNumber)).size).toBe(2);
    expect(primary.asked.filter((command) => 'commitTransaction' in command)).toHaveLength(1);
  });

  it('is refused in the end where it meets others again and again', async () => {
    await using primary = new Primary();
    const store = await primary.open();
    const { now } = performance;
    let attempts = 0;
    primary.instead = (command) => {
      if (command['update'] !== 'accounts') return undefined;
      attempts += 1;
      if (attempts === 2) performance.now = () => now.call(performance) + 60_000;
      return { ok: 0, code: 112, codeName: 'WriteConflict', errmsg: 'met', errorLabels: ['TransientTransactionError'] };
    };
    const refused = expect(store.commits.commit(unit)).rejects.toBeInstanceOf(StoreUnavailable);
    await refused.finally(() => {
      performance.now = now;
    });
    expect(attempts).toBe(2);
  });

  it.each([true, false])('whose answer was lost is acknowledged where its mark is there: %s', async (isThere) => {
    await using primary = new Primary();
    const store = await primary.open();
    primary.instead = (command) => {
      if ('commitTransaction' in command)
        return {
          ok: 0,
          code: 50,
          codeName: 'MaxTimeMSExpired',
          errmsg: 'slow',
          errorLabels: ['UnknownTransactionCommitResult'],
        };
      if (command['find'] !== 'commit_marks') return undefined;
      const firstBatch = isThere ? [{ _id: command['filter']._id }] : [];
      return { ok: 1, cursor: { id: 0n, ns: 'portico.commit_marks', firstBatch } };
    };
    const committed = store.commits.commit(unit);
    if (isThere) await expect(committed).resolves.toBeUndefined();
    else await expect(committed).rejects.toBeInstanceOf(StoreUnavailable);
  });
});

describe('what a store asks of shards', () => {
  it('names the shard key of docs/scale.md wherever something is put', async () => {
    await using primary = new Primary();
    const store = await primary.open();
    await store.commits.commit(unit);
    await store.inbound.accept(inbound());
    const keys = shardKeys();
    const puts: (readonly [string, Document])[] = [
      ...primary.upserts,
      ...primary.work.flatMap(([name, { documents = [] }]) =>
        (documents as Document[]).map((one) => [name, one] as const),
      ),
    ];
    const sharded = puts.filter(([name]) => keys.has(name));
    expect([...new Set(sharded.map(([name]) => name))].toSorted()).toEqual([...keys.keys()].toSorted());
    const untargeted = sharded.filter(([name, put]) =>
      keys.get(name)?.fields.some((field) => put[field] === undefined),
    );
    expect(untargeted).toEqual([]);
  });

  it('has unique indexes that begin with it', async () => {
    await using primary = new Primary();
    await primary.open();
    const keys = shardKeys();
    const unique = primary.asked.flatMap(({ createIndexes: name, indexes = [] }) =>
      (indexes as Document[])
        .filter((one) => one['unique'])
        .map(({ key }) => [String(name), Object.keys(key)] as const),
    );
    const sharded = unique.filter(([name]) => keys.has(name));
    expect(sharded.length).toBeGreaterThan(0);
    for (const [name, fields] of sharded) {
      const { fields: shardKey = [], hashed } = keys.get(name) ?? {};
      expect({ name, hashed, begins: fields.slice(0, shardKey.length) }).toEqual({
        name,
        hashed: false,
        begins: shardKey,
      });
    }
  });

  it('is asked of collections that were made at the start, since none can be made in a transaction', async () => {
    await using primary = new Primary();
    const store = await primary.open();
    const made = new Set(primary.asked.flatMap(({ create }) => (create === undefined ? [] : [String(create)])));
    primary.asked.length = 0;
    await store.commits.commit(unit);
    const used = new Set(primary.work.map(([collection]) => collection));
    expect([...used].filter((name) => name !== 'settings' && !made.has(name))).toEqual([]);
  });
});
