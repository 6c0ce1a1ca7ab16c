import type { Connection } from './connection.ts';

/** What a membership repeats of its activity, and of the activity's actor where that is a follower. */
const copied = `a.actor, CASE a.type WHEN 'Follow' THEN (SELECT inbox FROM objects WHERE id = a.actor) END`;

/** Which activities are in which collections, in the order they came. */
export class Memberships {
  readonly #name;
  readonly #add;
  readonly #remove;
  readonly #refresh;
  readonly #collectionsOf;
  readonly #firstByObject;
  readonly #firstByActor;

  constructor(db: Connection) {
    this.#name = db.prepare<[string]>('INSERT OR IGNORE INTO collections (id) VALUES (?)');
    this.#add = db.prepare<[string, string]>(`
      INSERT INTO memberships (collection, activity, actor, inbox)
      SELECT c.n, a.n, ${copied} FROM collections c, activities a WHERE c.id = ? AND a.id = ?
      ON CONFLICT (activity, collection) DO NOTHING`);
    this.#remove = db.prepare<[string, string]>(`
      DELETE FROM memberships WHERE collection = (SELECT n FROM collections WHERE id = ?)
        AND activity = (SELECT n FROM activities WHERE id = ?)`);
    this.#refresh = db.prepare<[number]>(`
      UPDATE memberships SET (actor, inbox) = (SELECT ${copied} FROM activities a WHERE a.n = activity)
      WHERE activity = ?`);
    this.#collectionsOf = db.prepare<[string], { id: string }>(`
      SELECT c.id FROM activities a JOIN memberships m ON m.activity = a.n JOIN collections c ON c.n = m.collection
      WHERE a.id = ? ORDER BY m.seq`);
    this.#firstByObject = db.prepare<[{ collection: string; object: string; type: string | null }], { node: string }>(`
      SELECT a.node FROM activity_objects o
      JOIN memberships m ON m.activity = o.activity AND m.collection = (SELECT n FROM collections WHERE id = @collection)
      JOIN activities a ON a.n = o.activity AND a.type = ifnull(@type, a.type)
      WHERE o.object = @object ORDER BY m.seq LIMIT 1`);
    this.#firstByActor = db.prepare<[string, string], { node: string }>(`
      SELECT a.node FROM memberships m JOIN activities a ON a.n = m.activity
      WHERE m.collection = (SELECT n FROM collections WHERE id = ?) AND m.actor = ? ORDER BY m.seq LIMIT 1`);
  }

  /** Nothing where the activity isn't stored, or is in the collection already. */
  add(collection: string, activity: string): void {
    this.#name.run(collection);
    this.#add.run(collection, activity);
  }

  remove(collection: string, activity: string): void {
    this.#remove.run(collection, activity);
  }

  /** Repeats anew what a replaced activity says. */
  refresh(activity: number): void {
    this.#refresh.run(activity);
  }

  collectionsOf(activity: string): string[] {
    return this.#collectionsOf.all(activity).map(({ id }) => id);
  }

  firstByObject(collection: string, object: string, type?: string): { node: string } | undefined {
    return this.#firstByObject.get({ collection, object, type: type ?? null });
  }

  firstByActor(collection: string, actor: string): { node: string } | undefined {
    return this.#firstByActor.get(collection, actor);
  }
}
