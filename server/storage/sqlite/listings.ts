import type { Listed, ListingChange, ListingEntry, ListingQuery, Listings } from '../../ports/index.ts';
import type { Connection } from './connection.ts';

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

export class SqliteListings implements Listings {
  readonly #db: Connection;
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
      const rows = minId === undefined ? this.#newest.all(parameters) : this.#oldest.all(parameters).reverse();
      return rows.map(toEntry);
    });
  }

  holding(asked: readonly Listed[]): Promise<Listed[]> {
    return this.#db.read(() => this.#holding.all(JSON.stringify(asked)));
  }

  counts(listings: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.#db.read(() => {
      const counted = JSON.stringify(listings.filter((listing) => !isCountKept(listing)));
      const kept = JSON.stringify(listings.filter(isCountKept));
      const rows = [...this.#counts.all(counted), ...this.#kept.all(kept)];
      return new Map(rows.map(({ listing, total }) => [listing, total]));
    });
  }

  apply(change: ListingChange): void {
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
