import { type Connection, oneOf, type Within } from './connection.ts';
import { FollowerInboxes } from './follower-inboxes.ts';

/** What an activity says that its memberships repeat, so that collections are read by index alone. */
export interface Repeated {
  readonly type: string;
  readonly actor: string;
  /** What its `object` is or embeds. */
  readonly objects: readonly string[];
}

export interface ActivityDocument extends Repeated {
  readonly _id: string;
  /** Order of arrival. */
  readonly n: number;
  readonly node: string;
}

export interface MembershipDocument extends Repeated {
  /** Collection and activity. */
  readonly _id: string;
  readonly collection: string;
  readonly activity: string;
  readonly n: number;
  /** Of a Follow: where deliveries to its actor go. */
  readonly inbox: string | null;
  /** Zones in which the activity has a current release. */
  readonly zones: readonly string[];
}

/** Which activities are in which collections, in the order they came. Everything here is within a unit of work. */
export class Memberships {
  readonly #inboxes: FollowerInboxes;
  readonly #memberships;
  readonly #activities;
  readonly #actors;
  readonly #releases;

  constructor(db: Connection) {
    this.#inboxes = new FollowerInboxes(db);
    this.#memberships = db.collection<MembershipDocument>('memberships');
    this.#activities = db.collection<ActivityDocument>('activities');
    this.#actors = db.collection<{ _id: string; inbox: string | null }>('objects');
    this.#releases = db.collection<{ subject: string; current: boolean; zone: string }>('releases');
  }

  /** Nothing where the activity isn't stored, or is in the collection already. */
  async add(collection: string, activity: string, n: number, within: Within): Promise<void> {
    const found = await this.#activities.findOne({ _id: activity }, within);
    if (!found) return;
    const { type, actor, objects } = found;
    const inbox = await this.#inboxOf(found, within);
    if (inbox !== null) await this.#inboxes.add(collection, inbox, within);
    const zones = await this.#zonesOf(activity, within);
    await this.#memberships.updateOne(
      oneOf(membershipId(collection, activity), { collection }, within),
      { $setOnInsert: { collection, activity, n, type, actor, objects, inbox, zones } },
      { upsert: true, ...within },
    );
  }

  async remove(collection: string, activity: string, within: Within): Promise<void> {
    const found = await this.#memberships.findOne({ _id: membershipId(collection, activity) }, within);
    if (found) await this.#removeOne(found, within);
  }

  async removeAll(activity: string, within: Within): Promise<void> {
    for (const found of await this.#of(activity, within)) await this.#removeOne(found, within);
  }

  /** Repeats anew what a replaced activity says. */
  async refresh(activity: string, { type, actor, objects }: Repeated, within: Within): Promise<void> {
    const inbox = await this.#inboxOf({ type, actor }, within);
    for (const found of await this.#of(activity, within)) await this.#move(found, inbox, within);
    await this.#memberships.updateMany({ activity }, { $set: { type, actor, objects } }, within);
  }

  /** An actor is followed from another inbox, or is known for the first time. */
  async moveInbox(actor: string, inbox: string | null, within: Within): Promise<void> {
    const follows = await this.#memberships.find({ actor, type: 'Follow' }, within).toArray();
    for (const found of follows) await this.#move(found, inbox, within);
  }

  /** The activity of this subject has a current release in one more zone. */
  async released(subject: string, zone: string, within: Within): Promise<void> {
    await this.#memberships.updateMany({ activity: subject }, { $addToSet: { zones: zone } }, within);
  }

  async withdrawn(subject: string, within: Within): Promise<void> {
    await this.#memberships.updateMany({ activity: subject }, { $set: { zones: [] } }, within);
  }

  async #of(activity: string, within: Within): Promise<MembershipDocument[]> {
    return this.#memberships.find({ activity }, within).toArray();
  }

  async #inboxOf({ type, actor }: Pick<Repeated, 'type' | 'actor'>, within: Within): Promise<string | null> {
    if (type !== 'Follow') return null;
    return (await this.#actors.findOne({ _id: actor }, within))?.inbox ?? null;
  }

  async #zonesOf(activity: string, within: Within): Promise<string[]> {
    const current = await this.#releases.find({ subject: activity, current: true }, within).toArray();
    return [...new Set(current.map(({ zone }) => zone))];
  }

  /** The membership changes last: until then the whole can be done again. */
  async #move(found: MembershipDocument, inbox: string | null, within: Within): Promise<void> {
    if (found.inbox === inbox) return;
    if (inbox !== null) await this.#inboxes.add(found.collection, inbox, within);
    await this.#inboxes.leave(found, within);
    await this.#memberships.updateOne({ _id: found._id }, { $set: { inbox } }, within);
  }

  async #removeOne(found: MembershipDocument, within: Within): Promise<void> {
    await this.#inboxes.leave(found, within);
    await this.#memberships.deleteOne({ _id: found._id }, within);
  }
}

export function membershipId(collection: string, activity: string): string {
  return `${collection}\n${activity}`;
}
