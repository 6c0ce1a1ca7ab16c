import type { ClaimedDelivery, Deliveries } from '../ports/index.ts';
import { giveUp, postpone } from './conclude.ts';
import { errorText, type OnDeliveryEvent } from './events.ts';
import type { HostBook } from './host-book.ts';
import type { Job } from './job.ts';
import type { Lanes } from './lanes.ts';
import type { RemoteHost } from './remote-host.ts';
import type { Settler } from './settler.ts';

/** Deliveries claimed at once, and the number of those ready to start below which more are claimed. */
const claimSize = 256;
const claimBelow = 128;
/** Deliveries held in memory at most, however many hosts hang. */
const heldAtMost = 4096;
/** Of one host, when many have work. */
const perHostAtLeast = 8;
/** How soon the store is asked again when it has what is due but not for us now. */
const againMs = 250;
const firstBackoffMs = 100;
const backoffCeilingMs = 5000;

export interface IntakeParts {
  readonly owner: string;
  readonly deliveries: Pick<Deliveries, 'claim' | 'nextDue'>;
  readonly lanes: Lanes<Job>;
  readonly book: HostBook;
  readonly settler: Settler;
  /** Claimed jobs without a settlement, by delivery id. */
  readonly held: Map<string, Job>;
  readonly emit: OnDeliveryEvent;
  readonly now: () => number;
  readonly random: () => number;
  readonly leaseMs: number;
  /** How often the store is asked for what others enqueued, in milliseconds. */
  readonly pollMs: number;
  /** A delivery to a host that must be left alone is given up when it is this old. */
  readonly ageMs: number;
}

/** Claims deliveries ahead of need and puts them into their lanes. */
export class Intake {
  readonly #parts: IntakeParts;
  #running: Promise<number | undefined> | undefined;
  #woken = false;
  #backoffMs = 0;
  /** Monotonic milliseconds before which a claim would be no use. */
  #notBefore = 0;
  /** Hosts left out of the last claim because their lanes were full enough. */
  #leftOut = new Set<string>();
  #fullLane = claimSize / 2;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** Resolves when no claim is under way. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** Something may be due. A store that fails is still given its time. */
  wake(): void {
    this.#woken = true;
    if (this.#backoffMs === 0) this.#notBefore = 0;
  }

  /** A delivery of this host has left its lane. */
  drawn(host: string): void {
    if (this.#leftOut.size === 0 || !this.#leftOut.has(host)) return;
    if (this.#parts.lanes.queuedFor(host) >= this.#fullLane) return;
    this.#leftOut.delete(host);
    this.wake();
  }

  /** Milliseconds until it is time to claim; undefined where that depends on what is under way. */
  dueIn(): number | undefined {
    const { lanes, held } = this.#parts;
    if (this.#running !== undefined || lanes.ready >= claimBelow || held.size >= heldAtMost) return undefined;
    return Math.max(0, this.#notBefore - performance.now());
  }

  /** Claims once; resolves to how many were claimed, undefined where the store failed. Never rejects. */
  claim(): Promise<number | undefined> {
    this.#running ??= this.#claim();
    return this.#running;
  }

  async #claim(): Promise<number | undefined> {
    try {
      this.#woken = false;
      // Before the store is asked: the lease may have begun any time since.
      const leasedAt = performance.now();
      const claimed = await this.#ask();
      await this.#admit(claimed, leasedAt);
      this.#backoffMs = 0;
      if (claimed.length === 0) await this.#rest();
      return claimed.length;
    } catch (error) {
      this.#parts.emit({ kind: 'store-failed', during: 'claim', error: errorText(error) });
      this.#backoffMs = Math.min(backoffCeilingMs, Math.max(firstBackoffMs, this.#backoffMs * 2));
      this.#notBefore = performance.now() + this.#backoffMs;
      return undefined;
    } finally {
      this.#running = undefined;
    }
  }

  async #ask(): Promise<ClaimedDelivery[]> {
    const { lanes, deliveries, settler, owner, now, leaseMs } = this.#parts;
    const perHost = Math.max(perHostAtLeast, Math.floor(claimSize / Math.max(1, lanes.busy)));
    this.#fullLane = perHost / 2;
    const withoutHosts = lanes.hostsWith(this.#fullLane);
    this.#leftOut = new Set(withoutHosts);
    // In the same turn as the claim, so that a store that gathers writes flushes to disk once for both.
    settler.offer();
    return deliveries.claim({ owner, now: now(), leaseMs, limit: claimSize, perHost, withoutHosts });
  }

  /** Nothing is to be had: waits for the next one that becomes due, or for others to enqueue. */
  async #rest(): Promise<void> {
    const { deliveries, now, pollMs } = this.#parts;
    const due = await deliveries.nextDue();
    const inMs = due === undefined ? pollMs : Math.min(pollMs, due - now());
    if (!this.#woken) this.#notBefore = performance.now() + (inMs > 0 ? inMs : againMs);
  }

  async #admit(claimed: readonly ClaimedDelivery[], leasedAt: number): Promise<void> {
    if (claimed.length === 0) return;
    const fresh = claimed.filter((delivery) => !this.#renewed(delivery, leasedAt));
    const hosts = await this.#hostsOf(fresh);
    for (const delivery of fresh) {
      const host = hosts.get(delivery.host);
      if (host !== undefined) this.#place(delivery, host, leasedAt);
    }
  }

  async #hostsOf(claimed: readonly ClaimedDelivery[]): Promise<Map<string, RemoteHost>> {
    const { book, settler, now } = this.#parts;
    try {
      return await book.load(claimed.map(({ host }) => host));
    } catch (error) {
      const notBefore = now() + againMs;
      for (const { id, fence } of claimed) settler.add({ id, fence, kind: 'returned', notBefore });
      throw error;
    }
  }

  /** A delivery that is here already has had its lease run out: only the lease is new. */
  #renewed(delivery: ClaimedDelivery, leasedAt: number): boolean {
    const job = this.#parts.held.get(delivery.id);
    if (job === undefined) return false;
    job.fence = delivery.fence;
    job.leasedAt = leasedAt;
    return true;
  }

  #place(delivery: ClaimedDelivery, host: RemoteHost, leasedAt: number): void {
    const { lanes, held, book, settler, random, ageMs } = this.#parts;
    const job: Job = { delivery, host, fence: delivery.fence, leasedAt, startedAt: 0, slow: false, over: false };
    const now = this.#parts.now();
    const admission = host.admission(now);
    if (admission.kind === 'wait') {
      const tooOld = now - delivery.enqueuedAt >= ageMs;
      if (tooOld) settler.add(giveUp(this.#parts, job, 'the host has taken nothing in all the time it was given', now));
      else settler.add(postpone(job, admission.until, random));
      return;
    }
    if (admission.kind === 'probe') book.probe(host, now);
    held.set(delivery.id, job);
    const { attempts, signer: sender } = delivery;
    lanes.add(delivery.host, job, { sender, triedBefore: attempts > 0, answered: host.answered });
  }
}
