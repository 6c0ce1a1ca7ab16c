import type { HostRecord } from '../ports/index.ts';

const day = 24 * 60 * 60_000;

/** A host that failed on this many distinct days without one success between them counts as dead. */
export const failingDaysUntilDead = 7;
/** A dead host is tried once in this time, in milliseconds. */
export const probeEveryMs = day;

export function unknownHost(host: string): HostRecord {
  return { host, failingDays: [], rfc9421: false };
}

/** The record after a failure at `now`; the very same one where the failure is no news. `error` says what it came to. */
export function afterFailure(record: HostRecord, now: number, error?: string): HostRecord {
  const today = new Date(now).toISOString().slice(0, 10);
  if (record.deadSince !== undefined || record.failingDays.includes(today)) return record;
  const failingDays = [...record.failingDays, today];
  const failed = { ...record, failingDays, ...(error !== undefined && { lastError: error }) };
  return failingDays.length < failingDaysUntilDead ? failed : { ...failed, deadSince: now, lastProbe: now };
}

/** The record of a host that nothing is sent to until then. */
export function atRest(record: HostRecord, until: number, error?: string): HostRecord {
  return { ...record, openUntil: until, ...(error !== undefined && { lastError: error }) };
}

/** The same once it answers again; the very same one where it was given no rest. */
export function withoutRest(record: HostRecord): HostRecord {
  if (record.openUntil === undefined) return record;
  const { openUntil: _until, ...rest } = record;
  return rest;
}

/** The record after a delivery; the very same one where nothing was held against the host. */
export function afterSuccess(record: HostRecord): HostRecord {
  const { deadSince, openUntil, failingDays } = record;
  if (deadSince === undefined && openUntil === undefined && failingDays.length === 0) return record;
  return { host: record.host, failingDays: [], rfc9421: record.rfc9421 };
}

/** When a dead host may be tried next, in milliseconds since the epoch; `undefined` for one that is not dead. */
export function nextProbe(record: HostRecord): number | undefined {
  return record.deadSince === undefined ? undefined : (record.lastProbe ?? record.deadSince) + probeEveryMs;
}
