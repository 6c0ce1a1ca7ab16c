import { parseHttpDate } from './http-date.ts';

/** Milliseconds from `now` that a `Retry-After` header asks for (seconds or a date); undefined for anything else. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const date = parseHttpDate(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
