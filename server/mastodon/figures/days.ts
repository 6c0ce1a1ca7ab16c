import { textOf } from '../../http/parameters.ts';
import type { Call } from '../door.ts';

export const dayMs = 24 * 60 * 60 * 1000;
const mostDays = 366;
const usualDays = 30;

/** Days (UTC) that figures are about: milliseconds since the epoch at which each begins, oldest first. */
export type Days = readonly number[];

/** The days between `start_at` and `end_at`, both included; the last month where they are left out. Undefined for none. */
export function daysAsked({ parameters }: Call, now: number): Days | undefined {
  const last = timeIn(textOf(parameters['end_at']), now);
  const first = timeIn(textOf(parameters['start_at']), last - (usualDays - 1) * dayMs);
  const [from, to] = [Math.floor(first / dayMs), Math.floor(last / dayMs)];
  if (!Number.isInteger(from) || !Number.isInteger(to) || to < from || to - from >= mostDays) return undefined;
  return Array.from({ length: to - from + 1 }, (_, index) => (from + index) * dayMs);
}

function timeIn(text: string | undefined, usual: number): number {
  return text === undefined || text === '' ? usual : Date.parse(text);
}

/** As many days right before these, which these are compared with. */
export function before(days: Days): Days {
  return days.map((day) => day - days.length * dayMs);
}

/** When these days begin and when they are over. */
export function boundsOf(days: Days): { readonly from: number; readonly to: number } {
  return { from: days[0] ?? 0, to: (days.at(-1) ?? 0) + dayMs };
}

/** How many of these moments are on each day. */
export function perDay(days: Days, moments: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const moment of moments) {
    const day = Math.floor(moment / dayMs) * dayMs;
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return days.map((day) => counts.get(day) ?? 0);
}
