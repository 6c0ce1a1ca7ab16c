import { type HoursDocument, type Weekday, weekdays } from './document.ts';

/** A date or a date and time, as milliseconds since the epoch; undefined where it is left out or no such day exists. */
export function momentOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const moment = Date.parse(written);
  const [day = ''] = written.split('T');
  const exists = new Date(Date.parse(`${day}T00:00:00Z`) || 0).toISOString().startsWith(day);
  return Number.isNaN(moment) || !exists ? undefined : moment;
}

/** Milliseconds of `30m`, `12h` or `14d`. */
export function durationOf(written: string): number {
  const units = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
  const unit = written.at(-1);
  return Number.parseInt(written, 10) * (unit === 'm' || unit === 'h' ? units[unit] : units.d);
}

/** Whether there is a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/** Whether a moment, in milliseconds since the epoch, lies in these hours; a night belongs to the day it begins on. */
export function compileHours({
  days = weekdays,
  from = '00:00',
  to = '24:00',
  zone,
}: HoursDocument): (at: number) => boolean {
  const clock = clockOf(zone);
  const [opens, closes] = [minuteOf(from), minuteOf(to)];
  const isOpen = (day: Weekday): boolean => days.includes(day);
  return (at) => {
    const { day, minute } = read(clock, at);
    if (opens < closes) return isOpen(day) && minute >= opens && minute < closes;
    return (minute >= opens && isOpen(day)) || (minute < closes && isOpen(dayBefore(day)));
  };
}

export function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

function read(clock: Intl.DateTimeFormat, at: number): { day: Weekday; minute: number } {
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const name = parts.get('weekday')?.toLowerCase();
  const day = weekdays.find((one) => one === name) ?? 'mon';
  return { day, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}

function dayBefore(day: Weekday): Weekday {
  return weekdays[(weekdays.indexOf(day) + 6) % 7] ?? day;
}
