import type { Outcome } from '../../../../policies/index.ts';

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

export function dateOf(at: number): string {
  return day.format(at);
}

/** `in 3 days`, `2 hours ago`. */
export function distanceOf(at: number, now = Date.now()): string {
  const [unit, ms] = units.find(([, size]) => Math.abs(at - now) >= size) ?? ['minute', 60_000];
  return relative.format(Math.round((at - now) / ms), unit);
}

/** The name in an actor's IRI. */
export function personOf(actor: string): string {
  return `@${actor.slice(actor.lastIndexOf('/') + 1)}`;
}

/** What a zone means to whoever reads about it. */
export function zoneOf(zone: string): string {
  if (zone === 'public') return 'everyone';
  if (zone === 'addressed') return 'outsiders who are named, and followers';
  return zone.startsWith('partner:') ? `partner ${zone.slice(8)}` : 'colleagues';
}

/** What became of a post. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  block: 'blocked',
  hold: 'held',
  confirm: 'asked to confirm',
  downgrade: 'kept closer',
  redact: 'redacted',
  disclose: 'disclosed',
  advise: 'advised',
  allow: 'allowed',
};

export const outcomeTones: Readonly<Record<Outcome, string>> = {
  block: 'danger',
  hold: 'warning',
  confirm: 'warning',
  downgrade: 'info',
  redact: 'info',
  disclose: 'info',
  advise: 'info',
  allow: 'success',
};

export function short(version: string): string {
  return version.slice(0, 8);
}
