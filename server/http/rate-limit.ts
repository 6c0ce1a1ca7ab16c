/** As in Mastodon, whose clients expect it. */
const windowMs = 5 * 60 * 1000;
const mostKeys = 100_000;

export interface RateLimit {
  /** Counts one request; the headers tell the client where it stands. */
  take(key: string, most: number): { readonly allowed: boolean; readonly headers: Readonly<Record<string, string>> };
}

/** A fixed window in this process, by account or address and family of routes. */
export function createRateLimit(clock: () => number): RateLimit {
  const windows = new Map<string, { used: number; readonly endsAt: number }>();
  return {
    take(key, most) {
      const now = clock();
      const known = windows.get(key);
      const window = known && known.endsAt > now ? known : { used: 0, endsAt: now + windowMs };
      if (window !== known) {
        windows.delete(key);
        windows.set(key, window);
        for (const oldest of windows.keys()) {
          if (windows.size <= mostKeys) break;
          windows.delete(oldest);
        }
      }
      window.used += 1;
      const headers = {
        'X-RateLimit-Limit': String(most),
        'X-RateLimit-Remaining': String(Math.max(0, most - window.used)),
        'X-RateLimit-Reset': new Date(window.endsAt).toISOString(),
        ...standardFields(most, window, now),
      };
      return { allowed: window.used <= most, headers };
    },
  };
}

/** draft-ietf-httpapi-ratelimit-headers, and when to come again (RFC 9110 §10.2.3). */
function standardFields(most: number, { used, endsAt }: { used: number; endsAt: number }, now: number) {
  const seconds = Math.ceil((endsAt - now) / 1000);
  return {
    'RateLimit-Policy': `"default";q=${most};w=${windowMs / 1000}`,
    RateLimit: `"default";r=${Math.max(0, most - used)};t=${seconds}`,
    ...(used > most && { 'Retry-After': String(seconds) }),
  };
}
