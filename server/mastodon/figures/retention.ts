import type { MastodonParts } from '../door.ts';
import { isoTime } from '../entities/account.ts';
import { boundsOf, type Days, dayMs } from './days.ts';
import { colleagues, doings } from './happened.ts';

export type Frequency = 'day' | 'month';

/** When the day or the month (UTC) of a moment begins, in milliseconds since the epoch. */
function periodOf(at: number, frequency: Frequency): number {
  if (frequency === 'day') return Math.floor(at / dayMs) * dayMs;
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

/** `Admin::Cohort`s: of the colleagues who joined in each period, how many posted something in it and in those after it. */
export async function retention(days: Days, frequency: Frequency, parts: MastodonParts): Promise<object[]> {
  const periods = [...new Set(days.map((day) => periodOf(day, frequency)))];
  const { to } = boundsOf(days);
  const done = await doings(days, parts);
  const people = (await colleagues(parts)).filter(({ createdAt }) => createdAt < to);
  return periods.map((period, index) => {
    const joined = people.filter(({ createdAt }) => periodOf(createdAt, frequency) === period);
    const data = periods.slice(index).map((later) => {
      const stayed = joined.filter(({ actorId }) => done.get(actorId)?.some((at) => periodOf(at, frequency) === later));
      const rate = joined.length === 0 ? 0 : stayed.length / joined.length;
      return { date: isoTime(later), rate, value: String(stayed.length) };
    });
    return { period: isoTime(period), frequency, data };
  });
}
