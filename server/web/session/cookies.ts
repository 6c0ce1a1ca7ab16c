import type { Request } from 'express';

/** The value of a cookie (RFC 6265 §4.2); undefined where the request has none of that name. */
export function cookieOf({ headers }: Pick<Request, 'headers'>, name: string): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
