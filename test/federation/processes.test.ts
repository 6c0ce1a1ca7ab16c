import { setTimeout as delay } from 'node:timers/promises';
import { openStoreAt } from '../../server/storage/open.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import { startSink } from '../support/sink.ts';
import { Stranger } from '../support/stranger.ts';

/** Processes of one server on one store: one that answers, and workers. */
describe('several processes on one store', () => {
  let outside: Stranger;
  let web: PorticoProcess;
  const started: PorticoProcess[] = [];

  const role = async (name: 'web' | 'worker', more: Record<string, string> = {}): Promise<PorticoProcess> => {
    const beside = started[0];
    const process = await PorticoProcess.start({
      env: {
        PORTICO_ROLE: name,
        ...(beside && { PORTICO_ORIGIN: beside.origin, PORTICO_STORE: beside.store }),
        ...more,
      },
      ...(beside && { data: beside.data }),
    });
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

  beforeEach(async () => {
    outside = await Stranger.start();
    web = await role('web');
    await web.addActor('anna');
  });
  afterEach(async () => {
    for (const process of started.splice(0).reverse()) await process.stop();
    await outside.stop();
  });

  it('share the work: what web accepts, a worker processes and delivers, woken at once', async () => {
    const anna = await web.c2s('anna');
    const ada = outside.actor('ada');
    await outside.deliver(`${anna.actor}/inbox`, outside.activity(ada, 'Follow', anna.actor));
    await anna.post({ type: 'Note', content: 'before there was a worker', to: [ada] });
    expect(outside.posted).toEqual([]);
    await role('worker');
    await until(() => received('Accept').length === 1 && received('Create').length === 1);
    await role('worker');
    const began = performance.now();
    await anna.post({ type: 'Note', content: 'with two of them', to: [asPublic] });
    await until(() => received('Create').length === 2);
    // A worker that looked by itself only would take a second on its own clock.
    expect(performance.now() - began).toBeLessThan(900);
  }, 60_000);

  it('take over at once what a killed one had under lease', async () => {
    const anna = await web.c2s('anna');
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
  }, 60_000);

  it('that are killed in the middle leave deliveries which the next start takes up at once', async () => {
    const sink = await startSink();
    sink.behave({ host: '127.0.0.1' }, { kind: 'hang', phase: 'before-answer' });
    const anna = await web.c2s('anna');
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
  }, 60_000);
});
