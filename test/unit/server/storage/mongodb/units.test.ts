import { readFileSync } from 'node:fs';
import type { Document } from 'mongodb';
import { StoreUnavailable } from '../../../../../federation/ports/index.ts';
import type { ServerChange } from '../../../../../server/ports/index.ts';
import { activity, actor, at, deliveriesTo, inbound, press } from '../../../../contract/samples.ts';
import { submission } from '../../../../contract/submission.ts';
import { Primary } from '../../../../support/mongodb-primary.ts';

/** Numbers that are taken outside of a transaction, so that no two units wait for each other. */
const outside = ['settings', 'sender_times'];

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
    const beside = primary.work.filter(([, { autocommit }]) => autocommit === undefined).map(([, command]) => command);
    expect(beside.length).toBeGreaterThan(0);
    for (const { readConcern, writeConcern } of beside)
      expect(readConcern ?? writeConcern).toEqual(writeConcern ? { w: 'majority', j: true } : { level: 'majority' });
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
