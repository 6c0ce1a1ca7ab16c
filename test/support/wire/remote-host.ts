import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface Served {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One server on loopback that stands for any number of hosts: what it answers depends on the path and, where given, the name. */
export class RemoteHost {
  readonly port: number;
  /** `host method path` of every request, in order. */
  readonly asked: string[] = [];
  readonly requests: { host: string; headers: string[]; body: Buffer }[] = [];
  readonly #server: Server;
  readonly #answers = new Map<string, Answer>();

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('request', (request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<RemoteHost> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RemoteHost(server);
  }

  /** Origin of a host that this server stands for. */
  origin(name: string): string {
    return `http://${name}:${this.port}`;
  }

  /** Answers requests for this URL. */
  on(url: string, answer: Answer): void {
    this.#answers.set(keyOf(new URL(url)), answer);
  }

  /** Serves a document at a URL: at its own `id` where it has one. */
  serve(
    url: string,
    document: unknown,
    { status = 200, type = 'application/activity+json', headers }: Served = {},
  ): void {
    const body = Buffer.isBuffer(document) || typeof document === 'string' ? document : JSON.stringify(document);
    this.on(url, (_request, response) => response.writeHead(status, { 'content-type': type, ...headers }).end(body));
  }

  redirect(from: string, to: string, status = 302): void {
    this.on(from, (_request, response) => response.writeHead(status, { location: to }).end());
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const host = request.headers.host ?? '';
    this.asked.push(`${host} ${request.method} ${request.url}`);
    this.requests.push({ host, headers: request.rawHeaders, body: Buffer.concat(chunks) });
    const answer = this.#answers.get(`${host}${request.url}`);
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  }
}

function keyOf({ host, pathname, search }: URL): string {
  return `${host}${pathname}${search}`;
}
