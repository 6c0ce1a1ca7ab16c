import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { ServerStore } from '../../server/ports/index.ts';
import { openMongoStore } from '../../server/storage/mongodb/index.ts';
import { howToRun, mongoServer, whatIsTested } from '../support/ferretdb/server.ts';
import { openAt } from './open-at.ts';
import { at } from './samples.ts';
import { storeContract } from './store.contract.ts';

const server = await mongoServer();
process.stderr.write(`${server ? await whatIsTested(server.urlOf('portico')) : howToRun}\n`);

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

  /** A handle of a process that knows the server's time so many milliseconds too late. */
  const behind = async (lateMs: number): Promise<ServerStore> => {
    const store = await openMongoStore({ url: place(), clock: () => at - lateMs });
    opened.push(store);
    return store;
  };

  storeContract(open, place, { cycles: 4, acknowledgements: 40 });

  describe('the time', () => {
    const lease = { name: 'recall', leaseMs: 60_000 };

    it('is the server’s, whatever the clock of a process says', async () => {
      const { now } = Date;
      const asked = now();
      Date.now = () => asked + 3_600_000;
      const told = await (await open()).time().finally(() => {
        Date.now = now;
      });
      expect(Math.abs(told - asked)).toBeLessThan(60_000);
      expect(await (await behind(0)).time()).toBe(at);
    });

    it('that a process knows a little too late gives it no lease that another took a moment ago', async () => {
      const [first, late] = [await behind(0), await behind(9_999)];
      const held = await first.leases.acquire({ ...lease, owner: 'a' });
      expect(held).toBeDefined();
      expect(await late.leases.acquire({ ...lease, owner: 'b' })).toBeUndefined();
      expect(await first.leases.renew(held!, 60_000)).toBe(true);
    });

    it('that was set back keeps nobody out for longer than a lease was taken for', async () => {
      await (await behind(0)).leases.acquire({ ...lease, owner: 'a' });
      const setBack = await behind(3_600_000);
      expect(await setBack.leases.acquire({ ...lease, owner: 'b' })).toMatchObject({ owner: 'b', fence: 2 });
    });
  });
});
