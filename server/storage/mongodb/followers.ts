import type { DeliveryTarget, Followers } from '../../../federation/ports/index.ts';
import { fromText, idsOf } from '../node-text.ts';
import type { Connection } from './connection.ts';
import type { FollowerInbox } from './follower-inboxes.ts';
import { type ActivityDocument, type MembershipDocument, membershipId } from './memberships.ts';
import type { ObjectDocument } from './objects.ts';

export class MongoFollowers implements Followers {
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
    const outside = { collection, $or: [{ actor: { $lt: $gte } }, { actor: { $gte: $lt } }] };
    return this.#db.run(async () => {
      const counted = await this.#memberships
        .aggregate<{ total: number }>([{ $match: outside }, { $group: { _id: '$actor' } }, { $count: 'total' }])
        .toArray();
      return counted[0]?.total ?? 0;
    });
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
function rangeOf(origin: string): { readonly $gte: string; readonly $lt: string } {
  return { $gte: `${origin}/`, $lt: `${origin}0` };
}
