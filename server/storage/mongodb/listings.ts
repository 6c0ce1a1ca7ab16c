import type { Filter } from 'mongodb';
import type { Listed, ListingChange, ListingEntry, ListingQuery, Listings } from '../../ports/index.ts';
import type { ClientIdDocument } from './client-ids.ts';
import type { Connection, Within } from './connection.ts';
import type { ListingCounts } from './listing-counts.ts';

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
  readonly #counts: ListingCounts | undefined;

  /** Where `counts` is left out, every listing is counted when its length is asked for. */
  constructor(db: Connection, counts: ListingCounts | undefined) {
    this.#db = db;
    this.#counts = counts;
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
      const isKept = (listing: string): boolean => this.#counts?.keeps(listing) === true;
      const [kept, counted] = await Promise.all([
        this.#counts?.of(listings.filter(isKept)) ?? [],
        this.#counted(listings.filter((listing) => !isKept(listing))),
      ]);
      return new Map([...kept, ...counted].map(({ _id, total }) => [_id, total]));
    });
  }

  /** Within a unit of work. */
  async apply(change: ListingChange, within: Within): Promise<void> {
    switch (change.change) {
      case 'listing.add':
        return this.#add(change, within);
      case 'listing.remove':
        return this.#remove(change.listing, { _id: idOf(change.listing, change.item) }, within);
      case 'listing.forget':
        return this.#forget(change.item, within);
      case 'listing.cut':
        return this.#remove(change.listing, { position: { $lt: change.before } }, within);
      case 'listing.clear':
        return this.#remove(change.listing, {}, within);
    }
  }

  async #counted(listings: readonly string[]): Promise<{ _id: string; total: number }[]> {
    if (listings.length === 0) return [];
    const ofEach = { $group: { _id: '$listing', total: { $sum: 1 } } };
    const counting = [{ $match: { listing: { $in: [...listings] } } }, ofEach];
    return this.#listings.aggregate<{ _id: string; total: number }>(counting).toArray();
  }

  async #remove(listing: string, which: Filter<EntryDocument>, within: Within): Promise<void> {
    const { deletedCount } = await this.#listings.deleteMany({ listing, ...which }, within);
    await this.#counts?.grow(listing, -deletedCount, within);
  }

  async #forget(item: string, within: Within): Promise<void> {
    const gone = { $or: [{ item }, { about: item }] };
    const options = { projection: { listing: 1 }, ...within };
    const entries = this.#counts ? await this.#listings.find(gone, options).toArray() : [];
    await this.#listings.deleteMany(gone, within);
    for (const { listing } of entries) await this.#counts?.grow(listing, -1, within);
  }

  async #add(change: ListingChange & { change: 'listing.add' }, within: Within): Promise<void> {
    const { change: _change, listing, item, position: given, ...rest } = change;
    const position = given ?? (await this.#ids.findOne({ iri: item }, within))?._id;
    if (position === undefined) return;
    const made = { $setOnInsert: { listing, item, position, ...rest } };
    const id = { _id: idOf(listing, item) };
    const { upsertedCount } = await this.#listings.updateOne(id, made, { upsert: true, ...within });
    await this.#counts?.grow(listing, upsertedCount, within);
  }
}

function idOf(listing: string, item: string): string {
  return `${listing}\n${item}`;
}

function toEntry({ _id, listing: _listing, ...entry }: EntryDocument): ListingEntry {
  return entry;
}
