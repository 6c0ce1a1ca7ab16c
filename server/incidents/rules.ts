import type { IncidentRules, IncidentThreshold } from '../ports/index.ts';

/** Where nobody set any. */
export function usualRules(origin: string): IncidentRules {
  return { policy: { count: 10, minutes: 60 }, author: { count: 5, minutes: 60 }, by: origin, at: 0 };
}

const minuteMs = 60_000;

/** Milliseconds that a threshold looks back. */
export function windowOf({ minutes }: IncidentThreshold): number {
  return minutes * minuteMs;
}
