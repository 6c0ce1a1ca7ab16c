/** How the time of one lease is shared out, in milliseconds. */
export interface LeasePlan {
  readonly leaseMs: number;
  /** A delivery whose attempt has not started by then goes back to the store. */
  readonly startMs: number;
  /** From its start, an attempt is over by then. */
  readonly attemptMs: number;
  /** From its start, an attempt posts nothing after this: what it posts before is over when the attempt is. */
  readonly postMs: number;
}

/** Reading the release and signing, twice. */
const besidesPostsMs = 1_000;

/**
 * Shares a lease out so that whatever an attempt sends is sent, and its settlement on its way, before anybody else can have
 * the delivery: a start, two posts (a host may ask for the other signature scheme) of at most `deadlineMs` each, and a fifth
 * of the lease for the settlement. Throws a RangeError where the lease is too short for that.
 */
export function leasePlan(leaseMs: number, deadlineMs: number): LeasePlan {
  const attemptMs = 2 * deadlineMs + besidesPostsMs;
  const startMs = leaseMs - leaseMs / 5 - attemptMs;
  if (startMs < leaseMs / 5) {
    throw new RangeError(`a lease of ${leaseMs} ms is too short for two posts of ${deadlineMs} ms each`);
  }
  return { leaseMs, startMs, attemptMs, postMs: attemptMs - deadlineMs };
}
