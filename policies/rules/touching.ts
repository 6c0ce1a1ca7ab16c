import type { Stretch } from './passage.ts';
import type { Sighting } from './sighting.ts';

/** Each stretch with so many characters on either side; what merely borders on it touches it. */
export function widened(stretches: readonly Stretch[], within: number): Stretch[] {
  return stretches.map(({ start, end }) => ({ start: start - within - 1, end: end + within + 1 }));
}

/** Those that overlap one of the stretches, in linear time once both are sorted. */
export function keepTouching(found: readonly Sighting[], stretches: readonly Stretch[]): Sighting[] {
  const sorted = [...stretches].sort((a, b) => a.start - b.start);
  const reach: number[] = [];
  for (const { end } of sorted) reach.push(Math.max(end, reach.at(-1) ?? end));
  return found.filter((seen) => {
    const before = countBelow(sorted, seen.end);
    return (reach[before - 1] ?? Number.NEGATIVE_INFINITY) > seen.start;
  });
}

/** How many of the stretches, sorted by start, begin before `offset`. */
function countBelow(sorted: readonly Stretch[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
