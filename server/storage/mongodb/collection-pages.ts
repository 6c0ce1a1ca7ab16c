import { createHash } from 'node:crypto';
import type { CollectionItem, PageQuery } from '../../../federation/ports/index.ts';
import { Cursors } from '../cursors.ts';
import type { Connection } from './connection.ts';
import type { ActivityDocument, MembershipDocument } from './memberships.ts';

/** Collections as pages, newest first. */
export class CollectionPages {
  readonly #cursors: Cursors;
  readonly #memberships;
  readonly #activities;

  /** `cursorKey`: 16 bytes. */
  constructor(db: Connection, cursorKey: Uint8Array) {
    this.#cursors = new Cursors(cursorKey);
    this.#memberships = db.collection<MembershipDocument>('memberships');
    this.#activities = db.collection<ActivityDocument>('activities');
  }

  async page(
    collection: string,
    { limit, after, withoutActors = [], releasedTo }: PageQuery,
  ): Promise<CollectionItem[]> {
    const number = numberOf(collection);
    const filter = {
      collection,
      ...(after !== undefined && { n: { $lt: this.#cursors.seqOf(number, after) } }),
      ...(withoutActors.length > 0 && { actor: { $nin: [...withoutActors] } }),
      ...(releasedTo && { zones: { $in: [...releasedTo] } }),
    };
    if (limit === 0) return [];
    // A limit of 0 is none.
    const members = await this.#memberships
      .find(filter)
      .sort({ n: -1 })
      .limit(limit ?? 0)
      .toArray();
    const nodes = await this.#nodesOf(members);
    return members.flatMap(({ activity, n }) => {
      const node = nodes.get(activity);
      return node === undefined ? [] : [{ activity: JSON.parse(node), cursor: this.#cursors.cursorOf(number, n) }];
    });
  }

  async count(collection: string, releasedTo: readonly string[] | undefined): Promise<number> {
    return this.#memberships.countDocuments({ collection, ...(releasedTo && { zones: { $in: [...releasedTo] } }) });
  }

  async #nodesOf(members: readonly MembershipDocument[]): Promise<ReadonlyMap<string, string>> {
    const ids = members.map(({ activity }) => activity);
    const found = await this.#activities.find({ _id: { $in: ids } }).toArray();
    return new Map(found.map(({ _id, node }) => [_id, node]));
  }
}

/** What stands for a collection in a cursor. */
function numberOf(collection: string): bigint {
  return createHash('sha256').update(collection).digest().readBigUInt64BE(0);
}
