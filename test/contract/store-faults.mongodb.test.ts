import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { StoreUnavailable } from '../../federation/ports/index.ts';
import type { ServerStore } from '../../server/ports/index.ts';
import { openMongoStore } from '../../server/storage/mongodb/index.ts';
import { ferretDbIsBuilt, type MongoServer, startFerretDb } from '../support/ferretdb/server.ts';
import { TcpProxy, tcpFaults } from '../support/tcp-proxy.ts';
import { at } from './samples.ts';
import { storeFaults } from './store-faults.ts';
import { partsOf, submission, whole } from './submission.ts';

const available = ferretDbIsBuilt();
if (!available && process.env['PORTICO_TEST_MONGODB_URL'])
  process.stderr.write('tests that end the MongoDB server are skipped: run `npm run ferretdb` (needs Go)\n');
const noAnswer = /^the MongoDB server does not answer: start it, or check PORTICO_STORE and the network between$/;

/** On a FerretDB of its own, which the test may end. */
(available ? describe : describe.skip)('a MongoDB server', () => {
  const opened: ServerStore[] = [];
  let server: MongoServer;
  let folder: string;
  let url: string;
  const open = async (address = url): Promise<ServerStore> => {
    const store = await openMongoStore({ url: address });
    opened.push(store);
    return store;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portico-mongo-'));
    server = await startFerretDb({ folder });
    url = server.urlOf(`portico-${randomUUID()}`);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('that is not there is told of in one line, without the password', async () => {
    const error = await openMongoStore({ url: 'mongodb://user:hunter2@127.0.0.1:1/portico' }).catch((reason) => reason);
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error.message).toMatch(noAnswer);
  });

  it('that goes away refuses what it did not keep, and is used again within five seconds of its return', async () => {
    const store = await open();
    await store.commits.commit(submission('before').changes);
    const { port } = new URL(url);
    await server.stop();
    await expect(store.commits.commit(submission('during').changes)).rejects.toThrow(noAnswer);
    await expect(store.check()).rejects.toBeInstanceOf(StoreUnavailable);
    server = await startFerretDb({ folder, port: Number(port) });
    const returned = performance.now();
    await store.commits.commit(submission('after').changes);
    expect(performance.now() - returned).toBeLessThan(5_000);
    expect([await partsOf('before', store), await partsOf('after', store)]).toEqual([whole, whole]);
  });

  it('that is cut off, torn away, stalled and half-open in turn loses nothing and leaves nothing by halves', async () => {
    const look = await open();
    const proxied = new URL(url);
    await using proxy = await TcpProxy.to(Number(proxied.port));
    proxied.port = String(proxy.port);
    const store = await open(proxied.href);
    const kinds = [...tcpFaults, ...tcpFaults];
    let state = 5;
    const random = (): number => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    const report = await storeFaults({ store, look, proxy, kinds }, kinds.length, random);
    expect(report).toMatchObject({ faults: kinds.length, lost: [], halved: [] });
    expect(report.acknowledged).toBeGreaterThan(kinds.length);
    expect(report.slowestRecovery).toBeLessThan(5_000);
  });

  it('whose database is a newer Portico’s or another program’s is refused in one line, and left as it is', async () => {
    await (await open()).close();
    await using client = new MongoClient(url);
    const settings = client.db().collection<{ _id: string }>('settings');
    await settings.updateOne({ _id: 'schema' }, { $set: { version: 99 } });
    await expect(openMongoStore({ url })).rejects.toThrow(/^the database was written by a newer Portico \(step 99/);
    await client.db('recipes').collection('cakes').insertOne({ name: 'lemon' });
    const other = server.urlOf('recipes');
    await expect(openMongoStore({ url: other })).rejects.toThrow(/^the database belongs to another program/);
    expect((await client.db('recipes').listCollections().toArray()).map(({ name }) => name)).toEqual(['cakes']);
  });

  it('whose writer ended in the middle of a unit has it finished by whoever comes next', async () => {
    await (await open()).close();
    await using client = new MongoClient(url, { promoteBuffers: true });
    const settings = client.db().collection<{ _id: string; [name: string]: unknown }>('settings');
    const { intentOf } = await import('../../server/storage/mongodb/intent.ts');
    const intent = intentOf(submission('left').changes, 1_000);
    await settings.updateOne({ _id: 'writer' }, { $set: { owner: 'gone', until: at, intent } });
    expect(await partsOf('left', await open())).toEqual(whole);
  });
});
