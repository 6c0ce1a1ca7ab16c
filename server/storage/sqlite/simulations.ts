import type { Mark, Simulation, Simulations } from '../../ports/index.ts';
import type { Connection } from './connection.ts';

interface Row {
  readonly summary: string;
  readonly report: string | null;
}

export class SqliteSimulations implements Simulations {
  readonly #db: Connection;
  readonly #byId;
  readonly #list;
  readonly #marks;
  readonly #put;
  readonly #mark;

  constructor(db: Connection) {
    this.#db = db;
    this.#byId = db.prepare<[string], Row>('SELECT summary, report FROM simulations WHERE id = ?');
    this.#list = db.prepare<[number], Pick<Row, 'summary'>>('SELECT summary FROM simulations ORDER BY n DESC LIMIT ?');
    this.#marks = db.prepare<[string], Mark>(`
      SELECT simulation, policy, post, verdict, by, at FROM simulation_marks WHERE simulation = ? ORDER BY n`);
    this.#put = db.prepare<[string, string, string | null]>(`
      INSERT INTO simulations (id, summary, report) VALUES (?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET summary = excluded.summary, report = excluded.report`);
    this.#mark = db.prepare<[Mark]>(`
      INSERT INTO simulation_marks (simulation, policy, post, verdict, by, at)
      VALUES (@simulation, @policy, @post, @verdict, @by, @at)
      ON CONFLICT (simulation, policy, post, by) DO UPDATE SET verdict = excluded.verdict, at = excluded.at`);
  }

  byId(id: string): Promise<Simulation | undefined> {
    return this.#db.read(() => {
      const row = this.#byId.get(id);
      return row && { ...JSON.parse(row.summary), ...(row.report !== null && { report: JSON.parse(row.report) }) };
    });
  }

  list(limit: number): Promise<Omit<Simulation, 'report'>[]> {
    return this.#db.read(() => this.#list.all(limit).map(({ summary }) => JSON.parse(summary)));
  }

  marks(simulation: string): Promise<Mark[]> {
    return this.#db.read(() => this.#marks.all(simulation));
  }

  put({ report, ...summary }: Simulation): void {
    this.#put.run(summary.id, JSON.stringify(summary), report === undefined ? null : JSON.stringify(report));
  }

  mark(mark: Mark): void {
    this.#mark.run(mark);
  }
}
