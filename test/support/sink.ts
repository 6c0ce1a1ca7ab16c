import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the sink does with a request once it has read it. */
export type Behaviour =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Says nothing (`before-answer`), or stops in the middle of its answer, until `release`. */
  | { readonly kind: 'hang'; readonly phase: 'before-answer' | 'in-headers' | 'in-body' }
  /** Answers 202 with a body that never comes to its end, one byte a second. */
  | { readonly kind: 'trickle' }
  /** Resets the connection, before answering or in the middle of the answer's body. */
  | { readonly kind: 'reset'; readonly phase: 'before-answer' | 'in-body' }
  /** Sends what is not HTTP. */
  | { readonly kind: 'garbage' }
  /** Ends the connection without an answer. */
  | { readonly kind: 'close' };

export interface ReceivedRequest {
  /** The Host header, with its port. */
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** Monotonic milliseconds. */
  readonly at: number;
}

export interface Sink {
  readonly port: number;
  /** Everything that was asked, in the order in which it was read to its end. */
  readonly requests: readonly ReceivedRequest[];
  /** URL of a path on one of the many hosts that the sink is; let its name resolve to 127.0.0.1. */
  url(host: string, path?: string): string;
  /** What to do with requests to a host, or to one path of it; a function is asked with the number of the request there. */
  behave(
    at: { readonly host: string; readonly path?: string },
    behaviour: Behaviour | ((nth: number) => Behaviour),
  ): void;
  /** Every byte that any socket has received. */
  bytes(): Buffer;
  /** Resolves when `holds` does, which is asked after each request. */
  until(holds: (requests: readonly ReceivedRequest[]) => boolean): Promise<void>;
  /** Answers 202 to whatever hangs before its answer, and to everything that would. */
  release(): void;
  close(): Promise<void>;
}

const accepted: Behaviour = { kind: 'answer', status: 202 };

/** Starts a loopback server that is many remote hosts at once and keeps every byte that reaches it. */
export async function startSink(): Promise<Sink> {
  const requests: ReceivedRequest[] = [];
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  const behaviours = new Map<string, Behaviour | ((nth: number) => Behaviour)>();
  const asked = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  const hanging = new Set<ServerResponse>();
  const waiting = new Set<() => void>();
  let released = false;

  function behaviourFor(host: string, path: string): Behaviour {
    const name = host.replace(/:\d+$/, '');
    const key = behaviours.has(name + path) ? name + path : name;
    const behaviour = behaviours.get(key) ?? accepted;
    const nth = (asked.get(key) ?? 0) + 1;
    asked.set(key, nth);
    return typeof behaviour === 'function' ? behaviour(nth) : behaviour;
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (chunk: Buffer) => parts.push(chunk));
    request.on('end', () => {
      const { method = '', headers, url: path = '' } = request;
      const host = headers.host ?? '';
      requests.push({ host, path, method, headers, body: Buffer.concat(parts), at: performance.now() });
      perform(behaviourFor(host, path), response, { timers, hanging: released ? undefined : hanging });
      for (const check of waiting) check();
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    port,
    requests,
    url: (host, path = '/inbox') => `http://${host}:${port}${path}`,
    behave: ({ host, path = '' }, behaviour) => void behaviours.set(host + path, behaviour),
    bytes: () => Buffer.concat(chunks),
    until: (holds) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!holds(requests)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    release() {
      released = true;
      for (const response of hanging) response.writeHead(202).end();
      hanging.clear();
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Loose {
  readonly timers: Set<NodeJS.Timeout>;
  /** Answers that wait for `release`; undefined when it has happened. */
  readonly hanging: Set<ServerResponse> | undefined;
}

function perform(behaviour: Behaviour, response: ServerResponse, { timers, hanging }: Loose): void {
  const { socket } = response;
  switch (behaviour.kind) {
    case 'answer':
      response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
      return;
    case 'hang':
      if (behaviour.phase === 'in-headers') socket?.write('HTTP/1.1 202 Accepted\r\ncontent-le');
      else if (behaviour.phase === 'in-body') socket?.write('HTTP/1.1 202 Accepted\r\ncontent-length: 100\r\n\r\nab');
      else if (hanging === undefined) response.writeHead(202).end();
      else hanging.add(response);
      return;
    case 'trickle':
      response.writeHead(202).flushHeaders();
      timers.add(setInterval(() => response.write('.'), 1000));
      return;
    case 'reset':
      if (behaviour.phase === 'before-answer') {
        socket?.resetAndDestroy();
        return;
      }
      socket?.write('HTTP/1.1 500 Internal Server Error\r\ncontent-length: 100\r\n\r\nab', () =>
        socket.resetAndDestroy(),
      );
      return;
    case 'garbage':
      socket?.end('this is no http at all\r\n\r\n');
      return;
    case 'close':
      socket?.end();
  }
}
