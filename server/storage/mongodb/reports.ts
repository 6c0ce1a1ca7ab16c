import type { Report, Reports } from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface ReportDocument extends Omit<Report, 'activity'> {
  /** The activity. */
  readonly _id: string;
  readonly n: number;
  readonly open: boolean;
}

export class MongoReports implements Reports {
  readonly #db: Connection;
  readonly #reports;

  constructor(db: Connection) {
    this.#db = db;
    this.#reports = db.collection<ReportDocument>('reports');
  }

  byId(id: string): Promise<Report | undefined> {
    return this.#db.run(async () => {
      const found = await this.#reports.findOne({ id });
      return found ? reportOf(found) : undefined;
    });
  }

  page({ open, after, limit }: Parameters<Reports['page']>[0]): Promise<Report[]> {
    return this.#db.run(async () => {
      const last = after === undefined ? null : await this.#reports.findOne({ id: after });
      const found = await this.#reports
        .find({ open, n: { $gt: last?.n ?? 0 } })
        .sort({ n: 1 })
        .limit(limit)
        .toArray();
      return found.map(reportOf);
    });
  }

  /** A report of the same activity keeps its id and its place. */
  async put({ id, activity, ...report }: Report, n: number, within: Within): Promise<void> {
    const absent = (['resolved', 'assignedTo'] as const).filter((name) => report[name] === undefined);
    const changed = {
      $set: { ...report, open: report.resolved === undefined },
      $setOnInsert: { id, n },
      ...(absent.length > 0 && { $unset: Object.fromEntries(absent.map((name) => [name, true as const])) }),
    };
    await this.#reports.updateOne({ _id: activity }, changed, { upsert: true, ...within });
  }
}

function reportOf({ _id, n: _n, open: _open, ...report }: ReportDocument): Report {
  return { activity: _id, ...report };
}
