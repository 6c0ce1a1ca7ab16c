import { setTimeout as delay } from 'node:timers/promises';
import { openStoreAt } from '../../server/storage/open.ts';
import { Browser } from '../support/portico/browser-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import { storeEnv } from '../support/portico/store-env.ts';
import { startSink } from '../support/sink.ts';
import { Stranger } from '../support/stranger.ts';

/** Processes of one server on one store: one that answers, and workers. */
describe('several processes on one store', () => {
  let outside: Stranger;
  let web: PorticoProcess;
  let anna: C2sClient;
  const started: PorticoProcess[] = [];

  const role = async (name: 'web' | 'worker', preload?: URL): Promise<PorticoProcess> => {
    const env = { PORTICO_ROLE: name, PORTICO_ORIGIN: web.origin, PORTICO_STORE: web.store };
    const process = await PorticoProcess.start({ env, data: web.data, ...(preload && { preload }) });
    started.push(process);
    return process;
  };
  const until = async (holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> => {
    const deadline = performance.now() + withinMs;
    while (!(await holds())) {
      if (performance.now() > deadline) throw new Error('what was waited for did not happen in time');
      await delay(10);
    }
  };
  const received = (type: string) => outside.posted.filter(({ body }) => body['type'] === type);
  const openStore = () => openStoreAt(web.store);
  /** How soon a process is known to be gone: at once on the embedded store, on another after 15 s without a heartbeat. */
  const goneMs = () => (web.store.startsWith('sqlite:') ? 0 : 15_000);

  beforeAll(async () => {
    web = await PorticoProcess.start({ env: { PORTICO_ROLE: 'web' } });
    await web.addActor('anna');
    anna = await web.c2s('anna');
  }, 120_000);
  beforeEach(async () => {
    outside = await Stranger.start();
  });
  afterEach(async () => {
    for (const process of started.splice(0).reverse()) await process.stop();
    await outside.stop();
  }, 60_000);
  afterAll(() => web.stop());

  it('share the work: what web accepts, a worker processes and delivers, woken at once', async () => {
    const ada = outside.actor('ada');
    await outside.deliver(`${anna.actor}/inbox`, outside.activity(ada, 'Follow', anna.actor));
    await anna.post({ type: 'Note', content: 'before there was a worker', to: [ada] });
    expect(outside.posted).toEqual([]);
    await role('worker');
    await until(() => received('Accept').length === 1 && received('Create').length === 1);
    await role('worker');
    const took: number[] = [];
    for (const turn of [2, 3, 4]) {
      const began = performance.now();
      await anna.post({ type: 'Note', content: 'with two of them', to: [asPublic] });
      await until(() => received('Create').length === turn);
      took.push(performance.now() - began);
    }
    // One that looked by itself only would find each post a second after the one before.
    expect(Math.min(...took)).toBeLessThan(900);
  }, 120_000);

  it('take over at once what a killed one had under lease', async () => {
    const ada = outside.actor('ada');
    const store = await openStore();
    // As a worker that was killed in the middle leaves it: enlisted, its lock gone, its lease running for an hour.
    const gone = await openStore();
    await gone.owners.enlist('gone');
    await anna.post({ type: 'Note', content: 'taken by a worker that ended', to: [ada] });
    const claimed = await gone.deliveries.claim({
      ...{ owner: 'gone', now: Date.now() + 1000, leaseMs: 3_600_000, limit: 1, perHost: 1, withoutHosts: [] },
    });
    expect(claimed).toHaveLength(1);
    const worker = await role('worker');
    await until(async () => (await store.deliveries.stats()).inFlight === 1);
    expect(outside.posted).toEqual([]);
    await gone.close();
    await until(() => received('Create').length === 1, 10_000 + goneMs());
    await worker.kill();
    await store.close();
  }, 120_000);

  it('that are killed in the middle leave deliveries which the next start takes up at once', async () => {
    const sink = await startSink();
    sink.behave({ host: '127.0.0.1' }, { kind: 'hang', phase: 'before-answer' });
    const ada = outside.actor('ada', { inbox: `http://127.0.0.1:${sink.port}/inbox` });
    const worker = await role('worker');
    await anna.post({ type: 'Note', content: 'on its way when the worker is killed', to: [ada] });
    await sink.until((requests) => requests.length === 1);
    await worker.kill();
    sink.release();
    const killed = performance.now();
    await worker.launch();
    await sink.until((requests) => requests.length === 2);
    // Its lease would have run for half a minute.
    expect(performance.now() - killed).toBeLessThan(20_000 + goneMs());
    await sink.close();
  }, 120_000);

  it('let as many tries at a password through as one', async () => {
    await web.setPassword('anna', 'right and long enough');
    const other = await role('web');
    const attempt = (origin: string, password: string) =>
      new Browser(origin).submit('/sign-in', { name: 'anna', password });
    const tried = Array.from({ length: 12 }, (_, n) => attempt([web, other][n % 2]!.origin, 'wrong'));
    const statuses = (await Promise.all(tried)).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    for (const { origin } of [web, other]) {
      expect((await attempt(origin, 'right and long enough')).status).toBe(429);
    }
  }, 120_000);

  // On one machine its clock is the store's.
  (storeEnv()['PORTICO_STORE'] === undefined ? it.skip : it)(
    'go by the time of the store, wherever their own clocks were set',
    async () => {
      const ahead = await role('web', new URL('../support/portico/clock-ahead.ts', import.meta.url));
      const posted = await fetch(`${ahead.origin}/users/anna/outbox`, {
        method: 'POST',
        headers: { authorization: `Bearer ${anna.token}`, 'content-type': 'application/activity+json' },
        body: JSON.stringify({ type: 'Note', content: 'by the clock of the store', to: [asPublic] }),
      });
      expect(posted.status).toBe(201);
      const { published } = (await posted.json()) as { published: string };
      expect(Math.abs(Date.parse(published) - Date.now())).toBeLessThan(60_000);
    },
    120_000,
  );
});
