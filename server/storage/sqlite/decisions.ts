import type { Decision, DecisionItem, Decisions } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface DecisionRow extends Pick<Decision, 'id' | 'actor' | 'activity' | 'zone'> {
  readonly n: number;
  readonly activity_type: string;
  readonly roles: string;
  readonly domains: string;
  readonly verdict: string;
  readonly decided_at: number;
}

export class SqliteDecisions implements Decisions {
  readonly #db: Connection;
  readonly #byId;
  readonly #ofActivity;
  readonly #latest;
  readonly #page;
  readonly #count;
  readonly #add;

  constructor(db: Connection) {
    this.#db = db;
    this.#byId = db.prepare<[string], DecisionRow>('SELECT * FROM decisions WHERE id = ?');
    this.#ofActivity = db.prepare<[string], DecisionRow>('SELECT * FROM decisions WHERE activity = ? ORDER BY n');
    this.#latest = db.prepare<[number], DecisionRow>('SELECT * FROM decisions ORDER BY n DESC LIMIT ?');
    this.#page = db.prepare<[number, number, number], DecisionRow>(
      'SELECT * FROM decisions WHERE n > ? AND decided_at >= ? ORDER BY n LIMIT ?',
    );
    this.#count = db.prepare<[number], { total: number }>(
      'SELECT count(*) AS total FROM decisions WHERE decided_at >= ?',
    );
    this.#add = db.prepare<[Omit<Decision, Listed> & Record<Listed, string> & { entry: number }]>(`
      INSERT INTO decisions (id, actor, activity, activity_type, zone, roles, domains, verdict, decided_at, entry)
      VALUES (@id, @actor, @activity, @activityType, @zone, @roles, @domains, @verdict, @decidedAt, @entry)`);
  }

  byId(id: string): Promise<Decision | undefined> {
    return this.#db.read(() => {
      const row = this.#byId.get(id);
      return row && toDecision(row);
    });
  }

  ofActivity(activity: string): Promise<Decision[]> {
    return this.#db.read(() => this.#ofActivity.all(activity).map(toDecision));
  }

  latest(limit: number): Promise<Decision[]> {
    return this.#db.read(() => this.#latest.all(limit).map(toDecision));
  }

  page({ since, after = '0', limit }: Parameters<Decisions['page']>[0]): Promise<DecisionItem[]> {
    return this.#db.read(() =>
      this.#page.all(Number(after), since, limit).map((row) => ({ decision: toDecision(row), cursor: String(row.n) })),
    );
  }

  count(since: number): Promise<number> {
    return this.#db.read(() => this.#count.get(since)?.total ?? 0);
  }

  /** `entry` is its row in the ledger. */
  add(decision: Decision, entry: number): void {
    const { roles, domains, verdict } = decision;
    this.#add.run({
      ...decision,
      roles: JSON.stringify(roles),
      domains: JSON.stringify(domains),
      verdict: JSON.stringify(verdict),
      entry,
    });
  }
}

/** Members that rest as JSON. */
type Listed = 'roles' | 'domains' | 'verdict';

function toDecision(row: DecisionRow): Decision {
  const { id, actor, activity, activity_type, zone, roles, domains, verdict, decided_at } = row;
  return {
    id,
    actor,
    activity,
    activityType: activity_type,
    zone,
    roles: JSON.parse(roles),
    domains: JSON.parse(domains),
    verdict: JSON.parse(verdict),
    decidedAt: decided_at,
  };
}
