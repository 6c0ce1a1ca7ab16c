import type { Report, Reports } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface Row {
  readonly id: string;
  readonly report: string;
}

export class SqliteReports implements Reports {
  readonly #db: Connection;
  readonly #byId;
  readonly #page;
  readonly #put;

  constructor(db: Connection) {
    this.#db = db;
    this.#byId = db.prepare<[string], Row>('SELECT id, report FROM reports WHERE id = ?');
    this.#page = db.prepare<[number, string, number], Row>(`
      SELECT id, report FROM reports
      WHERE open = ? AND n > coalesce((SELECT n FROM reports WHERE id = ?), 0) ORDER BY n LIMIT ?`);
    this.#put = db.prepare<[string, string, number, string]>(`
      INSERT INTO reports (id, activity, open, report) VALUES (?, ?, ?, ?)
      ON CONFLICT (activity) DO UPDATE SET open = excluded.open, report = excluded.report`);
  }

  byId(id: string): Promise<Report | undefined> {
    return this.#db.read(() => {
      const row = this.#byId.get(id);
      return row && reportOf(row);
    });
  }

  page({ open, after = '', limit }: Parameters<Reports['page']>[0]): Promise<Report[]> {
    return this.#db.read(() => this.#page.all(Number(open), after, limit).map(reportOf));
  }

  put({ id, ...report }: Report): void {
    this.#put.run(id, report.activity, Number(report.resolved === undefined), JSON.stringify(report));
  }
}

function reportOf({ id, report }: Row): Report {
  return { id, ...(JSON.parse(report) as Omit<Report, 'id'>) };
}
