import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { openStoreAt } from '../../server/storage/open.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';

/** What clients were told, what followers got and what has a receipt, compared. */
export interface CrashReport {
  readonly cycles: number;
  readonly acknowledged: number;
  /** `<object> <path of the inbox>` of acknowledged posts that did not arrive while the campaign waited. */
  readonly lost: readonly string[];
  /** Deliveries and fan-outs still queued at the end: what is lost while none waits is lost for good, else it is late. */
  readonly waiting: number;
  /** Bodies that reached a follower and have no receipt. */
  readonly unreceipted: number;
  /** Posts that a policy stops and that reached a follower all the same. */
  readonly leaked: number;
  /** Deliveries beyond the first of one body to one inbox. */
  readonly repeated: number;
}

/** Does the report tell of a promise that was kept? */
export function isKept({ lost, unreceipted, leaked }: CrashReport): boolean {
  return lost.length + unreceipted + leaked === 0;
}

const stopped = 'card 4111 1111 1111 1111';

/** Posts that go on. */
export interface Posting {
  /** Resolves with the first answer, or when there will be none. */
  readonly firstAnswer: Promise<void>;
  readonly ended: Promise<void>;
}

/** Posts one after the other until the server is gone or `signal` says so; every third post must never leave. */
export function postUntilGone(
  client: C2sClient,
  acknowledged: Set<string>,
  cycle: number,
  signal?: AbortSignal,
): Posting {
  const { promise: firstAnswer, resolve } = Promise.withResolvers<void>();
  const post = async (): Promise<void> => {
    for (let n = 0; !signal?.aborted; n += 1) {
      const content = n % 3 === 2 ? stopped : `post ${cycle}.${n}`;
      const answer = await client.post({ type: 'Note', content, to: [asPublic] }).catch(() => undefined);
      if (!answer) return;
      if (answer.status === 201) acknowledged.add((answer.body['object'] as { id: string }).id);
      resolve();
    }
  };
  return { firstAnswer, ended: post().finally(resolve) };
}

/** A random moment while posts go on. Half of them count from the first answer, which a slow store is late to give. */
export async function someMoment({ firstAnswer }: Posting, random: () => number): Promise<void> {
  if (random() < 0.5) await firstAnswer;
  await delay(20 + random() * 400);
}

/** Ends a campaign once everything arrived, or did not in time; `place` is the address of its store, which nobody writes to. */
export async function concluded(
  { cycles, acknowledged }: { readonly cycles: number; readonly acknowledged: ReadonlySet<string> },
  { missing, sink, place }: { readonly missing: () => string[]; readonly sink: Sink; readonly place: string },
): Promise<CrashReport> {
  const store = await openStoreAt(place);
  const bodies = [...sink.arrivals.keys()];
  const digests = bodies.map((body) => createHash('sha256').update(body).digest('base64'));
  const receipts = await Promise.all(digests.map((digest) => store.releases.receipts(digest)));
  const { waiting, inFlight } = await store.deliveries.stats();
  const fanOuts = await store.fanOuts.waiting();
  await store.close();
  return {
    cycles,
    acknowledged: acknowledged.size,
    lost: missing(),
    waiting: waiting + inFlight + fanOuts,
    unreceipted: receipts.filter((found) => found.length === 0).length,
    leaked: bodies.filter((body) => body.includes('4111 1111')).length,
    repeated: sink.received - bodies.reduce((sum, body) => sum + (sink.arrivals.get(body)?.size ?? 0), 0),
  };
}

export async function until(condition: () => boolean, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('what was waited for did not happen in time');
    await delay(20);
  }
}

/** Inboxes that take everything and keep the bytes. */
export class Sink {
  readonly origin: string;
  /** Body, then the paths that it was sent to. */
  readonly arrivals = new Map<string, Set<string>>();
  /** `<object> <path>` of every Create that arrived. */
  readonly created = new Set<string>();
  received = 0;
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
        sink.#take(request.url ?? '', Buffer.concat(chunks).toString('utf8'));
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

  #take(path: string, body: string): void {
    this.received += 1;
    const paths = this.arrivals.get(body) ?? new Set();
    this.arrivals.set(body, paths.add(path));
    const { type, object } = JSON.parse(body) as { type: string; object: { id: string } };
    if (type === 'Create') this.created.add(`${object.id} ${path}`);
  }
}
