import type { HostRecord, Hosts } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface HostRow {
  readonly host: string;
  readonly failing_days: string;
  readonly dead_since: number | null;
  readonly last_probe: number | null;
  readonly open_until: number | null;
  readonly last_error: string | null;
  readonly rfc9421: number;
}

export class SqliteHosts implements Hosts {
  readonly #db: Connection;
  readonly #get;
  readonly #put;
  readonly #failing;

  constructor(db: Connection) {
    this.#db = db;
    this.#get = db.prepare<[string], HostRow>('SELECT * FROM hosts WHERE host = ?');
    this.#put = db.prepare<[HostRow]>(`
      INSERT OR REPLACE INTO hosts (host, failing_days, dead_since, last_probe, open_until, last_error, rfc9421)
      VALUES (@host, @failing_days, @dead_since, @last_probe, @open_until, @last_error, @rfc9421)`);
    this.#failing = db.prepare<[string, number], HostRow>(`
      SELECT * FROM hosts WHERE host > ? AND (failing_days <> '[]' OR dead_since IS NOT NULL OR open_until IS NOT NULL)
      ORDER BY host LIMIT ?`);
  }

  get(host: string): Promise<HostRecord | undefined> {
    return this.#db.read(() => {
      const row = this.#get.get(host);
      return row && toRecord(row);
    });
  }

  put(record: HostRecord): Promise<void> {
    return this.#db.write(() => {
      this.#put.run({
        host: record.host,
        failing_days: JSON.stringify(record.failingDays),
        dead_since: record.deadSince ?? null,
        last_probe: record.lastProbe ?? null,
        open_until: record.openUntil === undefined ? null : Math.ceil(record.openUntil),
        last_error: record.lastError ?? null,
        rfc9421: Number(record.rfc9421),
      });
    });
  }

  failing({ after = '', limit }: Parameters<Hosts['failing']>[0]): Promise<HostRecord[]> {
    return this.#db.read(() => this.#failing.all(after, limit).map(toRecord));
  }
}

function toRecord({
  host,
  failing_days,
  dead_since,
  last_probe,
  open_until,
  last_error,
  rfc9421,
}: HostRow): HostRecord {
  return {
    host,
    failingDays: JSON.parse(failing_days),
    ...(dead_since !== null && { deadSince: dead_since }),
    ...(last_probe !== null && { lastProbe: last_probe }),
    ...(open_until !== null && { openUntil: open_until }),
    ...(last_error !== null && { lastError: last_error }),
    rfc9421: rfc9421 === 1,
  };
}
