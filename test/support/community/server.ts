import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Federation } from '@fedify/fedify';
import { Acts } from './acts.ts';
import type { Command, Outcome } from './command.ts';
import type { Exchange } from './exchange.ts';
import { type Arrival, communityFederation } from './federation.ts';
import { answer, readBody, webRequest } from './http-bridge.ts';
import { People } from './people.ts';

/** The community's server: Fedify behind a plain node:http listener on the loopback. */
export class CommunityServer {
  readonly origin: string;
  readonly #http: Server;
  readonly #federation: Federation<Arrival>;
  readonly #acts: Acts;
  readonly #onExchange: (exchange: Exchange) => void;

  private constructor(http: Server, onExchange: (exchange: Exchange) => void) {
    // A server that listens on a TCP port has an AddressInfo.
    this.origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const people = new People();
    this.#http = http;
    this.#onExchange = onExchange;
    this.#federation = communityFederation(people);
    this.#acts = new Acts(people, this.#federation, this.origin);
  }

  /** Port 0 takes a free one. `onExchange` hears of every request just before it is answered. */
  static async start(onExchange: (exchange: Exchange) => void, port = 0): Promise<CommunityServer> {
    const http = createServer();
    http.listen(port, '127.0.0.1');
    await once(http, 'listening');
    const server = new CommunityServer(http, onExchange);
    http.on('request', (request, response) => {
      server.#handle(request, response).catch(() => response.destroy());
    });
    return server;
  }

  run(command: Command): Promise<Outcome> {
    return this.#acts.run(command);
  }

  async stop(): Promise<void> {
    this.#http.close();
    this.#http.closeAllConnections();
    await once(this.#http, 'close');
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now();
    const body = await readBody(request);
    const arrival: Arrival = {};
    const web = await this.#federation.fetch(webRequest(request, body, this.origin), { contextData: arrival });
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const { method = '', url = '' } = request;
    this.#onExchange({ at, method, path: url, headers, body: body.toString(), status: web.status, ...arrival });
    await answer(response, web);
  }
}
