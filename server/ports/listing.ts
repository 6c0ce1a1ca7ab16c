/** Where a thing stands in a listing. */
export interface ListingEntry {
  /** IRI of the thing. */
  readonly item: string;
  /** An id of `Ids`, by which the listing is ordered. */
  readonly position: string;
  /** What kind of entry it is, in listings that have several. */
  readonly kind?: string;
  /** Actor IRI of whoever brought it here. */
  readonly by?: string;
  /** IRI of what the item is about. */
  readonly about?: string;
}

/** A page of a listing by position; the bounds are not part of it. */
export interface ListingQuery {
  readonly limit: number;
  /** Older than this. */
  readonly maxId?: string;
  /** Newer than this: the newest of them. */
  readonly sinceId?: string;
  /** Newer than this: the oldest of them. */
  readonly minId?: string;
  /** Entries of these kinds alone. */
  readonly kinds?: readonly string[];
}

export interface Listed {
  readonly listing: string;
  readonly item: string;
}

/** Named lists of things by position, such as `home:<actor>`: what clients page through. */
export interface Listings {
  /** Newest first, whichever end the page begins at. */
  page(listing: string, query: ListingQuery): Promise<ListingEntry[]>;
  /** Which of these listings have which of these items. */
  holding(asked: readonly Listed[]): Promise<Listed[]>;
  /** How many entries each listing has; absent where it has none. */
  counts(listings: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** Ids that clients of the Mastodon API know things by: eighteen decimal digits that sort by time. */
export interface Ids {
  iriOf(id: string): Promise<string | undefined>;
  /** Absent where a thing has none yet. */
  idsOf(iris: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Kept where the IRI has an id; the next free id where somebody else has this one. */
export interface IdChange {
  readonly change: 'id.put';
  readonly iri: string;
  readonly id: string;
}

export type ListingChange =
  /** At the item's own id where no position is given; nothing where the listing has the item. */
  | ({ readonly change: 'listing.add'; readonly listing: string } & Omit<ListingEntry, 'position'> & {
        readonly position?: string;
      })
  | { readonly change: 'listing.remove'; readonly listing: string; readonly item: string }
  /** From every listing, with the entries about it. */
  | { readonly change: 'listing.forget'; readonly item: string }
  /** Every entry at a position before this one. */
  | { readonly change: 'listing.cut'; readonly listing: string; readonly before: string }
  | { readonly change: 'listing.clear'; readonly listing: string };
