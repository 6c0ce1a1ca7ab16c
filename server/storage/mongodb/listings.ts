import type { Listed, ListingChange, ListingEntry, ListingQuery, Listings } from '../../ports/index.ts';
import type { ClientIdDocument } from './client-ids.ts';
import type { Connection, Within } from './connection.ts';

interface EntryDocument extends ListingEntry {
  /** Listing and item. */
  readonly _id: string;
  readonly listing: string;
}

/** Sorts after every id. */
const beyond = ':';

export class MongoListings implements Listings {
  readonly #db: Connection;
  readonly #listings;
  readonly #ids;

  constructor(db: Connection) {
    this.#db = db;
    this.#listings = db.collection<EntryDocument>('listings');
    this.#ids = db.collection<ClientIdDocument>('client_ids');
  }

  page(listing: string, { limit, maxId, sinceId, minId, kinds }: ListingQuery): Promise<ListingEntry[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      const filter = {
        listing,
        position: { $gt: minId ?? sinceId ?? '', $lt: maxId ?? beyond },
        ...(kinds && { kind: { $in: [...kinds] } }),
      };
      const order = minId === undefined ? -1 : 1;
      const found = await this.#listings.find(filter).sort({ position: order, _id: order }).limit(limit).toArray();
      return (minId === undefined ? found : found.toReversed()).map(toEntry);
    });
  }

  holding(asked: readonly Listed[]): Promise<Listed[]> {
    return this.#db.run(async () => {
      const ids = asked.map(({ listing, item }) => idOf(listing, item));
      const found = await this.#listings.find({ _id: { $in: ids } }).toArray();
      return found.map(({ listing, item }) => ({ listing, item }));
    });
  }

  counts(listings: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.#db.run(async () => {
      const counted = await this.#listings
        .aggregate<{ _id: string; total: number }>([
          { $match: { listing: { $in: [...listings] } } },
          { $group: { _id: '$listing', total: { $sum: 1 } } },
        ])
        .toArray();
      return new Map(counted.map(({ _id, total }) => [_id, total]));
    });
  }

  /** Within a unit of work. */
  async apply(change: ListingChange, within: Within): Promise<void> {
    switch (change.change) {
      case 'listing.add':
        return this.#add(change, within);
      case 'listing.remove':
        return void (await this.#listings.deleteOne({ _id: idOf(change.listing, change.item) }, within));
      case 'listing.forget': {
        const gone = { $or: [{ item: change.item }, { about: change.item }] };
        return void (await this.#listings.deleteMany(gone, within));
      }
      case 'listing.cut': {
        const gone = { listing: change.listing, position: { $lt: change.before } };
        return void (await this.#listings.deleteMany(gone, within));
      }
      case 'listing.clear':
        return void (await this.#listings.deleteMany({ listing: change.listing }, within));
    }
  }

  async #add(change: ListingChange & { change: 'listing.add' }, within: Within): Promise<void> {
    const { change: _change, listing, item, position: given, ...rest } = change;
    const position = given ?? (await this.#ids.findOne({ iri: item }, within))?._id;
    if (position === undefined) return;
    const made = { $setOnInsert: { listing, item, position, ...rest } };
    await this.#listings.updateOne({ _id: idOf(listing, item) }, made, { upsert: true, ...within });
  }
}

function idOf(listing: string, item: string): string {
  return `${listing}\n${item}`;
}

function toEntry({ _id, listing: _listing, ...entry }: EntryDocument): ListingEntry {
  return entry;
}
