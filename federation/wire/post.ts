import { checkDestination, type DestinationRules } from './destinations.ts';
import { type Exchanged, exchange, type TransportFailure } from './exchange.ts';
import type { WireLimits } from './limits.ts';
import type { OriginPools } from './origin-pools.ts';
import { parseRetryAfter } from './retry-after.ts';

export type Posted =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** From `Retry-After`, milliseconds from now. */
      readonly retryAfterMs?: number;
      /** The host asks for RFC 9421 signatures. */
      readonly acceptSignature?: boolean;
    }
  /** `url-not-allowed` and `address-not-allowed` stay so; the others may pass. */
  | { readonly kind: 'failed'; readonly reason: TransportFailure | 'url-not-allowed' };

export interface PostOptions {
  /** Gives up with `closed`. */
  readonly signal?: AbortSignal;
}

export interface Poster {
  /**
   * Sends the bytes to one inbox, with the headers that `signPost` made. Never follows a redirect; the answer's body is
   * thrown away.
   */
  post(url: string, body: Uint8Array, headers: Record<string, string>, options?: PostOptions): Promise<Posted>;
}

export interface PosterOptions {
  readonly rules: DestinationRules;
  readonly pools: OriginPools;
  readonly userAgent: string;
  readonly clock: () => number;
  readonly limits: WireLimits;
}

/** The one way in which activities leave. */
export function createPoster({ rules, pools, userAgent, clock, limits }: PosterOptions): Poster {
  return {
    async post(text, body, headers, { signal } = {}) {
      const destination = checkDestination(text, rules);
      if (destination.kind === 'refused') return { kind: 'failed', reason: 'url-not-allowed' };
      const { origin, pathname, search } = destination.url;
      const pool = pools.of(origin);
      if (!pool) return { kind: 'failed', reason: 'busy' };
      const answer = await exchange(
        pool,
        { path: pathname + search, method: 'POST', headers: { 'user-agent': userAgent, ...headers }, body },
        { deadline: limits.requestDeadline, bodyBytes: limits.answerBytes, body: 'discard', signal },
      );
      return posted(answer, clock());
    },
  };
}

function posted(answer: Exchanged, now: number): Posted {
  if (answer.kind === 'failed') return answer;
  if (answer.kind === 'too-large') throw new Error('a body that is thrown away can be of any size');
  const { status, headers } = answer;
  const retryAfterMs = parseRetryAfter(headers['retry-after'], now);
  return {
    kind: 'answered',
    status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(headers['accept-signature'] === undefined ? {} : { acceptSignature: true }),
  };
}
