import type { WireLimits } from '../limits.ts';
import { ExpiringMap } from './expiring-map.ts';
import { Slots } from './slots.ts';

/** What came of a turn: a verified signature, a fetch for nothing, or no fetch at all. */
export type KeyFetchUse = 'verified' | 'wasted' | 'nothing-fetched';

interface HostRecord {
  readonly slots: Slots;
  /** Start of the window in which `failures` are counted. */
  since: number;
  failures: number;
  provenUntil: number;
}

/**
 * How often a host may be asked for keys. Whoever sends us a request decides which host we ask, so only fetches that end
 * in a verified signature are free; the others count against the host that was named. A host that has verified lately
 * gets more room, so that a stranger's bad requests don't shut it out.
 */
export class KeyFetchBudget {
  readonly #hosts: ExpiringMap<HostRecord>;
  readonly #limits: WireLimits;
  readonly #clock: () => number;

  constructor(limits: WireLimits, clock: () => number) {
    this.#hosts = new ExpiringMap(limits.keyFetchHosts, clock);
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Runs `work` when it is the host's turn. `false` where the host has no room left; nothing ran then. */
  async spend(host: string, work: () => Promise<KeyFetchUse>): Promise<boolean> {
    const record = this.#record(host);
    if (!(await record.slots.take(this.#placesOf(record)))) return false;
    try {
      // Asked here and not before: those who waited for the same place may have used up the room.
      if (!this.#hasRoom(record)) return false;
      if ((await work()) === 'wasted') this.#countFailure(record);
      return true;
    } finally {
      record.slots.give();
    }
  }

  /** A signature of this host verified. */
  prove(host: string): void {
    this.#record(host).provenUntil = this.#clock() + this.#limits.keyFetchProvenTime;
  }

  #hasRoom(record: HostRecord): boolean {
    const { keyFetchFailures, keyFetchFailuresProven } = this.#limits;
    const limit = this.#isProven(record) ? keyFetchFailuresProven : keyFetchFailures;
    return this.#failuresOf(record) < limit;
  }

  #placesOf(record: HostRecord): number {
    return this.#isProven(record) ? this.#limits.keyFetchesPerHost : 1;
  }

  #isProven(record: HostRecord): boolean {
    return record.provenUntil > this.#clock();
  }

  #failuresOf(record: HostRecord): number {
    return this.#clock() - record.since < this.#limits.keyFetchWindow ? record.failures : 0;
  }

  #countFailure(record: HostRecord): void {
    record.failures = this.#failuresOf(record) + 1;
    if (record.failures === 1) record.since = this.#clock();
  }

  #record(host: string): HostRecord {
    const { keyFetchesWaiting, keyFetchProvenTime } = this.#limits;
    const record = this.#hosts.get(host) ?? {
      slots: new Slots(keyFetchesWaiting),
      since: 0,
      failures: 0,
      provenUntil: 0,
    };
    this.#hosts.set(host, record, keyFetchProvenTime);
    return record;
  }
}
