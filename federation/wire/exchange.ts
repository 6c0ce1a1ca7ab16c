import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { AddressNotAllowed, NameNotResolved } from './connector.ts';
import { errorCode } from './error-code.ts';

/** Why a request got no answer. `refused`: nobody takes connections there; `busy`: we have no room; `closed`: we stop. */
export type TransportFailure =
  | 'timeout'
  | 'refused'
  | 'reset'
  | 'tls'
  | 'dns'
  | 'address-not-allowed'
  | 'protocol'
  | 'busy'
  | 'closed';

/** A transport failure, or a status that means "later". */
export type UnreachableReason = TransportFailure | `status ${number}`;

export interface ExchangeOptions {
  /** Milliseconds until the exchange is over whatever its state, waiting for a connection included. */
  readonly deadline: number;
  /** Bytes of the answer's body that are read. */
  readonly bodyBytes: number;
  /** `keep` the body, refusing a longer one; or `discard` it, dropping the connection of a longer one. */
  readonly body: 'keep' | 'discard';
  readonly signal?: AbortSignal | undefined;
}

export type Exchanged =
  | { readonly kind: 'response'; readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'failed'; readonly reason: TransportFailure };

/** One request and its answer. Works on undici's dispatch itself: streams and promises per request cost more than HTTP. */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  options: ExchangeOptions,
): Promise<Exchanged> {
  return new Promise((resolve) => {
    const handler = new ExchangeHandler(options, resolve);
    try {
      dispatcher.dispatch(request, handler);
    } catch (error) {
      handler.onResponseError(undefined, error);
    }
  });
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #options: ExchangeOptions;
  readonly #resolve: (outcome: Exchanged) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #onAbort = (): void => this.#giveUp('closed');
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #bytes = 0;
  #settled = false;

  constructor(options: ExchangeOptions, resolve: (outcome: Exchanged) => void) {
    this.#options = options;
    this.#resolve = resolve;
    this.#timer = setTimeout(() => this.#giveUp('timeout'), options.deadline);
    if (options.signal?.aborted) queueMicrotask(this.#onAbort);
    else options.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#settled) controller.abort(new Error('given up before it started'));
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    if (Number(headers['content-length']) > this.#options.bodyBytes) this.#overflow(controller);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#options.bodyBytes) this.#overflow(controller);
    else if (this.#options.body === 'keep') this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#settle(this.#response());
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: unknown): void {
    this.#settle(this.#answered() ? this.#response() : { kind: 'failed', reason: transportFailure(error) });
  }

  #overflow(controller: Dispatcher.DispatchController): void {
    this.#settle(this.#options.body === 'keep' ? { kind: 'too-large' } : this.#response());
    controller.abort(new Error('the answer is too large'));
  }

  #giveUp(reason: TransportFailure): void {
    this.#settle(this.#answered() ? this.#response() : { kind: 'failed', reason });
    this.#controller?.abort(new Error(reason));
  }

  /** Where the body is not wanted, the status is the whole answer, however the rest of it ends. */
  #answered(): boolean {
    return this.#options.body === 'discard' && this.#status !== 0;
  }

  #response(): Exchanged {
    return { kind: 'response', status: this.#status, headers: this.#headers, body: Buffer.concat(this.#chunks) };
  }

  #settle(outcome: Exchanged): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#resolve(outcome);
  }
}

const failuresByCode: readonly (readonly [pattern: RegExp, failure: TransportFailure])[] = [
  [/^UND_ERR_CONNECT_TIMEOUT$|^ETIMEDOUT$/, 'timeout'],
  [/^ECONNREFUSED$|^E(HOST|NET)UNREACH$|^EADDRNOTAVAIL$/, 'refused'],
  [/^ECONNRESET$|^EPIPE$|^ECONNABORTED$|^UND_ERR_SOCKET$/, 'reset'],
  [/^UND_ERR_(CLOSED|DESTROYED)$/, 'closed'],
  [/^ERR_(TLS|SSL|OSSL)|^EPROTO$|CERT|SIGNATURE|^UNABLE_TO_/, 'tls'],
];

function transportFailure(error: unknown): TransportFailure {
  if (error instanceof AddressNotAllowed) return 'address-not-allowed';
  if (error instanceof NameNotResolved) return 'dns';
  const code = errorCode(error);
  return failuresByCode.find(([pattern]) => pattern.test(code))?.[1] ?? 'protocol';
}
