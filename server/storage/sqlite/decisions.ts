import type { Decision, Decisions } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface DecisionRow extends Pick<Decision, 'id' | 'actor' | 'activity' | 'zone'> {
  readonly activity_type: string;
  readonly verdict: string;
  readonly decided_at: number;
}

export class SqliteDecisions implements Decisions {
  readonly #db: Connection;
  readonly #ofActivity;
  readonly #latest;
  readonly #add;

  constructor(db: Connection) {
    this.#db = db;
    this.#ofActivity = db.prepare<[string], DecisionRow>('SELECT * FROM decisions WHERE activity = ? ORDER BY n');
    this.#latest = db.prepare<[number], DecisionRow>('SELECT * FROM decisions ORDER BY n DESC LIMIT ?');
    this.#add = db.prepare<[Omit<Decision, 'verdict'> & { verdict: string; entry: number }]>(`
      INSERT INTO decisions (id, actor, activity, activity_type, zone, verdict, decided_at, entry)
      VALUES (@id, @actor, @activity, @activityType, @zone, @verdict, @decidedAt, @entry)`);
  }

  ofActivity(activity: string): Promise<Decision[]> {
    return this.#db.read(() => this.#ofActivity.all(activity).map(toDecision));
  }

  latest(limit: number): Promise<Decision[]> {
    return this.#db.read(() => this.#latest.all(limit).map(toDecision));
  }

  /** `entry` is its row in the ledger. */
  add(decision: Decision, entry: number): void {
    this.#add.run({ ...decision, verdict: JSON.stringify(decision.verdict), entry });
  }
}

function toDecision(row: DecisionRow): Decision {
  const { id, actor, activity, activity_type, zone, verdict, decided_at } = row;
  return {
    id,
    actor,
    activity,
    activityType: activity_type,
    zone,
    verdict: JSON.parse(verdict),
    decidedAt: decided_at,
  };
}
