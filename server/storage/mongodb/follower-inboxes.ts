import { type Connection, oneOf, type Within } from './connection.ts';

export interface FollowerInbox {
  /** Collection and inbox. */
  readonly _id: string;
  readonly collection: string;
  readonly inbox: string;
  /** Grows with each follower that comes: one that comes while the last one leaves makes a conflict of the two. */
  readonly came: number;
}

interface Member {
  readonly _id: string;
  readonly collection: string;
  readonly inbox: string | null;
}

/**
 * The distinct inboxes of a followers collection, one document each, however many followers share it: a fan-out pages
 * through these and never through the followers.
 */
export class FollowerInboxes {
  readonly #inboxes;
  readonly #memberships;

  constructor(db: Connection) {
    this.#inboxes = db.collection<FollowerInbox>('follower_inboxes');
    this.#memberships = db.collection<Member>('memberships');
  }

  /** Within a unit of work. Our own inboxes are none: colleagues get their copy in process. */
  async add(collection: string, inbox: string, within: Within): Promise<void> {
    if (URL.canParse(collection) && inbox.startsWith(`${new URL(collection).origin}/`)) return;
    await this.#inboxes.updateOne(
      oneOf(`${collection}\n${inbox}`, { collection, inbox }, within),
      { $set: { collection, inbox }, $inc: { came: 1 } },
      { upsert: true, ...within },
    );
  }

  /** Within a unit of work: this member no longer needs its inbox. */
  async leave({ _id, collection, inbox }: Member, within: Within): Promise<void> {
    if (inbox === null) return;
    const other = await this.#memberships.findOne({ collection, inbox, _id: { $ne: _id } }, within);
    if (!other) await this.#inboxes.deleteOne({ _id: `${collection}\n${inbox}` }, within);
  }
}
