import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What goes wrong on the way: `cut` ends connections, `reset` tears them, `stall` and `half-open` let nothing through. */
export const tcpFaults = ['cut', 'reset', 'stall', 'half-open'] as const;
export type TcpFault = (typeof tcpFaults)[number];

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** Stands between a program and a server on loopback, and makes trouble on demand. */
export class TcpProxy implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  readonly #pairs: Set<Pair>;

  private constructor(server: Server, port: number, pairs: Set<Pair>) {
    this.#server = server;
    this.port = port;
    this.#pairs = pairs;
  }

  static async to(port: number): Promise<TcpProxy> {
    const pairs = new Set<Pair>();
    const server = createServer((client) => relay(client, connect(port, '127.0.0.1'), pairs));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    return new TcpProxy(server, address.port, pairs);
  }

  /** Does it to every connection there is; returns what ends it for those that it only holds up. */
  strike(fault: TcpFault): () => void {
    const struck = [...this.#pairs];
    for (const pair of struck) strikeOne(pair, fault);
    return () => {
      for (const pair of struck) release(pair, fault);
    };
  }

  /** As if the server were gone: connections end and no new ones are made, until what it returns is called. */
  async vanish(): Promise<() => Promise<void>> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#endAll();
    await closed;
    return async () => {
      const listening = once(this.#server, 'listening');
      this.#server.listen(this.port, '127.0.0.1');
      await listening;
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#endAll();
    this.#server.close();
  }

  #endAll(): void {
    for (const { client, server } of this.#pairs) {
      client.destroy();
      server.destroy();
    }
  }
}

function relay(client: Socket, server: Socket, pairs: Set<Pair>): void {
  const pair = { client, server };
  pairs.add(pair);
  const end = (): void => {
    pairs.delete(pair);
    client.destroy();
    server.destroy();
  };
  for (const socket of [client, server]) socket.on('error', end).on('close', end);
  client.pipe(server);
  server.pipe(client);
}

function strikeOne({ client, server }: Pair, fault: TcpFault): void {
  switch (fault) {
    case 'cut':
      client.end();
      return void server.end();
    case 'reset':
      client.resetAndDestroy();
      return void server.resetAndDestroy();
    case 'stall':
      client.unpipe(server).pause();
      return void server.unpipe(client).pause();
    case 'half-open':
      // What the program says arrives; what is answered does not.
      return void server.unpipe(client).resume();
  }
}

/** What was stalled goes on where it was; of half-open connections the answers are lost for good. */
function release({ client, server }: Pair, fault: TcpFault): void {
  if (fault === 'half-open') return void client.destroy();
  if (fault !== 'stall' || client.destroyed || server.destroyed) return;
  client.pipe(server);
  server.pipe(client);
}
