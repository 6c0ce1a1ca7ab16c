import { clockProblem } from '../clock.ts';
import { type Finding, finder } from './check.ts';

/** Milliseconds by which a clock may be behind what the store holds; small corrections by a time service are usual. */
const behindMost = 60_000;

/** `newest`: when the last decision in the store was made, in milliseconds since the epoch. */
export function checkClock(newest: number | undefined): Finding {
  const { ok, fail } = finder('clock');
  const now = Date.now();
  const problem = clockProblem(now);
  if (problem !== undefined) return fail(problem);
  if (newest !== undefined && newest - now > behindMost) {
    return fail(`the clock is behind the last decision of ${new Date(newest).toISOString()}: set it`);
  }
  return ok(new Date(now).toISOString());
}
