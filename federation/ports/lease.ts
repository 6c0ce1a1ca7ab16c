/** A right that one process at a time has, e.g. to run a background job. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  /** Grows with each time the lease changes hands; `lease.assert` with an older one fails. */
  readonly fence: number;
}

/**
 * Named leases. Time is the store's: no process's clock decides about who holds what. A lease that seems to run for longer
 * than it was taken for is one from before a clock was set back, and counts as run out.
 */
export interface Leases {
  /** Takes the lease for `leaseMs` where nobody has it; undefined while somebody does, the same owner included. */
  acquire(request: {
    readonly name: string;
    readonly owner: string;
    readonly leaseMs: number;
  }): Promise<Lease | undefined>;
  /** Holds it for `leaseMs` from this moment on; `false` where it has passed on. */
  renew(lease: Lease, leaseMs: number): Promise<boolean>;
  /** Gives it up at once. Nothing where it has passed on. */
  release(lease: Lease): Promise<void>;
}

/** The processes that hold leases of any kind: named ones, deliveries, inbound activities, fan-out ranges. */
export interface Owners {
  /** Joins under a name that no other process has or had. */
  enlist(owner: string): Promise<void>;
  /** Leaves; whatever is still leased to it is handed back. */
  leave(owner: string): Promise<void>;
  /**
   * Hands back, under a higher fence, what is leased to owners that enlisted and are gone without leaving. Returns their
   * names. How a store knows is its own affair; where it is mistaken, the fence stops whoever comes back.
   */
  releaseGone(): Promise<string[]>;
}
