import { request } from 'undici';

export type Probed =
  /** `date`: the answer's `Date`, in milliseconds since the epoch. */
  | { readonly kind: 'answered'; readonly status: number; readonly date: number | undefined }
  /** `cause`: the system's short name of what went wrong. */
  | { readonly kind: 'unreachable'; readonly cause: string };

const answerWithinMs = 5000;

/**
 * Asks an address of our own, the way the outside would reach it. Without the guards of a fetch: nothing but an operator
 * chooses where it goes, and behind a proxy that may be a private address. Redirects are not followed.
 */
export async function probe(url: string): Promise<Probed> {
  try {
    const { statusCode, headers, body } = await request(url, { signal: AbortSignal.timeout(answerWithinMs) });
    await body.dump();
    const date = Date.parse(String(headers['date']));
    return { kind: 'answered', status: statusCode, date: Number.isNaN(date) ? undefined : date };
  } catch (error) {
    return { kind: 'unreachable', cause: causeOf(error) };
  }
}

function causeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error && typeof error.name === 'string' ? error.name : 'unknown';
}
