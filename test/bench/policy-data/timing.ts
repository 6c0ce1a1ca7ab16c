/** Seconds of the processor that some work takes, and what comes of it. */
export function timed<T>(work: () => T): { readonly seconds: number; readonly result: T } {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6, result };
}

/** Milliseconds that each item takes, as `p50 …, p99 …`; each is the least of several rounds, since others use the machine too. */
export function percentiles<T>(items: readonly T[], work: (item: T) => unknown, rounds = 7): string {
  const least = items.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++) {
    for (const [index, item] of items.entries()) {
      const start = performance.now();
      work(item);
      least[index] = Math.min(least[index] ?? 0, performance.now() - start);
    }
  }
  least.sort((a, b) => a - b);
  const at = (share: number): string => (least[Math.floor(least.length * share)] ?? 0).toFixed(3);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(0.9999)} ms`;
}
