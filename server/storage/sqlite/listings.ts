import type { Listed, ListingChange, ListingEntry, ListingQuery, Listings } from '../../ports/index.ts';
import type { Connection } from './connection.ts';
import { Remembered } from './remembered.ts';

interface EntryRow {
  readonly listing: string;
  readonly position: string;
  readonly item: string;
  readonly kind: string | null;
  readonly actor: string | null;
  readonly about: string | null;
}

interface PageParameters {
  readonly listing: string;
  readonly above: string;
  readonly below: string;
  /** JSON array. */
  readonly kinds: string | null;
  readonly limit: number;
}

/** Sorts after every id. */
const beyond = ':';

/** What was read of one listing. */
interface Known {
  count?: number;
  /** By what was asked, as text. */
  readonly pages: Map<string, readonly ListingEntry[]>;
  /** Whether it has an item. */
  readonly holds: Map<string, boolean>;
}

const mostKnown = 20_000;
const mostPages = 16;
const mostHolds = 2_000;

export class SqliteListings implements Listings {
  readonly #db: Connection;
  readonly #known: Remembered<Known>;
  readonly #newest;
  readonly #oldest;
  readonly #holding;
  readonly #counts;
  readonly #kept;
  readonly #add;
  readonly #remove;
  readonly #forget;
  readonly #cut;
  readonly #clear;

  constructor(db: Connection) {
    this.#db = db;
    this.#known = new Remembered(db, mostKnown);
    const page = `
      SELECT * FROM listings WHERE listing = @listing AND position > @above AND position < @below
        AND (@kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds)))
      ORDER BY position`;
    this.#newest = db.prepare<[PageParameters], EntryRow>(`${page} DESC LIMIT @limit`);
    this.#oldest = db.prepare<[PageParameters], EntryRow>(`${page} LIMIT @limit`);
    this.#holding = db.prepare<[string], Listed>(`
      SELECT l.listing, l.item FROM json_each(?) asked
      CROSS JOIN listings l ON l.item = asked.value ->> 'item' AND l.listing = asked.value ->> 'listing'`);
    this.#counts = db.prepare<[string], { listing: string; total: number }>(`
      SELECT listing, count(*) AS total FROM listings WHERE listing IN (SELECT value FROM json_each(?))
      GROUP BY listing`);
    this.#kept = db.prepare<[string], { listing: string; total: number }>(`
      SELECT listing, total FROM listing_counts WHERE listing IN (SELECT value FROM json_each(?)) AND total > 0`);
    this.#add = db.prepare<[Omit<EntryRow, 'position'> & { position: string | null }]>(`
      INSERT INTO listings (listing, position, item, kind, actor, about)
      SELECT @listing, p.position, @item, @kind, @actor, @about
      FROM (SELECT ifnull(@position, (SELECT id FROM client_ids WHERE iri = @item)) AS position) p
      WHERE p.position IS NOT NULL
      ON CONFLICT DO NOTHING`);
    this.#remove = db.prepare<[string, string]>('DELETE FROM listings WHERE item = ? AND listing = ?');
    this.#forget = db.prepare<[string, string]>('DELETE FROM listings WHERE item = ? OR about = ?');
    this.#cut = db.prepare<[string, string]>('DELETE FROM listings WHERE listing = ? AND position < ?');
    this.#clear = db.prepare<[string]>('DELETE FROM listings WHERE listing = ?');
  }

  page(listing: string, { limit, maxId, sinceId, minId, kinds }: ListingQuery): Promise<ListingEntry[]> {
    const parameters = {
      listing,
      above: minId ?? sinceId ?? '',
      below: maxId ?? beyond,
      kinds: kinds ? JSON.stringify(kinds) : null,
      limit,
    };
    return this.#db.read(() => {
      this.#known.assertNew();
      const { pages } = this.#of(listing);
      const asked = `${parameters.above} ${parameters.below} ${limit} ${minId === undefined} ${parameters.kinds}`;
      const known = pages.get(asked);
      if (known) return [...known];
      const rows = minId === undefined ? this.#newest.all(parameters) : this.#oldest.all(parameters).reverse();
      const entries = rows.map(toEntry);
      setBounded(pages, mostPages, asked, entries);
      return [...entries];
    });
  }

  holding(asked: readonly Listed[]): Promise<Listed[]> {
    return this.#db.read(() => {
      this.#known.assertNew();
      const told = asked.map(({ listing, item }) => this.#known.known(listing)?.holds.get(item));
      const unknown = asked.filter((_one, index) => told[index] === undefined);
      if (unknown.length === 0) return asked.filter((_one, index) => told[index]);
      const found = new Set(this.#holding.all(JSON.stringify(unknown)).map(textOf));
      for (const one of unknown) setBounded(this.#of(one.listing).holds, mostHolds, one.item, found.has(textOf(one)));
      return asked.filter((one, index) => told[index] ?? found.has(textOf(one)));
    });
  }

  counts(listings: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.#db.read(() => {
      this.#known.assertNew();
      const totals = new Map<string, number>();
      const unknown = listings.filter((listing) => {
        const total = this.#known.known(listing)?.count;
        if (total !== undefined && total > 0) totals.set(listing, total);
        return total === undefined;
      });
      if (unknown.length === 0) return totals;
      for (const { listing, total } of this.#counted(unknown)) totals.set(listing, total);
      for (const listing of unknown) this.#of(listing).count = totals.get(listing) ?? 0;
      return totals;
    });
  }

  #of(listing: string): Known {
    return this.#known.at(listing, () => ({ pages: new Map(), holds: new Map() }));
  }

  #counted(listings: readonly string[]): { listing: string; total: number }[] {
    const [kept, counted] = [listings.filter(isCountKept), listings.filter((listing) => !isCountKept(listing))];
    return [
      ...(counted.length > 0 ? this.#counts.all(JSON.stringify(counted)) : []),
      ...(kept.length > 0 ? this.#kept.all(JSON.stringify(kept)) : []),
    ];
  }

  apply(change: ListingChange): void {
    if (change.change === 'listing.forget') this.#known.forgetAll();
    else this.#known.forget(change.listing);
    switch (change.change) {
      case 'listing.add': {
        const { listing, item, kind = null, by: actor = null, about = null, position = null } = change;
        return void this.#add.run({ listing, item, kind, actor, about, position });
      }
      case 'listing.remove':
        return void this.#remove.run(change.item, change.listing);
      case 'listing.forget':
        return void this.#forget.run(change.item, change.item);
      case 'listing.cut':
        return void this.#cut.run(change.listing, change.before);
      case 'listing.clear':
        return void this.#clear.run(change.listing);
    }
  }
}

function setBounded<Value>(map: Map<string, Value>, most: number, key: string, value: Value): void {
  if (map.size >= most) map.clear();
  map.set(key, value);
}

function textOf({ listing, item }: Listed): string {
  return `${listing} ${item}`;
}

/** Listings whose length the data file keeps, see the migration `listing-counts`. */
function isCountKept(listing: string): boolean {
  return /^(account|followers|following):/.test(listing);
}

function toEntry({ item, position, kind, actor, about }: EntryRow): ListingEntry {
  return {
    item,
    position,
    ...(kind !== null && { kind }),
    ...(actor !== null && { by: actor }),
    ...(about !== null && { about }),
  };
}
