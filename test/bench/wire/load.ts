import { createPrivateKey } from 'node:crypto';
import { Pool } from 'undici';
import { createNote } from './create-note.ts';
import { inFlight } from './in-flight.ts';
import { keyIdOf } from './remote-hosts.ts';
import { digestOf, signedHeaders } from './signature.ts';

interface SignedRequest {
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Deliveries to one inbox: signed ahead, so that signing is not in the way of sending, then sent at once. */
export class Load implements AsyncDisposable {
  readonly #inbox: URL;
  readonly #origins: readonly string[];
  readonly #privateKeyPem: string;
  readonly #pool: Pool;

  constructor(inbox: string, origins: readonly string[], privateKeyPem: string) {
    this.#inbox = new URL(inbox);
    this.#origins = origins;
    this.#privateKeyPem = privateKeyPem;
    this.#pool = new Pool(this.#inbox.origin, { connections: 32 });
  }

  /** Prepares `count` deliveries and hands back what sends them; that rejects where one isn't accepted with 202. */
  async prepare(count: number): Promise<() => Promise<void>> {
    const key = createPrivateKey(this.#privateKeyPem);
    const requests: SignedRequest[] = [];
    const senders = Array.from({ length: count }, (_, index) => this.#origins[index % this.#origins.length] ?? '');
    await inFlight(senders, 8, async (origin) => {
      const body = createNote(origin);
      requests.push({
        body,
        headers: await signedHeaders(this.#inbox, digestOf(body), { keyId: keyIdOf(origin), key }),
      });
    });
    return () => inFlight(requests, 32, (request) => this.#send(request));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.destroy();
  }

  async #send({ headers, body }: SignedRequest): Promise<void> {
    const answer = await this.#pool.request({ method: 'POST', path: this.#inbox.pathname, headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== 202) throw new Error(`a delivery was answered with ${answer.statusCode}: ${text}`);
  }
}
