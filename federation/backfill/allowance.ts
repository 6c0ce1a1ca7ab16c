import { backfillLimits } from '../limits.ts';
import { ExpiringMap } from '../wire/expiring-map.ts';
import { canonicalHost } from '../wire/origins.ts';

/** How many documents each host has been asked for in the running minute. */
export class HostMinutes {
  readonly #asked: ExpiringMap<{ count: number }>;

  constructor(clock: () => number) {
    this.#asked = new ExpiringMap(backfillLimits.remembered, clock);
  }

  /** Takes one; `false` where the host has had its share. */
  take(host: string): boolean {
    const asked = this.#asked.get(host) ?? { count: 0 };
    if (asked.count === 0) this.#asked.set(host, asked, 60_000);
    asked.count += 1;
    return asked.count <= backfillLimits.perHostAndMinute;
  }
}

/** What one conversation may still cost. */
export class Allowance {
  readonly #minutes: HostMinutes;
  #fetches = 0;
  #characters = 0;

  constructor(minutes: HostMinutes) {
    this.#minutes = minutes;
  }

  /** Takes one fetch of this address; `false` where there is none left. */
  takeFetch(url: string): boolean {
    const host = canonicalHost(url);
    if (host === undefined || this.#fetches >= backfillLimits.fetches) return false;
    if (this.#characters >= backfillLimits.characters || !this.#minutes.take(host)) return false;
    this.#fetches += 1;
    return true;
  }

  /** Counts what came of it. */
  spend(characters: number): void {
    this.#characters += characters;
  }
}
