import { connect, type Socket } from 'node:net';
import { colleague } from './canaries.ts';
import type { Evidence, Leak } from './evidence.ts';
import { parseResponse } from './http-exchange.ts';

/** Everything by which a client is told of what happens: server-sent events and WebSockets. */
const events = ['user', 'public', 'public/local', 'direct', 'user/notification'];

/** An open stream, every byte of which is kept. */
class Stream {
  readonly receiver: string;
  readonly what: string;
  /** Resolves when it was answered. */
  readonly answered: Promise<void>;
  readonly #socket: Socket;
  readonly #chunks: Buffer[] = [];
  #ended = false;

  constructor(origin: string, { receiver, what, head }: { receiver: string; what: string; head: string }) {
    const { hostname, port, host } = new URL(origin);
    this.receiver = receiver;
    this.what = what;
    this.#socket = connect(Number(port), hostname);
    this.#socket.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.answered = promise;
    this.#socket.once('data', () => resolve());
    this.#socket.once('close', () => resolve());
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => {
      this.#ended = true;
    });
    this.#socket.write(`${head}Host: ${host}\r\nUser-Agent: outsider\r\n\r\n`);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** What came since the last time. */
  take(): Buffer {
    return Buffer.concat(this.#chunks.splice(0));
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** The streams of a life: those of outsiders, of somebody whose token is revoked while they listen, and of a colleague. */
export class Streams {
  readonly #origin: string;
  readonly #evidence: Evidence;
  readonly #open: Stream[] = [];
  #revoked: readonly Stream[] = [];
  /** Bytes that the colleague was told: without any, nothing was proved. */
  heard = 0;

  constructor(origin: string, evidence: Evidence) {
    this.#origin = origin;
    this.#evidence = evidence;
  }

  /** Opens one of each kind as somebody, and waits for the answers; `receiver` is `colleague` for who may listen. */
  async listen(identity: string, token: string | undefined, receiver = 'anyone'): Promise<Stream[]> {
    const query = token === undefined ? '' : `access_token=${token}`;
    const bearer = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`;
    const paths = [...events.map((name) => `/api/v1/streaming/${name}`), '/users/gwen/inbox/events'];
    const heads = [
      ...paths.map((path) => `GET ${path} HTTP/1.1\r\nConnection: close\r\nAccept: text/event-stream\r\n${bearer}`),
      ...['user', 'public', 'public:local'].map(
        (name) =>
          `GET /api/v1/streaming?stream=${name}&${query} HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n',
      ),
    ];
    const opened = heads.map((head) => {
      const path = (head.split(' ')[1] ?? '').replace(/access_token=.*/, '');
      return new Stream(this.#origin, { receiver, what: `a stream ${path} as ${identity}`, head });
    });
    this.#open.push(...opened);
    await Promise.all(opened.map(({ answered }) => answered));
    return opened;
  }

  /** Called when the token of these was revoked: what was said before was said to a colleague. */
  revoked(streams: readonly Stream[]): void {
    for (const stream of streams) stream.take();
    this.#revoked = streams;
  }

  /** Hands over what was told since the last time. */
  collect(): void {
    for (const stream of this.#open) {
      const bytes = stream.take();
      if (stream.receiver === colleague) this.heard += bytes.length;
      if (bytes.length === 0) continue;
      this.#evidence.record({ receiver: stream.receiver, what: stream.what, bytes });
      const { body } =
        bytes.subarray(0, 5).toString('latin1') === 'HTTP/' ? parseResponse(bytes, 'GET') : { body: bytes };
      this.#evidence.record({ receiver: stream.receiver, what: stream.what, bytes: body });
    }
  }

  /** Streams that go on although nobody may listen to them any more. */
  stillOpen(): Leak[] {
    const open = this.#revoked.filter(({ ended }) => !ended);
    return open.map(({ what }) => ({ kind: 'open-stream', what, detail: 'goes on after its token was revoked' }));
  }

  close(): void {
    for (const stream of this.#open) stream.close();
  }
}
