import type { Activities, CollectionItem, Node, PageQuery } from '../../../federation/ports/index.ts';
import { fromText, idsOf, toText } from '../node-text.ts';
import { CollectionPages } from './collection-pages.ts';
import type { Connection, Within } from './connection.ts';
import type { ActivityDocument, MembershipDocument, Memberships, Repeated } from './memberships.ts';

export class MongoActivities implements Activities {
  readonly #db: Connection;
  readonly #collections: Memberships;
  readonly #pages: CollectionPages;
  readonly #activities;
  readonly #memberships;

  /** `cursorKey`: 16 bytes. */
  constructor(db: Connection, collections: Memberships, cursorKey: Uint8Array) {
    this.#db = db;
    this.#collections = collections;
    this.#pages = new CollectionPages(db, cursorKey);
    this.#activities = db.collection<ActivityDocument>('activities');
    this.#memberships = db.collection<MembershipDocument>('memberships');
  }

  get(id: string): Promise<Node | undefined> {
    return this.#db.run(async () => fromText((await this.#activities.findOne({ _id: id })) ?? undefined));
  }

  collectionsOf(activityId: string): Promise<string[]> {
    return this.#db.run(async () => {
      const found = await this.#memberships.find({ activity: activityId }).sort({ n: 1 }).toArray();
      return found.map(({ collection }) => collection);
    });
  }

  inCollectionByObject(collection: string, objectId: string, type?: string): Promise<Node | undefined> {
    return this.#oldest({ collection, objects: objectId, ...(type !== undefined && { type }) });
  }

  inCollectionByActor(collection: string, actorId: string): Promise<Node | undefined> {
    return this.#oldest({ collection, actor: actorId });
  }

  byActorAndObject(actorId: string, objectId: string): Promise<string[]> {
    return this.#db.run(async () => {
      const found = await this.#activities.find({ objects: objectId, actor: actorId }).sort({ n: 1 }).toArray();
      return found.map(({ _id }) => _id);
    });
  }

  byActor(actorId: string, limit: number): Promise<string[]> {
    return this.#db.run(async () => {
      const found = await this.#activities.find({ actor: actorId }).sort({ n: 1 }).limit(limit).toArray();
      return found.map(({ _id }) => _id);
    });
  }

  page(collection: string, query: PageQuery): Promise<CollectionItem[]> {
    return this.#db.run(() => this.#pages.page(collection, query));
  }

  count(collection: string, releasedTo?: readonly string[]): Promise<number> {
    return this.#db.run(() => this.#pages.count(collection, releasedTo));
  }

  /** Within a unit of work. `n` numbers it and, counted on, its memberships. */
  async insert(node: Node, collections: readonly string[], n: number, within: Within): Promise<void> {
    const made = { $setOnInsert: { ...repeatedOf(node), n, node: toText(node) } };
    await this.#activities.updateOne({ _id: node.id }, made, { upsert: true, ...within });
    for (const [index, collection] of collections.entries())
      await this.#collections.add(collection, node.id, n + index, within);
  }

  async replace(node: Node, within: Within): Promise<void> {
    const repeated = repeatedOf(node);
    const changed = { $set: { ...repeated, node: toText(node) } };
    const { matchedCount } = await this.#activities.updateOne({ _id: node.id }, changed, within);
    if (matchedCount > 0) await this.#collections.refresh(node.id, repeated, within);
  }

  /** The activity goes last: until then the whole can be done again. */
  async remove(id: string, actor: string, within: Within): Promise<void> {
    const found = await this.#activities.findOne({ _id: id }, within);
    if (found?.actor !== actor) return;
    await this.#collections.removeAll(id, within);
    await this.#activities.deleteOne({ _id: id }, within);
  }

  #oldest(filter: Partial<Record<'collection' | 'objects' | 'type' | 'actor', string>>): Promise<Node | undefined> {
    return this.#db.run(async () => {
      const member = await this.#memberships.findOne(filter, { sort: { n: 1 } });
      if (!member) return undefined;
      return fromText((await this.#activities.findOne({ _id: member.activity })) ?? undefined);
    });
  }
}

function repeatedOf(node: Node): Repeated {
  return { type: node.type, actor: idsOf(node['actor'])[0] ?? '', objects: idsOf(node['object']) };
}
