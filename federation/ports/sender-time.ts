/**
 * Deliveries that were not tried yet are served in the order of their senders' time, so that who sends much delays nobody
 * else, and each sender's own keep their order. Whoever sends little is this far ahead of the clock, in milliseconds; each
 * delivery moves its sender this far on, the clock gives it back, and nobody falls behind the clock.
 */
export const senderTime = { aheadMs: 60 * 60_000, stepMs: 36 } as const;

export interface SenderTimes {
  /** The time of the first of the deliveries; each further one is a step later, `at` at the latest. */
  readonly from: number;
  /** What to remember of the sender. */
  readonly reached: number;
}

/** Times for `count` deliveries of one sender that are queued at `at`, where `reached` is what its last ones came to. */
export function senderTimes(count: number, at: number, reached: number | undefined): SenderTimes {
  const ahead = at - senderTime.aheadMs;
  const from = Math.min(at, Math.max(ahead, reached ?? ahead));
  return { from, reached: Math.min(at, from + count * senderTime.stepMs) };
}
