import type { Connection } from './connection.ts';

export interface Lane {
  readonly host: string;
  readonly due: number;
}

/** When the first fresh and the first retried delivery of a host are due. */
interface First {
  readonly host: string;
  readonly fresh: number | null;
  readonly retried: number | null;
}

interface DueParameters {
  readonly horizon: number;
  readonly limit: number;
  /** JSON array of hosts. */
  readonly without: string;
  readonly afterDue: number;
  readonly afterHost: string;
}

/** Hosts with waiting deliveries, so that a claim seeks what it takes instead of reading past what it may not take. */
export class Lanes {
  readonly #fresh;
  readonly #retried;
  readonly #nextDue;
  readonly #first;
  readonly #put;
  readonly #remove;

  constructor(db: Connection) {
    const due = (column: 'fresh_due' | 'retried_due') =>
      db.prepare<[DueParameters], Lane>(`
        SELECT host, ${column} AS due FROM lanes
        WHERE ${column} <= @horizon AND (${column}, host) > (@afterDue, @afterHost)
          AND host NOT IN (SELECT value FROM json_each(@without))
        ORDER BY ${column}, host LIMIT @limit`);
    this.#fresh = due('fresh_due');
    this.#retried = due('retried_due');
    this.#nextDue = db.prepare<[], { due: number | null }>(`
      SELECT min(due) AS due FROM (SELECT min(fresh_due) AS due FROM lanes UNION ALL SELECT min(retried_due) FROM lanes)`);
    const first = (retried: 0 | 1) =>
      `(SELECT min(due) FROM deliveries WHERE state = 'waiting' AND host = @host AND retried = ${retried})`;
    this.#first = db.prepare<[{ host: string }], First>(
      `SELECT @host AS host, ${first(0)} AS fresh, ${first(1)} AS retried`,
    );
    this.#put = db.prepare<[First]>(`
      INSERT INTO lanes (host, fresh_due, retried_due) VALUES (@host, @fresh, @retried)
      ON CONFLICT (host) DO UPDATE SET fresh_due = excluded.fresh_due, retried_due = excluded.retried_due
        WHERE fresh_due IS NOT excluded.fresh_due OR retried_due IS NOT excluded.retried_due`);
    this.#remove = db.prepare<[string]>('DELETE FROM lanes WHERE host = ?');
  }

  /** Lanes whose first delivery is due at `horizon`, those that waited longest first; pages go on after `after`. */
  due(retried: boolean, query: { horizon: number; without: string; after: Lane | undefined; limit: number }): Lane[] {
    const { horizon, without, after, limit } = query;
    const afterDue = after?.due ?? Number.MIN_SAFE_INTEGER;
    const parameters = { horizon, without, limit, afterDue, afterHost: after?.host ?? '' };
    return (retried ? this.#retried : this.#fresh).all(parameters);
  }

  nextDue(): number | undefined {
    return this.#nextDue.get()?.due ?? undefined;
  }

  /** Looks again at what is first in these lanes. */
  refresh(hosts: Iterable<string>): void {
    for (const host of hosts) {
      const first = this.#first.get({ host });
      if (!first || (first.fresh === null && first.retried === null)) this.#remove.run(host);
      else this.#put.run(first);
    }
  }
}
