import { Release } from '../../policies/index.ts';
import type { WireLimits } from '../limits.ts';
import { checkDestination, type DestinationRules } from './destinations.ts';
import { type Exchanged, exchange, type TransportFailure } from './exchange.ts';
import type { OriginPools } from './origin-pools.ts';
import { parseRetryAfter } from './retry-after.ts';

export type Posted =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** From `Retry-After`, milliseconds from now. */
      readonly retryAfterMs?: number;
      /** The `Accept-Signature` header: the host asks for RFC 9421 signatures (its section 5). */
      readonly acceptSignature?: string;
    }
  /** `url-not-allowed` and `address-not-allowed` stay so; the others may pass. */
  | { readonly kind: 'failed'; readonly reason: TransportFailure | 'url-not-allowed' };

export interface PostOptions {
  /** Gives up with `closed`. */
  readonly signal?: AbortSignal;
}

export interface Poster {
  /** Milliseconds within which a post has ended, whatever the other side does. */
  readonly postMs: number;
  /**
   * Sends a release to one inbox, with the headers that `signPost` made for its digest. Never follows a redirect; the
   * answer's body is thrown away. Rejects with a TypeError what the gate has not let out.
   */
  post(
    release: Release,
    url: string,
    headers: Readonly<Record<string, string>>,
    options?: PostOptions,
  ): Promise<Posted>;
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
    postMs: limits.requestDeadline,
    async post(release, text, headers, { signal } = {}) {
      Release.assert(release);
      const destination = checkDestination(text, rules);
      if (destination.kind === 'refused') return { kind: 'failed', reason: 'url-not-allowed' };
      const { origin, pathname, search } = destination.url;
      const pool = pools.of(origin);
      if (!pool) return { kind: 'failed', reason: 'busy' };
      const answer = await exchange(
        pool,
        {
          path: pathname + search,
          method: 'POST',
          headers: { 'user-agent': userAgent, ...headers },
          body: release.bytes,
        },
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
  const acceptSignature = headers['accept-signature'];
  const retryAfterMs = parseRetryAfter(headers['retry-after'], now);
  return {
    kind: 'answered',
    status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(acceptSignature === undefined ? {} : { acceptSignature: String(acceptSignature) }),
  };
}
