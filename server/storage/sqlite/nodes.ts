import type { Database } from 'better-sqlite3';
import {
  type Activities,
  type CollectionItem,
  type Followers,
  InvalidCursor,
  type Node,
  type Objects,
} from '../../../federation/ports/index.ts';

interface NodeRow {
  readonly node: string;
}

export function objects(database: Database): Objects {
  const get = database.prepare<[string], NodeRow>('SELECT node FROM objects WHERE id = ?');
  return { get: async (id) => read(get.get(id)) };
}

export function activities(database: Database): Activities {
  const get = database.prepare<[string], NodeRow>('SELECT node FROM activities WHERE id = ?');
  const collectionsOf = database.prepare<[string], { collection: string }>(
    'SELECT collection FROM members WHERE activity = ? ORDER BY seq',
  );
  const first = (column: 'object' | 'actor') =>
    database.prepare<[string, string], NodeRow>(
      `SELECT a.node FROM members m JOIN activities a ON a.id = m.activity WHERE m.collection = ? AND m.${column} = ? ORDER BY m.seq LIMIT 1`,
    );
  const byObject = first('object');
  const byActor = first('actor');
  const position = database.prepare<[string, string], { seq: number }>(
    'SELECT seq FROM members WHERE collection = ? AND activity = ?',
  );
  const page = database.prepare<[object], NodeRow & { activity: string }>(`
    SELECT m.activity, a.node FROM members m JOIN activities a ON a.id = m.activity
    WHERE m.collection = @collection AND m.seq < @before
      AND (m.actor IS NULL OR m.actor NOT IN (SELECT value FROM json_each(@without)))
      AND (@zones IS NULL OR EXISTS (
        SELECT 1 FROM releases r WHERE r.subject = m.activity AND r.current = 1 AND r.zone IN (SELECT value FROM json_each(@zones))))
    ORDER BY m.seq DESC LIMIT @limit`);
  const count = database.prepare<[object], { n: number }>(`
    SELECT count(*) AS n FROM members m WHERE m.collection = @collection AND (@zones IS NULL OR EXISTS (
      SELECT 1 FROM releases r WHERE r.subject = m.activity AND r.current = 1 AND r.zone IN (SELECT value FROM json_each(@zones))))`);
  const before = (collection: string, after: string | undefined): number => {
    if (after === undefined) return Number.MAX_SAFE_INTEGER;
    const found = position.get(collection, after);
    if (!found) throw new InvalidCursor('the cursor is not one of this collection');
    return found.seq;
  };
  const zones = (releasedTo: readonly string[] | undefined): string | null =>
    releasedTo ? JSON.stringify(releasedTo) : null;
  return {
    get: async (id) => read(get.get(id)),
    collectionsOf: async (id) => collectionsOf.all(id).map(({ collection }) => collection),
    inCollectionByObject: async (collection, objectId) => read(byObject.get(collection, objectId)),
    inCollectionByActor: async (collection, actorId) => read(byActor.get(collection, actorId)),
    async page(collection, query) {
      const rows = page.all({
        collection,
        before: before(collection, query.after),
        without: JSON.stringify(query.withoutActors ?? []),
        zones: zones(query.releasedTo),
        limit: query.limit ?? -1,
      });
      // An item's own random id is its cursor: it tells neither a time nor how many others there are.
      return rows.map((row): CollectionItem => ({ activity: JSON.parse(row.node) as Node, cursor: row.activity }));
    },
    count: async (collection, releasedTo) => count.get({ collection, zones: zones(releasedTo) })?.n ?? 0,
  };
}

export function followers(database: Database): Followers {
  const targets = database.prepare<[string, string, number], { inbox: string; host: string }>(`
    SELECT DISTINCT o.inbox, o.host FROM members m JOIN objects o ON o.id = m.actor
    WHERE m.collection = ? AND o.inbox IS NOT NULL AND o.inbox > ? ORDER BY o.inbox LIMIT ?`);
  const local = database.prepare<[string, string], { actor: string }>(
    "SELECT DISTINCT actor FROM members WHERE collection = ? AND actor LIKE ? || '/%'",
  );
  const following = database.prepare<[string, string], { actor: string }>(
    "SELECT DISTINCT actor FROM members WHERE object = ? AND collection LIKE ? || '/%/following'",
  );
  return {
    targets: async (collection, after, limit) => targets.all(collection, after ?? '', limit),
    local: async (collection, origin) => local.all(collection, origin).map(({ actor }) => actor),
    localFollowersOf: async (remoteActorId, origin) => following.all(remoteActorId, origin).map(({ actor }) => actor),
  };
}

function read(row: NodeRow | undefined): Node | undefined {
  return row && (JSON.parse(row.node) as Node);
}
