import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import { followedBy } from './followed-by.ts';
import type { Contest, Measure } from './measure.ts';

/** A remote server's answer takes this long: a worker waits, and the processor has little to do. */
const answerMs = 80;
const hosts = 200;
const inboxesPerHost = 5;
const postsPerRound = 4;
const perRound = hosts * inboxesPerHost * postsPerRound;

export const workerMeasures: readonly Measure[] = [
  {
    name: 'deliveries/workers-2',
    title: 'posts to 1,000 inboxes on hosts that answer after 80 ms, two worker processes against one',
    goal: 'issue 3',
    bar: 1.6,
    unit: 'deliveries/s',
    prepare: twoAgainstOne,
  },
];

async function twoAgainstOne(progress: (what: string) => void): Promise<Contest> {
  await using stack = new AsyncDisposableStack();
  const side = async (workers: number) => {
    progress(`starting one process that answers and ${workers} that deliver`);
    const slow = stack.use(await SlowHosts.start());
    const web = stack.use(await PorticoProcess.start({ env: { PORTICO_ROLE: 'web' } }));
    await web.addActor('press', { kind: 'corporate' });
    const press = await web.c2s('press');
    const store = await openSqliteStore({ file: join(web.data, 'portico.sqlite') });
    await store.commits.commit(followedBy(press.actor, slow.inboxes));
    await store.close();
    const env = { PORTICO_ROLE: 'worker', PORTICO_ORIGIN: web.origin };
    for (let n = 0; n < workers; n += 1) stack.use(await PorticoProcess.start({ env, data: web.data }));
    return () => round(press, slow);
  };
  const product = await side(2);
  const baseline = await side(1);
  const running = stack.move();
  return { product, baseline, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Deliveries per second, from the first post to the last arrival. */
async function round(press: C2sClient, slow: SlowHosts): Promise<number> {
  const arrived = slow.next(perRound);
  const began = performance.now();
  for (let post = 0; post < postsPerRound; post += 1) {
    const answer = await press.post({ type: 'Note', content: 'good morning', to: [asPublic] });
    if (answer.status !== 201) throw new Error(`the post was answered with ${answer.status}`);
  }
  await arrived;
  return (perRound * 1_000) / (performance.now() - began);
}

/** Many servers of one process, each of which takes its time. */
class SlowHosts implements AsyncDisposable {
  readonly inboxes: readonly string[];
  readonly #servers: readonly Server[];
  #wanted = 0;
  #arrived: () => void = () => undefined;

  private constructor(servers: readonly Server[]) {
    this.#servers = servers;
    this.inboxes = servers.flatMap((server) => {
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      return Array.from({ length: inboxesPerHost }, (_, n) => `${origin}/users/${n}/inbox`);
    });
    for (const server of servers) {
      server.on('request', (request, response) => {
        request.resume();
        setTimeout(() => {
          response.writeHead(202).end();
          this.#wanted -= 1;
          if (this.#wanted === 0) this.#arrived();
        }, answerMs);
      });
    }
  }

  static async start(): Promise<SlowHosts> {
    const servers = Array.from({ length: hosts }, () => createServer());
    await Promise.all(
      servers.map((server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))),
    );
    return new SlowHosts(servers);
  }

  /** Resolves when as many more have been answered. */
  next(count: number): Promise<void> {
    this.#wanted = count;
    return new Promise((resolve) => {
      this.#arrived = resolve;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
  }
}
