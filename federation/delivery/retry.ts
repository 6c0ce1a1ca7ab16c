import type { PostOutcome } from './collaborators.ts';

const second = 1000;
const hour = 3600 * second;

/** When a delivery that failed is tried again, and when no more. */
export interface RetryPlan {
  /** Attempts in all. */
  readonly attempts: number;
  /** Attempts where a host says 401: it may have been unable to fetch our key, which passes, or not speak with us at all. */
  readonly unauthorizedAttempts: number;
  /** Upper end of the first wait, in milliseconds; each further one is twice as long. */
  readonly firstMs: number;
  /** No wait is longer. */
  readonly ceilingMs: number;
  /** What a remote host may ask for with `Retry-After` at most. */
  readonly retryAfterMs: number;
  /** A delivery older than this is given up at its next failure, or when its host must be left alone. */
  readonly ageMs: number;
}

/** 16 attempts; with full jitter the last comes about 58 hours after the first on average. After 401, 10 in about an hour. */
export const defaultRetryPlan: RetryPlan = {
  attempts: 16,
  unauthorizedAttempts: 10,
  firstMs: 15 * second,
  ceilingMs: 48 * hour,
  retryAfterMs: 24 * hour,
  ageMs: 7 * 24 * hour,
};

/** What an outcome means for the delivery. */
export type Disposition =
  | { readonly kind: 'delivered'; readonly status: number }
  | { readonly kind: 'give-up'; readonly error: string; readonly gone: boolean }
  | {
      readonly kind: 'retry';
      readonly error: string;
      readonly retryAfterMs?: number;
      /** The host believes the signature under neither scheme. */
      readonly unauthorized?: true;
    };

const retriedClientErrors: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * 2xx is delivered. 401 (as Mastodon does), 408, 425, 429, every 5xx and every fault without an answer is tried again. All else is final: a
 * redirect (a POST is never sent on to where nobody decided it may go) and the other 4xx.
 */
export function classify(outcome: PostOutcome): Disposition {
  if (outcome.kind === 'failed') return { kind: 'retry', error: outcome.reason };
  const { status, retryAfterMs } = outcome;
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  const error = `answered ${status}`;
  if (status === 401) return { kind: 'retry', error, unauthorized: true };
  if (status >= 500 || retriedClientErrors.has(status)) {
    return retryAfterMs === undefined ? { kind: 'retry', error } : { kind: 'retry', error, retryAfterMs };
  }
  return { kind: 'give-up', error, gone: status === 410 };
}

/**
 * When the next attempt is due, in milliseconds since the epoch; `undefined` when there is none.
 * Exponential with full jitter: evenly between nothing and the n-th ceiling. `Retry-After` is a lower end, with up to a
 * tenth on top so that what was turned away together does not come back together.
 */
export function nextAttempt(
  plan: RetryPlan,
  failure: {
    readonly now: number;
    readonly enqueuedAt: number;
    /** Attempts made, the failed one included. */
    readonly attempts: number;
    readonly retryAfterMs?: number;
    readonly unauthorized?: true;
  },
  random: () => number,
): number | undefined {
  const most = failure.unauthorized ? plan.unauthorizedAttempts : plan.attempts;
  if (failure.attempts >= most || failure.now - failure.enqueuedAt >= plan.ageMs) return undefined;
  const ceiling = Math.min(plan.ceilingMs, plan.firstMs * 2 ** (failure.attempts - 1));
  const wait = Math.max(random() * ceiling, askedWait(plan, failure.retryAfterMs, random));
  return failure.now + Math.round(wait);
}

/** The wait that a host asked for, within what it may ask for, in milliseconds. */
export function askedWait(plan: RetryPlan, retryAfterMs: number | undefined, random: () => number): number {
  if (retryAfterMs === undefined || retryAfterMs <= 0) return 0;
  const bounded = Math.min(plan.retryAfterMs, retryAfterMs);
  return bounded + random() * 0.1 * bounded;
}
