/** Counts failures of the last quarter of an hour under any key, in this process. */
export interface Throttle {
  /** Milliseconds until one of the keys may be tried again; 0 where all may. */
  waitMs(limits: readonly Limit[]): number;
  fail(limits: readonly Limit[]): void;
  /** Takes one failure back: what was counted turned out well. */
  forgive(limits: readonly Limit[]): void;
}

export interface Limit {
  readonly key: string;
  /** Failures within the window before it closes. */
  readonly failures: number;
}

interface Count {
  failures: number;
  readonly since: number;
}

const windowMs = 15 * 60 * 1000;
const mostKeys = 100_000;

export function createThrottle(clock: () => number): Throttle {
  const counts = new Map<string, Count>();
  const current = (key: string): Count | undefined => {
    const count = counts.get(key);
    return count && clock() - count.since < windowMs ? count : undefined;
  };
  return {
    waitMs(limits) {
      const waits = limits.map(({ key, failures }) => {
        const count = current(key);
        return count && count.failures >= failures ? count.since + windowMs - clock() : 0;
      });
      return Math.max(0, ...waits);
    },
    fail(limits) {
      for (const { key } of limits) {
        const count = current(key) ?? { failures: 0, since: clock() };
        count.failures += 1;
        counts.delete(key);
        counts.set(key, count);
      }
      // The key that failed longest ago goes first: a flood of names can't fill the memory.
      for (const key of counts.keys()) {
        if (counts.size <= mostKeys) break;
        counts.delete(key);
      }
    },
    forgive(limits) {
      for (const { key } of limits) {
        const count = current(key);
        if (count) count.failures -= 1;
      }
    },
  };
}
