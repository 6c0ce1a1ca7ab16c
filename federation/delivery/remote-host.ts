import type { HostRecord } from '../ports/index.ts';
import { Breaker, type BreakerLimits } from './breaker.ts';
import type { PostOutcome } from './collaborators.ts';
import { nextProbe, unknownHost } from './dead-host.ts';

/** What an outcome says about the host, whatever it means for the one delivery. */
export type HostHealth = 'delivers' | 'answers' | 'fails';

/** A 4xx is an answer, not a delivery: it neither counts against the host nor clears what does. */
export function healthOf(outcome: PostOutcome): HostHealth {
  if (outcome.kind === 'failed' || outcome.status >= 500) return 'fails';
  return outcome.status >= 200 && outcome.status < 300 ? 'delivers' : 'answers';
}

/** May a delivery to this host start? `probe`: one may, and its outcome decides about the others. */
export type Admission =
  | { readonly kind: 'go' }
  | { readonly kind: 'probe' }
  | { readonly kind: 'wait'; readonly until: number };

/** While a dead host is being probed, its other deliveries wait this long at most. */
const probeTakesMs = 60_000;

/** A remote host as this process knows it: what the store remembers, its breaker, and what it has asked for. */
export class RemoteHost {
  readonly name: string;
  readonly breaker: Breaker;
  record: HostRecord;
  /** It answered when it was last spoken to. */
  answered = false;
  /** When the record was read, in monotonic milliseconds. */
  loadedAt = Number.NEGATIVE_INFINITY;
  #pausedUntil = 0;
  #probedUntil = 0;

  constructor(name: string, limits: BreakerLimits) {
    this.name = name;
    this.breaker = new Breaker(limits);
    this.record = unknownHost(name);
  }

  refresh(record: HostRecord, at: number): void {
    this.record = record;
    this.loadedAt = at;
  }

  /** The host asked to be left alone until then. */
  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }

  probeStarted(now: number): void {
    this.#probedUntil = now + probeTakesMs;
  }

  probeEnded(): void {
    this.#probedUntil = 0;
  }

  /** `now` in milliseconds since the epoch. */
  admission(now: number): Admission {
    const probeAt = nextProbe(this.record);
    if (probeAt !== undefined) {
      if (now < this.#probedUntil) return { kind: 'wait', until: this.#probedUntil };
      return now >= probeAt ? { kind: 'probe' } : { kind: 'wait', until: probeAt };
    }
    const until = this.breaker.state(now) === 'open' ? (this.breaker.openUntil ?? now) : 0;
    const open = Math.max(until, this.#pausedUntil);
    return open > now ? { kind: 'wait', until: open } : { kind: 'go' };
  }
}
