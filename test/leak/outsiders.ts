import { createSign } from 'node:crypto';
import type { Socket } from 'node:net';
import { Stranger } from '../support/stranger.ts';
import type { Evidence } from './evidence.ts';
import { exchange, type Request, type Response } from './http-exchange.ts';

interface Standing {
  readonly name: string;
  readonly evidence: Evidence;
  readonly clock: () => number;
  readonly connections: readonly Buffer[][];
}

/** Somebody outside with a server of their own, at whose sockets every byte is kept. */
export class Outsider {
  readonly host: string;
  readonly actor: string;
  readonly name: string;
  readonly #stranger: Stranger;
  readonly #evidence: Evidence;
  /** The clock that signatures are dated by, in milliseconds since the epoch. */
  readonly #clock: () => number;
  /** Bytes of each connection that were not handed over yet. */
  readonly #connections: readonly Buffer[][];
  #posted = 0;
  #notes = 0;

  private constructor(stranger: Stranger, { name, evidence, clock, connections }: Standing) {
    this.#stranger = stranger;
    this.#evidence = evidence;
    this.#clock = clock;
    this.#connections = connections;
    this.name = name;
    this.host = new URL(stranger.origin).host;
    this.actor = stranger.actor(name);
  }

  static async start(name: string, evidence: Evidence, clock: () => number = Date.now): Promise<Outsider> {
    const connections: Buffer[][] = [];
    const watch = (socket: Socket): void => {
      const bytes: Buffer[] = [];
      connections.push(bytes);
      socket.on('data', (chunk: Buffer) => bytes.push(chunk));
    };
    const outsider = new Outsider(await Stranger.start(watch), { name, evidence, clock, connections });
    return outsider;
  }

  get posted(): Stranger['posted'] {
    return this.#stranger.posted;
  }

  /** Hands over what came since the last time. */
  collect(): void {
    for (const { body, bytes } of this.posted.slice(this.#posted)) {
      const what = `delivery of ${String(body['type'])} to ${this.name}`;
      this.#evidence.recordBody({ receiver: this.host, what, bytes, status: 0 });
    }
    this.#posted = this.posted.length;
    for (const connection of this.#connections) {
      const bytes = Buffer.concat(connection.splice(0));
      const what = `bytes of a connection to ${this.name}`;
      if (bytes.length > 0) this.#evidence.record({ receiver: this.host, what, bytes });
    }
  }

  /** A note of theirs, served at its id. */
  note(content: string, more: object = {}): Record<string, unknown> {
    this.#notes += 1;
    const id = `/notes/${this.#notes}`;
    const note = { id: this.#stranger.origin + id, type: 'Note', attributedTo: this.actor, content, ...more };
    this.#stranger.put(id, { '@context': 'https://www.w3.org/ns/activitystreams', ...note });
    return note;
  }

  /** Another account of theirs, which names who may move there. */
  account(name: string, alsoKnownAs: readonly string[]): string {
    return this.#stranger.actor(name, { alsoKnownAs });
  }

  async deliver(inbox: string, type: string, object: unknown, more: object = {}): Promise<Response> {
    const activity = this.#stranger.activity(this.actor, type, object, more);
    const body = JSON.stringify(activity);
    const signed = this.#stranger.sign(inbox, body, this.actor, { date: new Date(this.#clock()) });
    const headers = { 'content-type': 'application/activity+json', ...signed };
    return this.ask(new URL(inbox).origin, { method: 'POST', path: new URL(inbox).pathname, headers, body }, '/inbox');
  }

  /** A request that proves who asks (draft-cavage). */
  async ask(origin: string, request: Request, label = request.path): Promise<Response> {
    const signed = request.method === 'POST' ? {} : this.#signature(origin, request);
    const response = await exchange(origin, { ...request, headers: { ...signed, ...request.headers } });
    const what = `answer to ${request.method} ${label} signed by ${this.name}`;
    const asked = `${request.path} ${request.body ?? ''}`;
    this.#evidence.record({ receiver: this.host, what, asked, bytes: response.raw });
    this.#evidence.recordBody({ receiver: this.host, what, asked, bytes: response.body, status: response.status });
    return response;
  }

  async stop(): Promise<void> {
    await this.#stranger.stop();
    this.collect();
  }

  #signature(origin: string, { method, path }: Request): Record<string, string> {
    const date = new Date(this.#clock()).toUTCString();
    const text = `(request-target): ${method.toLowerCase()} ${path}\nhost: ${new URL(origin).host}\ndate: ${date}`;
    const signature = createSign('sha256').update(text).sign(this.#stranger.key, 'base64');
    const covered = 'headers="(request-target) host date"';
    return {
      date,
      signature: `keyId="${this.actor}#main-key",algorithm="rsa-sha256",${covered},signature="${signature}"`,
    };
  }
}
