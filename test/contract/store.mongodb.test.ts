import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { ServerStore } from '../../server/ports/index.ts';
import { howToRun, mongoServer } from '../support/ferretdb/server.ts';
import { openAt } from './open-at.ts';
import { storeContract } from './store.contract.ts';

const server = await mongoServer();
if (!server) process.stderr.write(`${howToRun}\n`);

(server ? describe : describe.skip)('the MongoDB store', () => {
  const opened: ServerStore[] = [];
  let database = '';

  beforeEach(() => {
    database = `portico-${randomUUID()}`;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await using client = new MongoClient(place());
    await client.db().dropDatabase();
  });
  afterAll(() => server?.stop());

  const place = (): string => server?.urlOf(database) ?? '';
  const open = async (): Promise<ServerStore> => {
    const store = await openAt(place());
    opened.push(store);
    return store;
  };

  storeContract(open, place, 4);
});
