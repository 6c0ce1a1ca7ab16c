import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import type { Parameters } from '../../http/parameters.ts';
import { turnAway, type UpgradeRoute } from '../../http/upgrade.ts';
import type { MastodonParts } from '../door.ts';
import { openFeed, type StatusFeed } from './feed.ts';
import type { Streams } from './open-streams.ts';
import { streamOf, type Wisher } from './streams.ts';
import { type Admitted, whoWishes } from './wisher.ts';

const longestMessage = 8 * 1024;
/** A client that reads nothing is let go before what waits for it fills the memory. */
const mostWaiting = 1024 * 1024;
const mostStreams = 32;
/** Milliseconds in which a client has to agree that the connection ends, before it is cut: its token may be revoked. */
const closeTimeout = 500;

/** `GET /api/v1/streaming` by WebSocket (RFC 6455): one connection, any number of streams that the client subscribes to. */
export function createUpgrade(parts: MastodonParts, hub: Streams): UpgradeRoute {
  // The types of the library don't know `closeTimeout` yet.
  const options: ServerOptions & { readonly closeTimeout: number } = {
    noServer: true,
    maxPayload: longestMessage,
    perMessageDeflate: false,
    closeTimeout,
    handleProtocols: (offered) => [...offered][0] ?? false,
  };
  const server = new WebSocketServer(options);
  const take: UpgradeRoute['take'] = (request, socket, head) => {
    const admitting = parts.addresses
      .refuses(request)
      .then(
        async (refused): Promise<Admitted> =>
          refused ? { kind: 'refused', status: 403, error: 'Not from here' } : whoWishes(parts, hub, request),
      );
    void admitting.then(
      (admitted) => {
        if (admitted.kind === 'refused') return turnAway(socket, admitted.status);
        server.handleUpgrade(request, socket, head, (client) => {
          const connection = new Connection(parts, hub, admitted, client);
          connection.first(new URL(request.url ?? '', 'http://localhost'));
        });
      },
      () => turnAway(socket, 503),
    );
  };
  return { path: '/api/v1/streaming', take };
}

/** One client and the streams that it has subscribed to, by the JSON of their names. */
class Connection {
  readonly #parts: MastodonParts;
  readonly #hub: Streams;
  readonly #wisher: Wisher;
  readonly #client: WebSocket;
  readonly #feeds = new Map<string, StatusFeed>();
  /** What the client asks is done in its order. */
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: MastodonParts, hub: Streams, wisher: Wisher, client: WebSocket) {
    this.#parts = parts;
    this.#hub = hub;
    this.#wisher = wisher;
    this.#client = client;
    client.on('error', () => client.terminate());
    client.on('close', () => this.#forget());
    client.on('message', (data, isBinary) => {
      if (!isBinary) this.#queue(() => this.#hear(String(data)));
    });
  }

  /** The stream that the address itself names, if any. */
  first(url: URL): void {
    const named =
      url.searchParams.get('stream') ?? url.pathname.slice('/api/v1/streaming/'.length).replaceAll('/', ':');
    if (named === '') return;
    this.#queue(() => this.#subscribe(named, Object.fromEntries(url.searchParams)));
  }

  #queue(act: () => Promise<void>): void {
    this.#turn = this.#turn.then(act).catch(() => this.#client.close(1011));
  }

  async #hear(text: string): Promise<void> {
    const message = parse(text);
    const { type, stream } = message;
    if (typeof stream !== 'string') return this.#say({ error: 'Missing stream name', status: 400 });
    if (type === 'subscribe') return this.#subscribe(stream, message);
    if (type === 'unsubscribe') return this.#unsubscribe(stream, message);
    return this.#say({ error: 'Unknown message type', status: 400 });
  }

  async #subscribe(name: string, parameters: Parameters): Promise<void> {
    const found = await streamOf(this.#parts, this.#wisher, name, parameters);
    if (found.kind === 'refused') return this.#say({ error: found.error, status: found.status });
    const { stream } = found;
    const key = JSON.stringify(stream.name);
    if (this.#feeds.has(key)) return;
    if (this.#feeds.size >= mostStreams) return this.#say({ error: 'Too many streams are open', status: 429 });
    const feed = await openFeed(this.#parts, this.#wisher, stream, {
      send: (event) => this.#say({ stream: stream.name, ...event }),
      beat: () => this.#beat(),
      end: () => this.#client.close(1008),
    });
    await this.#hub.add(feed);
    this.#feeds.set(key, feed);
    if (this.#client.readyState !== this.#client.OPEN) this.#forget();
  }

  async #unsubscribe(name: string, parameters: Parameters): Promise<void> {
    const found = await streamOf(this.#parts, this.#wisher, name, parameters);
    if (found.kind === 'refused') return;
    const key = JSON.stringify(found.stream.name);
    const feed = this.#feeds.get(key);
    this.#feeds.delete(key);
    if (feed) this.#hub.remove(feed);
  }

  #beat(): void {
    if (this.#client.bufferedAmount > mostWaiting) this.#client.terminate();
    else if (this.#client.readyState === this.#client.OPEN) this.#client.ping();
  }

  #say(message: object): void {
    if (this.#client.readyState !== this.#client.OPEN) return;
    if (this.#client.bufferedAmount > mostWaiting) return this.#client.terminate();
    this.#client.send(JSON.stringify(message));
  }

  #forget(): void {
    for (const feed of this.#feeds.values()) this.#hub.remove(feed);
    this.#feeds.clear();
  }
}

function parse(text: string): Parameters {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null && !Array.isArray(message) ? (message as Parameters) : {};
  } catch {
    return {};
  }
}
