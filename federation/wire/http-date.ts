const imfFixdate =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Milliseconds since the epoch of a `Date` header (RFC 9110 §5.6.7, its one current form); NaN for anything else. */
export function parseHttpDate(text: string): number {
  return imfFixdate.test(text) ? Date.parse(text) : Number.NaN;
}

/** True where the time of signing is near enough to ours; false for NaN. */
export function isWithin(time: number, now: number, window: number): boolean {
  return Math.abs(now - time) <= window;
}
