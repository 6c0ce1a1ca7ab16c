import { Pool } from 'undici';

/** One request to a service of the operator's. */
export interface ServiceRequest {
  readonly method: 'GET' | 'PUT' | 'DELETE' | 'HEAD';
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** A service that the operator runs or rents and named by its address, such as an object store. */
export interface Service {
  /** Throws where the service does not answer in time, or with more than was allowed. */
  ask(request: ServiceRequest): Promise<ServiceAnswer>;
  close(): Promise<void>;
}

export interface ServiceOptions {
  /** The one place that is ever connected to: redirects are answers like others, and nothing leads elsewhere. */
  readonly origin: string;
  /** Largest answer, in bytes. */
  readonly bytesMost: number;
  /** For a whole exchange, in milliseconds. */
  readonly timeout?: number;
}

const usualTimeout = 60_000;
const connections = 8;

export function createService({ origin, bytesMost, timeout = usualTimeout }: ServiceOptions): Service {
  const pool = new Pool(origin, { connections, maxResponseSize: bytesMost });
  return {
    async ask({ method, path, headers, body }) {
      const signal = AbortSignal.timeout(timeout);
      const answer = await pool.request({ method, path, headers, signal, ...(body && { body: Buffer.from(body) }) });
      return { status: answer.statusCode, body: new Uint8Array(await answer.body.arrayBuffer()) };
    },
    close: () => pool.destroy(),
  };
}
