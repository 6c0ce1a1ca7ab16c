import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import { Stranger } from '../support/stranger.ts';

export interface CrashReport {
  readonly cycles: number;
  readonly acknowledged: number;
  /** Acknowledged posts that did not reach the follower while the campaign waited. */
  readonly lost: readonly string[];
  /** Deliveries still queued at the end: what is lost while none waits is lost for good, else it is late. */
  readonly waiting: number;
  /** Bodies that reached the follower and have no receipt. */
  readonly unreceipted: number;
  /** Posts that a policy stops and that reached the follower all the same. */
  readonly leaked: number;
  /** Deliveries beyond the first of one body. */
  readonly repeated: number;
}

const stopped = 'card 4111 1111 1111 1111';

/**
 * Kills the server (SIGKILL) at a random moment of posting and delivering, over and over on one data folder, and compares
 * what clients were told, what a follower got, and what has a receipt.
 */
export async function crashCampaign(
  cycles: number,
  random: () => number,
  tell: (line: string) => void,
): Promise<CrashReport> {
  await using follower = await Stranger.start();
  const sink = await Sink.start();
  const acknowledged = new Set<string>();
  await using portico = await PorticoProcess.start();
  await portico.addActor('anna');
  const anna = await portico.c2s('anna');
  const ada = follower.actor('ada', { inbox: `${sink.origin}/inbox` });
  await follower.deliver(`${anna.actor}/inbox`, follower.activity(ada, 'Follow', anna.actor));
  await until(() => sink.bodies.some((body) => body.includes('"Accept"')), 20_000);
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const posting = postUntilKilled(anna, acknowledged, cycle);
    await delay(20 + random() * 400);
    await portico.kill();
    await posting;
    await portico.launch();
    if (cycle % 10 === 0) tell(`${cycle} of ${cycles} cycles, ${acknowledged.size} posts acknowledged`);
  }
  const arrived = (): Set<string> => new Set(sink.bodies.flatMap((body) => objectId(body) ?? []));
  await until(() => [...acknowledged].every((id) => arrived().has(id)), 180_000).catch(() => undefined);
  await portico.kill();
  const { unreceipted, waiting } = await examine(join(portico.data, 'portico.sqlite'), sink.bodies);
  await sink.stop();
  await portico.stop();
  return {
    cycles,
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter((id) => !arrived().has(id)),
    waiting,
    unreceipted,
    leaked: sink.bodies.filter((body) => body.includes('4111 1111')).length,
    repeated: sink.bodies.length - new Set(sink.bodies).size,
  };
}

/** Posts one after the other until the server is gone; every third post is one that must never leave. */
async function postUntilKilled(client: C2sClient, acknowledged: Set<string>, cycle: number): Promise<void> {
  for (let n = 0; ; n += 1) {
    const content = n % 3 === 2 ? stopped : `post ${cycle}.${n}`;
    const answer = await client.post({ type: 'Note', content, to: [asPublic] }).catch(() => undefined);
    if (!answer) return;
    if (answer.status === 201) acknowledged.add((answer.body['object'] as { id: string }).id);
  }
}

async function examine(file: string, bodies: readonly string[]): Promise<{ unreceipted: number; waiting: number }> {
  const store = await openSqliteStore({ file });
  const digests = new Set(bodies.map((body) => createHash('sha256').update(body).digest('base64')));
  const receipts = await Promise.all([...digests].map((digest) => store.releases.receipts(digest)));
  const stats = await store.deliveries.stats();
  await store.close();
  const unreceipted = receipts.filter((found) => found.length === 0).length;
  return { unreceipted, waiting: stats.waiting + stats.inFlight };
}

function objectId(body: string): string | undefined {
  const { type, object } = JSON.parse(body) as { type: string; object: { id: string } };
  return type === 'Create' ? object.id : undefined;
}

async function until(condition: () => boolean, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('what was waited for did not happen in time');
    await delay(20);
  }
}

/** An inbox that takes everything and keeps the bytes. */
class Sink {
  readonly origin: string;
  readonly bodies: string[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<Sink> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const sink = new Sink(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        sink.bodies.push(Buffer.concat(chunks).toString('utf8'));
        response.writeHead(202).end();
      });
    });
    return sink;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
