import type { Socket } from 'node:net';
import { PushService } from '../support/mastodon/push-service.ts';
import type { RestClient } from '../support/mastodon/rest-client.ts';
import type { Evidence } from './evidence.ts';

/**
 * The service of a phone's maker that colleagues' apps are woken by. It is outside, and so is whoever reads over it: what
 * comes is searched as it came, and once more as the app reads it with its keys.
 */
export class Pushes {
  readonly host: string;
  readonly #service: PushService;
  readonly #evidence: Evidence;
  readonly #connections: readonly Buffer[][];
  #read = 0;

  private constructor(service: PushService, evidence: Evidence, connections: readonly Buffer[][]) {
    this.#service = service;
    this.#evidence = evidence;
    this.#connections = connections;
    this.host = new URL(service.origin).host;
  }

  static async start(evidence: Evidence): Promise<Pushes> {
    const connections: Buffer[][] = [];
    const watch = (socket: Socket): void => {
      const bytes: Buffer[] = [];
      connections.push(bytes);
      socket.on('data', (chunk: Buffer) => bytes.push(chunk));
    };
    return new Pushes(await PushService.start(watch), evidence, connections);
  }

  /** Has somebody's app woken by whatever happens. */
  async subscribe(name: string, client: RestClient): Promise<void> {
    const kinds = ['mention', 'status', 'reblog', 'favourite', 'follow', 'poll', 'update', 'quote'];
    const alerts = Object.fromEntries(kinds.map((kind) => [kind, true]));
    await client.do('/api/v1/push/subscription', {
      subscription: this.#service.subscription(`/send/${name}`),
      data: { alerts, policy: 'all' },
    });
  }

  /** Messages that came: without any, nothing was proved. */
  get count(): number {
    return this.#service.received.length;
  }

  /** Hands over what came since the last time. */
  collect(): void {
    const what = 'a push message';
    for (const connection of this.#connections) {
      const bytes = Buffer.concat(connection.splice(0));
      if (bytes.length > 0) this.#evidence.record({ receiver: 'anyone', what, bytes });
    }
    for (const message of this.#service.received.slice(this.#read)) {
      const text = JSON.stringify(this.#service.read(message));
      this.#evidence.record({ receiver: 'anyone', what: `${what}, decrypted`, bytes: Buffer.from(text) });
    }
    this.#read = this.#service.received.length;
  }

  stop(): Promise<void> {
    return this.#service.stop();
  }
}
