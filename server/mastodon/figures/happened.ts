import type { Account, Report } from '../../../federation/ports/index.ts';
import type { ListingEntry } from '../../ports/index.ts';
import type { MastodonParts } from '../door.ts';
import { firstAt, timeOf } from '../snowflakes.ts';
import { boundsOf, type Days } from './days.ts';

/** How much of one listing a figure looks at: a number that is the highest there is means this many, or more. */
const mostLookedAt = 10_000;
const page = 1_000;

/** Entries of a listing from these days, newest first. */
export async function entriesOn(
  days: Days,
  listing: string,
  { store }: MastodonParts,
  kinds?: readonly string[],
): Promise<ListingEntry[]> {
  const { from, to } = boundsOf(days);
  const found: ListingEntry[] = [];
  let maxId = firstAt(to);
  const sinceId = firstBefore(from);
  while (found.length < mostLookedAt) {
    const entries = await store.listings.page(listing, { limit: page, maxId, sinceId, ...(kinds && { kinds }) });
    found.push(...entries);
    maxId = entries.at(-1)?.position ?? maxId;
    if (entries.length < page) break;
  }
  return found;
}

/** The bound of a page is no part of it, the first moment of a day is. */
function firstBefore(time: number): string {
  return (BigInt(firstAt(time)) - 1n).toString().padStart(18, '0');
}

/** Accounts of people, not those of the organisation, its communities and its services. */
export async function colleagues({ store }: MastodonParts): Promise<Account[]> {
  return (await store.accounts.all()).filter(({ kind }) => kind === 'employee');
}

/** Moments at which each colleague posted or boosted something, by actor IRI. */
export async function doings(days: Days, parts: MastodonParts): Promise<ReadonlyMap<string, number[]>> {
  const found = new Map<string, number[]>();
  for (const { actorId } of await colleagues(parts)) {
    const entries = await entriesOn(days, `account:${actorId}`, parts);
    found.set(
      actorId,
      entries.map(({ position }) => timeOf(position)),
    );
  }
  return found;
}

/** Moments at which somebody answered, boosted or liked what colleagues wrote. */
export async function interactions(days: Days, parts: MastodonParts): Promise<number[]> {
  const moments: number[] = [];
  for (const { actorId } of await parts.store.accounts.all()) {
    const kinds = ['mention', 'reblog', 'favourite'];
    const entries = await entriesOn(days, `notifications:${actorId}`, parts, kinds);
    moments.push(...entries.map(({ position }) => timeOf(position)));
  }
  return moments;
}

/** Every report, open and dealt with. */
export async function everyReport({ moderation }: MastodonParts): Promise<Report[]> {
  const found: Report[] = [];
  for (const open of [true, false]) {
    let after: string | undefined;
    for (let seen = 0; seen < mostLookedAt; seen += page) {
      const reports = await moderation.reports.list({ open, limit: page, ...(after !== undefined && { after }) });
      found.push(...reports);
      after = reports.at(-1)?.id;
      if (reports.length < page) break;
    }
  }
  return found;
}

/** Whether an IRI is of this server. */
export function isOf(domain: string, iri: string): boolean {
  return URL.parse(iri)?.host === domain;
}

/** Actor IRIs of a domain that are known here. */
export async function actorsOf(domain: string, { store }: MastodonParts): Promise<string[]> {
  const known = await store.listings.page('outsiders', { limit: mostLookedAt });
  return known.map(({ item }) => item).filter((iri) => isOf(domain, iri));
}
