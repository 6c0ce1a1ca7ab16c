import type { HostRecord } from '../ports/index.ts';

const day = 24 * 60 * 60_000;

/** A host that failed on this many distinct days without one success between them counts as dead. */
export const failingDaysUntilDead = 7;
/** A dead host is tried once in this time, in milliseconds. */
export const probeEveryMs = day;

export function unknownHost(host: string): HostRecord {
  return { host, failingDays: [], rfc9421: false };
}

/** The record after a failure at `now`; the very same one where the failure is no news. */
export function afterFailure(record: HostRecord, now: number): HostRecord {
  const today = new Date(now).toISOString().slice(0, 10);
  if (record.deadSince !== undefined || record.failingDays.includes(today)) return record;
  const failingDays = [...record.failingDays, today];
  if (failingDays.length < failingDaysUntilDead) return { ...record, failingDays };
  return { ...record, failingDays, deadSince: now, lastProbe: now };
}

/** The record after a delivery; the very same one where nothing was held against the host. */
export function afterSuccess(record: HostRecord): HostRecord {
  if (record.deadSince === undefined && record.failingDays.length === 0) return record;
  return { host: record.host, failingDays: [], rfc9421: record.rfc9421 };
}

/** When a dead host may be tried next, in milliseconds since the epoch; `undefined` for one that is not dead. */
export function nextProbe(record: HostRecord): number | undefined {
  return record.deadSince === undefined ? undefined : (record.lastProbe ?? record.deadSince) + probeEveryMs;
}
