import type { Filter } from 'mongodb';
import type { DeliveryTarget, Followers } from '../../../federation/ports/index.ts';
import { fromText, idsOf } from '../node-text.ts';
import type { Connection } from './connection.ts';
import type { FollowerInbox } from './follower-inboxes.ts';
import { LongCounts } from './long-counts.ts';
import { type ActivityDocument, type MembershipDocument, membershipId } from './memberships.ts';
import type { ObjectDocument } from './objects.ts';

/** Members counted in one round to the server. */
const countedAtOnce = 100_000;
/** Sorts after every id. */
const beyond = '\u{10ffff}';

interface Range {
  readonly $gte: string;
  readonly $lt: string;
}

export class MongoFollowers implements Followers {
  readonly #longCounts = new LongCounts();
  readonly #db: Connection;
  readonly #inboxes;
  readonly #memberships;
  readonly #activities;
  readonly #objects;

  constructor(db: Connection) {
    this.#db = db;
    this.#inboxes = db.collection<FollowerInbox>('follower_inboxes');
    this.#memberships = db.collection<MembershipDocument>('memberships');
    this.#activities = db.collection<ActivityDocument>('activities');
    this.#objects = db.collection<ObjectDocument>('objects');
  }

  targets(collection: string, after: string | undefined, limit: number): Promise<DeliveryTarget[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      const filter = { collection, inbox: { $gt: after ?? '' } };
      const found = await this.#inboxes.find(filter).sort({ inbox: 1 }).limit(limit).toArray();
      return found.map(({ inbox }) => ({ inbox, host: new URL(inbox).host }));
    });
  }

  countOutside(collection: string, origin: string): Promise<number> {
    const { $gte, $lt } = rangeOf(origin);
    const count = (): Promise<number> =>
      this.#db.run(async () => {
        const below = await this.#countActors(collection, { $gte: '', $lt: $gte });
        return below + (await this.#countActors(collection, { $gte: $lt, $lt: beyond }));
      });
    // FerretDB reads everything for whatever it counts: how long that takes says nothing.
    return this.#db.facts.transactions ? this.#longCounts.of(collection, count) : count();
  }

  /** Different actors, so many members at a time that each answer comes in time, however many there are. */
  async #countActors(collection: string, { $gte, $lt }: Range): Promise<number> {
    let total = 0;
    for (let from: { readonly $gte: string } | { readonly $gt: string } = { $gte }; ; ) {
      const rest: Filter<MembershipDocument> = { collection, actor: { ...from, $lt } };
      const following = this.#memberships.find(rest, { projection: { _id: 0, actor: 1 } }).sort({ actor: 1, n: 1 });
      const [last]: { readonly actor: string }[] = await following.skip(countedAtOnce).limit(1).toArray();
      const some = { collection, actor: last ? { ...from, $lte: last.actor } : { ...from, $lt } };
      const [counted] = await this.#memberships
        .aggregate<{ total: number }>([{ $match: some }, { $group: { _id: '$actor' } }, { $count: 'total' }])
        .toArray();
      total += counted?.total ?? 0;
      if (!last) return total;
      from = { $gt: last.actor };
    }
  }

  under(collection: string, origin: string): Promise<string[]> {
    return this.#db.run(async () => {
      const actors = await this.#memberships.distinct('actor', { collection, actor: rangeOf(origin) });
      return actors.sort();
    });
  }

  localFollowersOf(remoteActorId: string, origin: string): Promise<string[]> {
    return this.#db.run(async () => {
      const asked = { objects: remoteActorId, type: 'Follow', actor: rangeOf(origin) };
      const follows = await this.#activities.find(asked).toArray();
      const actors = await this.#objects.find({ _id: { $in: follows.map(({ actor }) => actor) } }).toArray();
      const following = new Map(actors.map((actor) => [actor._id, idsOf(fromText(actor)?.['following'])[0] ?? '']));
      const ids = follows.map(({ _id, actor }) => membershipId(following.get(actor) ?? '', _id));
      const members = await this.#memberships.find({ _id: { $in: ids } }).toArray();
      return [...new Set(members.map(({ actor }) => actor))].sort();
    });
  }
}

/** Ids under an origin; `0` is the character after `/`. */
function rangeOf(origin: string): Range {
  return { $gte: `${origin}/`, $lt: `${origin}0` };
}
