import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { ListingChange } from '../../../../../server/ports/index.ts';
import { Connection } from '../../../../../server/storage/mongodb/connection.ts';
import { ListingCounts } from '../../../../../server/storage/mongodb/listing-counts.ts';
import { MongoListings } from '../../../../../server/storage/mongodb/listings.ts';
import { mongoServer } from '../../../../support/ferretdb/server.ts';

const server = await mongoServer();
const [posts, followers, home] = ['account:anna', 'followers:anna', 'home:anna'];

/** As they are kept where there are transactions; none of these is interrupted, so that none is needed here. */
(server ? describe : describe.skip)('the length of a listing that is shown beside an account', () => {
  const place = server?.urlOf(`portico-${randomUUID()}`) ?? '';
  let db: Connection;
  let listings: MongoListings;

  beforeEach(async () => {
    db = await Connection.open(place);
    listings = new MongoListings(db, new ListingCounts(db));
  });
  afterEach(async () => {
    await db.close();
    await using client = new MongoClient(place);
    await client.db().dropDatabase();
  });
  afterAll(() => server?.stop());

  const apply = async (...changes: ListingChange[]): Promise<void> => {
    for (const change of changes) await listings.apply(change, {});
  };
  const add = (listing: string, n: number, about?: string): ListingChange => {
    const entry = { listing, item: `item ${n}`, position: `${n}` };
    return { change: 'listing.add', ...entry, ...(about !== undefined && { about }) };
  };
  const totals = async () => Object.fromEntries(await listings.counts([posts, followers, home]));

  it('follows whatever comes and goes, and does not count twice what comes twice', async () => {
    await apply(add(posts, 1), add(posts, 2), add(posts, 3), add(posts, 3), add(home, 1), add(followers, 4, 'item 1'));
    expect(await totals()).toEqual({ [posts]: 3, [followers]: 1, [home]: 1 });
    await apply({ change: 'listing.remove', listing: posts, item: 'item 2' });
    await apply({ change: 'listing.remove', listing: posts, item: 'item 2' });
    expect(await totals()).toEqual({ [posts]: 2, [followers]: 1, [home]: 1 });
    await apply({ change: 'listing.forget', item: 'item 1' });
    expect(await totals()).toEqual({ [posts]: 1 });
    await apply(add(posts, 5), { change: 'listing.cut', listing: posts, before: '4' });
    expect(await totals()).toEqual({ [posts]: 1 });
    await apply({ change: 'listing.clear', listing: posts });
    expect(await totals()).toEqual({});
  });

  it('is counted anew where a store was filled by a copy', async () => {
    const copied = new MongoListings(db, undefined);
    for (const change of [add(posts, 1), add(posts, 2), add(followers, 3), add(home, 1)])
      await copied.apply(change, {});
    expect(await totals()).toEqual({ [home]: 1 });
    await new ListingCounts(db).countAnew();
    expect(await totals()).toEqual({ [posts]: 2, [followers]: 1, [home]: 1 });
  });
});
