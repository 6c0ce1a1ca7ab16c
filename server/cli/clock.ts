/** Nothing that Portico does happened before this day: a clock that says so was never set. */
const earliest = Date.UTC(2024, 0, 1);

/** What is wrong with a clock by itself, in one line; undefined where nothing shows. Milliseconds since the epoch. */
export function clockProblem(now: number): string | undefined {
  if (now >= earliest) return undefined;
  const day = new Date(now).toISOString().slice(0, 10);
  return `the clock says ${day}: set it, other servers refuse signatures whose time is off`;
}
