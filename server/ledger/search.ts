import type { Ledger } from '../ports/index.ts';
import { type EntryKind, entryKinds } from './entry.ts';
import { textOf } from './export.ts';

export interface EntryFilter {
  readonly kind?: EntryKind;
  /** Actor IRI of somebody who did it, decided on it or wrote what it is about. */
  readonly actor?: string;
  /** Milliseconds since the epoch, inclusive. */
  readonly since?: number;
  /** Milliseconds since the epoch, exclusive. */
  readonly until?: number;
}

/** How far a search goes. */
export interface Reach {
  /** Index of the entry to stop short of; the end of the ledger where left out. */
  readonly before?: number;
  /** Entries found at most. */
  readonly most: number;
  /** Entries read at most. */
  readonly read: number;
}

export interface Found {
  /** Newest first. */
  readonly entries: readonly { readonly index: number; readonly entry: string }[];
  /** The `before` to go on with; absent where the beginning of the ledger is reached. */
  readonly next?: number;
}

const batch = 1_000;

/** Entries that satisfy a filter, from the newest back. */
export async function searchEntries(ledger: Ledger, filter: EntryFilter, reach: Reach): Promise<Found> {
  const size = await ledger.sequence();
  const from = Math.min(reach.before ?? size, size);
  const bottom = Math.max(0, from - reach.read);
  const entries: { readonly index: number; readonly entry: string }[] = [];
  for (let end = from; end > bottom; ) {
    const start = Math.max(bottom, end - batch);
    const page = (await ledger.entries(start, end - start)).map(textOf);
    for (const [n, entry] of [...page.entries()].toReversed()) {
      if (!fits(entry, filter)) continue;
      const index = start + n;
      entries.push({ index, entry });
      if (entries.length === reach.most) return { entries, ...(index > 0 && { next: index }) };
    }
    end = start;
  }
  return { entries, ...(bottom > 0 && { next: bottom }) };
}

export function isEntryKind(word: string): word is EntryKind {
  return entryKinds.some((kind) => kind === word);
}

/** Members of an entry that name somebody. */
const named = ['actor', 'by', 'author', 'approvedBy', 'decidedBy'];

function fits(entry: string, { kind, actor, since, until }: EntryFilter): boolean {
  const members = JSON.parse(entry) as Readonly<Record<string, unknown>>;
  const at = Number(members['at']);
  if (kind !== undefined && members['kind'] !== kind) return false;
  if (actor !== undefined && !named.some((name) => members[name] === actor)) return false;
  return (since === undefined || at >= since) && (until === undefined || at < until);
}
