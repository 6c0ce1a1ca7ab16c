import type { TransportFailure } from './exchange.ts';

export type Posted =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** From `Retry-After`, milliseconds from now. */
      readonly retryAfterMs?: number;
      /** The host asks for RFC 9421 signatures. */
      readonly acceptSignature?: boolean;
    }
  | { readonly kind: 'failed'; readonly reason: TransportFailure | 'url-not-allowed' };

export interface PostOptions {
  readonly signal?: AbortSignal;
}

export interface Poster {
  /** Sends the bytes to one inbox. Never follows a redirect; the answer's body is thrown away. */
  post(url: string, body: Uint8Array, headers: Record<string, string>, options?: PostOptions): Promise<Posted>;
}
