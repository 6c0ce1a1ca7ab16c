import { type Change, type Lease, type Leases, StaleFence } from '../ports/index.ts';

type LeaseAssert = Extract<Change, { change: 'lease.assert' }>;

interface Committing<AnyChange> {
  commit(changes: readonly AnyChange[]): Promise<void>;
}

export interface LeaseParts<AnyChange> {
  readonly leases: Leases;
  readonly commits: Committing<AnyChange | LeaseAssert>;
  /** This process, as it is enlisted with the store. */
  readonly owner: string;
  /** How long a process that stalls keeps others waiting; renewed at a third of it. */
  readonly leaseMs?: number;
}

/** What work under a lease has. */
export interface Held<AnyChange> {
  /** Aborted when the lease is lost: stop, nothing that is written from here on counts. */
  readonly signal: AbortSignal;
  /** Commits under the lease's fence; rejects with `StaleFence`, nothing written, where it has passed on. */
  readonly commits: Committing<AnyChange>;
}

export type LeasedOutcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** Somebody else is at it. */
  | { readonly kind: 'taken' }
  /** The lease passed on before the work was done; whoever has it goes on. */
  | { readonly kind: 'lost' };

const defaultLeaseMs = 30_000;

/**
 * Does `work` as the only process on the store that does it. The lease runs by the store's time and its renewal by a
 * monotonic timer, so that no wall clock of a process plays a part; a process that stalls and comes back finds its writes
 * refused. Rejects with what `work` throws, and with what the store throws when the lease can't be asked for.
 */
export async function withLease<AnyChange, T>(
  parts: LeaseParts<AnyChange>,
  name: string,
  work: (held: Held<AnyChange>) => Promise<T>,
): Promise<LeasedOutcome<T>> {
  const { leases, commits, owner, leaseMs = defaultLeaseMs } = parts;
  const asked = performance.now();
  const lease = await leases.acquire({ name, owner, leaseMs });
  if (!lease) return { kind: 'taken' };
  const lost = new AbortController();
  const renewal = keepRenewed(leases, lease, { leaseMs, since: asked, lost });
  const assertion: LeaseAssert = { change: 'lease.assert', name, fence: lease.fence };
  try {
    const fenced = { commit: (changes: readonly AnyChange[]) => commits.commit([assertion, ...changes]) };
    const value = await work({ signal: lost.signal, commits: fenced });
    return lost.signal.aborted ? { kind: 'lost' } : { kind: 'done', value };
  } catch (error) {
    if (error instanceof StaleFence && (lost.signal.aborted || !(await leases.renew(lease, leaseMs)))) {
      return { kind: 'lost' };
    }
    throw error;
  } finally {
    clearInterval(renewal);
    // Runs out by itself where the store does not answer.
    if (!lost.signal.aborted) await leases.release(lease).catch(() => undefined);
  }
}

/** Renews until the returned timer is cleared; aborts `lost` where the lease has passed on or can't be kept any more. */
function keepRenewed(
  leases: Leases,
  lease: Lease,
  { leaseMs, since, lost }: { leaseMs: number; since: number; lost: AbortController },
): NodeJS.Timeout {
  let renewedAt = since;
  const renew = async (): Promise<void> => {
    const asked = performance.now();
    const kept = await leases.renew(lease, leaseMs).catch(() => undefined);
    if (kept) renewedAt = asked;
    if (kept === false || performance.now() - renewedAt >= leaseMs) lost.abort();
  };
  return setInterval(() => void renew(), leaseMs / 3).unref();
}
