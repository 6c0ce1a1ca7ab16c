import type { Connection, Within } from './connection.ts';

interface ListingName {
  readonly listing: string;
}

/** Listings whose length is shown beside every account: they grow with it, so they are not counted anew each time. */
const kept = ['account:', 'followers:', 'following:'];

/** Lengths of some listings, kept as they change. Only a transaction keeps them right: without one they are counted. */
export class ListingCounts {
  readonly #counts;
  readonly #listings;

  constructor(db: Connection) {
    this.#counts = db.collection<{ readonly _id: string; readonly total: number }>('listing_counts');
    this.#listings = db.collection<ListingName>('listings');
  }

  keeps(listing: string): boolean {
    return kept.some((beginning) => listing.startsWith(beginning));
  }

  async of(listings: readonly string[]): Promise<{ _id: string; total: number }[]> {
    if (listings.length === 0) return [];
    return this.#counts.find({ _id: { $in: [...listings] }, total: { $gt: 0 } }).toArray();
  }

  /** By as much as has come, or has gone where it is negative. Within a unit of work. */
  async grow(listing: string, by: number, within: Within): Promise<void> {
    if (by === 0 || !this.keeps(listing)) return;
    await this.#counts.updateOne({ _id: listing }, { $inc: { total: by } }, { upsert: true, ...within });
  }

  /** Counts all of them, for a database that was filled without a unit of work. Only while nobody else writes. */
  async countAnew(): Promise<void> {
    await this.#counts.deleteMany({});
    for (const beginning of kept) {
      let last = beginning;
      for (;;) {
        // From one listing to the next by the index, however long each of them is.
        const next = { listing: { $gt: last, $lt: `${beginning}\u{10ffff}` } };
        const [found] = await this.#listings.find(next).sort({ listing: 1, position: 1, _id: 1 }).limit(1).toArray();
        if (!found) break;
        last = found.listing;
        const total = await this.#listings.countDocuments({ listing: last });
        await this.#counts.updateOne({ _id: last }, { $set: { total } }, { upsert: true });
      }
    }
  }
}
