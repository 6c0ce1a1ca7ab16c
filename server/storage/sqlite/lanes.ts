import type { Connection } from './connection.ts';

export interface Lane {
  readonly host: string;
  readonly due: number;
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
  readonly #remove;
  readonly #put;

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
    const waits = (host: string) => `EXISTS (SELECT 1 FROM deliveries WHERE state = 'waiting' AND host = ${host})`;
    const first = (retried: 0 | 1) =>
      `(SELECT min(due) FROM deliveries WHERE state = 'waiting' AND host = given.value AND retried = ${retried})`;
    this.#remove = db.prepare<[string]>(
      `DELETE FROM lanes WHERE host IN (SELECT value FROM json_each(?)) AND NOT ${waits('lanes.host')}`,
    );
    this.#put = db.prepare<[string]>(`
      INSERT INTO lanes (host, fresh_due, retried_due)
      SELECT given.value, ${first(0)}, ${first(1)} FROM json_each(?) AS given WHERE ${waits('given.value')}
      ON CONFLICT (host) DO UPDATE SET fresh_due = excluded.fresh_due, retried_due = excluded.retried_due
        WHERE fresh_due IS NOT excluded.fresh_due OR retried_due IS NOT excluded.retried_due`);
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

  /** Looks again at what is first in these lanes, all of them in two statements. */
  refresh(hosts: Iterable<string>): void {
    const given = JSON.stringify([...new Set(hosts)]);
    if (given === '[]') return;
    this.#remove.run(given);
    this.#put.run(given);
  }
}
