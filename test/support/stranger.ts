import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** How a delivery differs from an honest one. */
export interface Forgery {
  /** Bytes that are sent in the place of those that were signed. */
  readonly body?: string;
  /** Header names that the signature covers. */
  readonly signs?: readonly string[];
  readonly keyId?: string;
  readonly key?: KeyObject;
  readonly date?: Date;
  /** Path that is signed in the place of the real one. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly unsigned?: boolean;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
}

const honest = ['(request-target)', 'host', 'date', 'digest'];

/** A server outside that serves whatever a test puts there, remembers who asked, and sends what it likes. */
export class Stranger {
  readonly origin: string;
  readonly key: KeyObject;
  readonly publicKeyPem: string;
  /** Path of every request, and POST bodies, in order. */
  readonly asked: string[] = [];
  readonly posted: {
    path: string;
    headers: IncomingHttpHeaders;
    body: Record<string, unknown>;
    bytes: Buffer;
  }[] = [];
  readonly #documents = new Map<string, { body: string | Buffer; type: string }>();
  readonly #arrivals = new EventEmitter();
  readonly #server: Server;
  #ids = 0;

  private constructor(server: Server) {
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.key = privateKey;
    this.publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  }

  /** `connected` is called with every socket before anything is read from it. */
  static async start(connected: (socket: Socket) => void = () => undefined): Promise<Stranger> {
    const server = createServer().on('connection', connected);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const stranger = new Stranger(server);
    server.on('request', (request, response) => {
      void stranger
        .#answer(request)
        .then(({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body));
    });
    return stranger;
  }

  /** Resolves when `holds` does, which is asked after each POST. */
  async until(holds: (posted: Stranger['posted']) => boolean): Promise<void> {
    while (!holds(this.posted)) await once(this.#arrivals, 'posted');
  }

  /** Serves a document, a text or a file at a path. */
  put(path: string, document: object | string, type = 'application/activity+json'): void {
    const ready = typeof document === 'string' || Buffer.isBuffer(document);
    this.#documents.set(path, { body: ready ? document : JSON.stringify(document), type });
  }

  /** An actor of this server; returns its id. */
  actor(name: string, more: object = {}): string {
    const id = `${this.origin}/users/${name}`;
    this.put(`/users/${name}`, {
      '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
      id,
      type: 'Person',
      preferredUsername: name,
      inbox: `${id}/inbox`,
      outbox: `${id}/outbox`,
      publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem: this.publicKeyPem },
      ...more,
    });
    return id;
  }

  /** An activity of an actor of this server, with an id of its own. */
  activity(actor: string, type: string, object: unknown, more: object = {}): Record<string, unknown> {
    this.#ids += 1;
    const id = `${this.origin}/activities/${this.#ids}`;
    return { '@context': 'https://www.w3.org/ns/activitystreams', id, type, actor, object, ...more };
  }

  /** POSTs an activity, signed by draft-cavage, with whatever is forged about it. */
  async deliver(inbox: string, activity: Readonly<Record<string, unknown>>, forgery: Forgery = {}): Promise<Answered> {
    const body = JSON.stringify(activity);
    const headers = forgery.unsigned ? {} : this.sign(inbox, body, String(activity['actor']), forgery);
    const response = await fetch(inbox, {
      method: 'POST',
      headers: { 'content-type': 'application/activity+json', ...headers, ...forgery.headers },
      body: forgery.body ?? body,
    });
    return { status: response.status, text: await response.text() };
  }

  sign(url: string, body: string, actor: string, forgery: Forgery = {}): Record<string, string> {
    const { host, pathname } = new URL(url);
    const date = (forgery.date ?? new Date()).toUTCString();
    const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`;
    const values: Record<string, string> = {
      '(request-target)': `post ${forgery.path ?? pathname}`,
      host,
      date,
      digest,
      ...forgery.headers,
    };
    const signs = forgery.signs ?? honest;
    const text = signs.map((name) => `${name}: ${values[name]}`).join('\n');
    const signature = createSign('sha256')
      .update(text)
      .sign(forgery.key ?? this.key, 'base64');
    const keyId = forgery.keyId ?? `${actor}#main-key`;
    return {
      date,
      digest,
      signature: `keyId="${keyId}",algorithm="rsa-sha256",headers="${signs.join(' ')}",signature="${signature}"`,
    };
  }

  /** GETs as an actor of this server, signed by draft-cavage. */
  async fetchAs(actor: string, url: string): Promise<Answered> {
    const { host, pathname, search } = new URL(url);
    const date = new Date().toUTCString();
    const text = `(request-target): get ${pathname}${search}\nhost: ${host}\ndate: ${date}`;
    const signature = createSign('sha256').update(text).sign(this.key, 'base64');
    const response = await fetch(url, {
      headers: {
        accept: 'application/activity+json',
        date,
        signature: `keyId="${actor}#main-key",algorithm="rsa-sha256",headers="(request-target) host date",signature="${signature}"`,
      },
    });
    return { status: response.status, text: await response.text() };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; type: string; body: string | Buffer }> {
    const path = request.url ?? '/';
    this.asked.push(`${request.method} ${path}`);
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const bytes = Buffer.concat(chunks);
      const { headers } = request;
      this.posted.push({ path, headers, body: JSON.parse(bytes.toString('utf8')) as Record<string, unknown>, bytes });
      this.#arrivals.emit('posted');
      return { status: 202, type: 'text/plain', body: '' };
    }
    const known = this.#documents.get(path);
    return known ? { status: 200, ...known } : { status: 404, type: 'text/plain', body: '' };
  }
}
