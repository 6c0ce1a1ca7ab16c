import type { DeliveryTarget, Followers } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

/** Ids under an origin are those from `start` up to, not including, `end`. */
interface Range {
  readonly start: string;
  readonly end: string;
}

interface TargetParameters extends Range {
  readonly collection: string;
  readonly after: string;
  readonly limit: number;
}

export class SqliteFollowers implements Followers {
  readonly #db: Connection;
  readonly #targets;
  readonly #countOutside;
  readonly #under;
  readonly #localFollowersOf;

  constructor(db: Connection) {
    this.#db = db;
    // One seek for each distinct inbox, however many followers share it; our own inboxes are leapt over.
    this.#targets = db.prepare<[TargetParameters], { inbox: string }>(`
      WITH RECURSIVE
        followers (collection) AS (SELECT n FROM collections WHERE id = @collection),
        step (inbox) AS (
          SELECT min(m.inbox) FROM followers f CROSS JOIN memberships m
          WHERE m.collection = f.collection AND m.inbox > @after
          UNION ALL
          SELECT (
            SELECT min(m.inbox) FROM followers f CROSS JOIN memberships m
            WHERE m.collection = f.collection
              AND m.inbox > iif(step.inbox >= @start AND step.inbox < @end, @end, step.inbox)
          ) FROM step WHERE step.inbox IS NOT NULL
        )
      SELECT inbox FROM step WHERE inbox IS NOT NULL AND NOT (inbox >= @start AND inbox < @end) LIMIT @limit`);
    this.#countOutside = db.prepare<[Range & { collection: string }], { total: number }>(`
      SELECT count(DISTINCT actor) AS total FROM memberships
      WHERE collection = (SELECT n FROM collections WHERE id = @collection) AND NOT (actor >= @start AND actor < @end)`);
    this.#under = db.prepare<[Range & { collection: string }], { actor: string }>(`
      SELECT DISTINCT actor FROM memberships
      WHERE collection = (SELECT n FROM collections WHERE id = @collection) AND actor >= @start AND actor < @end
      ORDER BY actor`);
    this.#localFollowersOf = db.prepare<[Range & { actor: string }], { actor: string }>(`
      SELECT DISTINCT a.actor FROM activity_objects o
      JOIN activities a ON a.n = o.activity AND a.type = 'Follow' AND a.actor >= @start AND a.actor < @end
      JOIN objects follower ON follower.id = a.actor
      JOIN collections c ON c.id = follower.node ->> '$.following[0]'
      JOIN memberships m ON m.activity = a.n AND m.collection = c.n
      WHERE o.object = @actor ORDER BY a.actor`);
  }

  targets(collection: string, after: string | undefined, limit: number): Promise<DeliveryTarget[]> {
    const own = URL.canParse(collection) ? rangeOf(new URL(collection).origin) : { start: '', end: '' };
    return this.#db.read(() =>
      this.#targets
        .all({ collection, after: after ?? '', limit, ...own })
        .map(({ inbox }) => ({ inbox, host: new URL(inbox).host })),
    );
  }

  countOutside(collection: string, origin: string): Promise<number> {
    return this.#db.read(() => this.#countOutside.get({ collection, ...rangeOf(origin) })?.total ?? 0);
  }

  under(collection: string, origin: string): Promise<string[]> {
    return this.#db.read(() => this.#under.all({ collection, ...rangeOf(origin) }).map(({ actor }) => actor));
  }

  localFollowersOf(remoteActorId: string, origin: string): Promise<string[]> {
    const parameters = { actor: remoteActorId, ...rangeOf(origin) };
    return this.#db.read(() => this.#localFollowersOf.all(parameters).map(({ actor }) => actor));
  }
}

/** `0` is the character after `/`. */
function rangeOf(origin: string): Range {
  return { start: `${origin}/`, end: `${origin}0` };
}
