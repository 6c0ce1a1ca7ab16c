import type { Activities, CollectionItem, Node, PageQuery } from '../../../federation/ports/index.ts';
import { fromText, idsOf, toText } from '../node-text.ts';
import { CollectionPages } from './collection-pages.ts';
import type { Connection } from './connection.ts';
import type { Memberships } from './memberships.ts';

interface ActivityRow {
  readonly id: string;
  readonly type: string;
  readonly actor: string;
  readonly node: string;
}

export class SqliteActivities implements Activities {
  readonly #db: Connection;
  readonly #memberships: Memberships;
  readonly #pages: CollectionPages;
  readonly #get;
  readonly #byActorAndObject;
  readonly #byActor;
  readonly #insert;
  readonly #replace;
  readonly #remove;
  readonly #addObject;
  readonly #removeObjects;

  constructor(db: Connection, memberships: Memberships) {
    this.#db = db;
    this.#memberships = memberships;
    this.#pages = new CollectionPages(db);
    this.#get = db.prepare<[string], { node: string }>('SELECT node FROM activities WHERE id = ?');
    this.#byActorAndObject = db.prepare<[string, string], { id: string }>(`
      SELECT a.id FROM activity_objects o JOIN activities a ON a.n = o.activity
      WHERE o.object = ? AND a.actor = ? ORDER BY a.n`);
    this.#byActor = db.prepare<[string, number], { id: string }>(
      'SELECT id FROM activities WHERE actor = ? ORDER BY n LIMIT ?',
    );
    this.#insert = db.prepare<[ActivityRow], { n: number }>(`
      INSERT INTO activities (id, type, actor, node) VALUES (@id, @type, @actor, @node)
      ON CONFLICT (id) DO NOTHING RETURNING n`);
    this.#replace = db.prepare<[ActivityRow], { n: number }>(
      'UPDATE activities SET type = @type, actor = @actor, node = @node WHERE id = @id RETURNING n',
    );
    this.#remove = db.prepare<[string, string]>('DELETE FROM activities WHERE id = ? AND actor = ?');
    this.#addObject = db.prepare<[number, string]>('INSERT INTO activity_objects (activity, object) VALUES (?, ?)');
    this.#removeObjects = db.prepare<[number]>('DELETE FROM activity_objects WHERE activity = ?');
  }

  get(id: string): Promise<Node | undefined> {
    return this.#db.read(() => fromText(this.#get.get(id)));
  }

  collectionsOf(activityId: string): Promise<string[]> {
    return this.#db.read(() => this.#memberships.collectionsOf(activityId));
  }

  inCollectionByObject(collection: string, objectId: string, type?: string): Promise<Node | undefined> {
    return this.#db.read(() => fromText(this.#memberships.firstByObject(collection, objectId, type)));
  }

  inCollectionByActor(collection: string, actorId: string): Promise<Node | undefined> {
    return this.#db.read(() => fromText(this.#memberships.firstByActor(collection, actorId)));
  }

  byActorAndObject(actorId: string, objectId: string): Promise<string[]> {
    return this.#db.read(() => this.#byActorAndObject.all(objectId, actorId).map(({ id }) => id));
  }

  byActor(actorId: string, limit: number): Promise<string[]> {
    return this.#db.read(() => this.#byActor.all(actorId, limit).map(({ id }) => id));
  }

  page(collection: string, query: PageQuery): Promise<CollectionItem[]> {
    return this.#db.read(() => this.#pages.page(collection, query));
  }

  count(collection: string, releasedTo?: readonly string[]): Promise<number> {
    return this.#db.read(() => this.#pages.count(collection, releasedTo));
  }

  insert(node: Node, collections: readonly string[]): void {
    const inserted = this.#insert.get(rowOf(node));
    if (inserted) this.#nameObjects(inserted.n, node);
    for (const collection of collections) this.#memberships.add(collection, node.id);
  }

  replace(node: Node): void {
    const replaced = this.#replace.get(rowOf(node));
    if (!replaced) return;
    this.#removeObjects.run(replaced.n);
    this.#nameObjects(replaced.n, node);
    this.#memberships.refresh(replaced.n);
  }

  remove(id: string, actor: string): void {
    this.#remove.run(id, actor);
  }

  #nameObjects(activity: number, node: Node): void {
    for (const object of idsOf(node['object'])) this.#addObject.run(activity, object);
  }
}

function rowOf(node: Node): ActivityRow {
  return { id: node.id, type: node.type, actor: idsOf(node['actor'])[0] ?? '', node: toText(node) };
}
