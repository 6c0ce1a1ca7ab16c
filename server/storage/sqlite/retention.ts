import type { Retention } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

/** Rows looked at in one page; those that still wait are passed over. */
const scanned = 2_000;

interface Scanned {
  readonly n: number;
  readonly state: string;
  readonly enqueued_at: number;
}

/**
 * Deliveries rest in the order in which they were made, so the old ones are found from the front, without an index that
 * each delivery would have to pay for.
 */
export class SqliteRetention implements Retention {
  readonly #db: Connection;
  readonly #scan;
  readonly #addSubject;
  readonly #addRecipient;
  readonly #remove;

  constructor(db: Connection) {
    this.#db = db;
    this.#scan = db.prepare<[number, number], Scanned>(
      'SELECT n, state, enqueued_at FROM deliveries WHERE n > ? ORDER BY n LIMIT ?',
    );
    const settled = "n = ? AND state <> 'waiting'";
    this.#addSubject = db.prepare<[string]>(`
      INSERT OR IGNORE INTO recipient_subjects (subject) SELECT subject FROM deliveries WHERE ${settled}`);
    this.#addRecipient = db.prepare<[string]>(`
      INSERT OR IGNORE INTO recipients (subject, inbox)
      SELECT s.n, d.inbox FROM deliveries d JOIN recipient_subjects s ON s.subject = d.subject WHERE d.${settled}`);
    this.#remove = db.prepare<[string]>(`DELETE FROM deliveries WHERE ${settled}`);
  }

  settledDeliveries(query: Parameters<Retention['settledDeliveries']>[0]): ReturnType<Retention['settledDeliveries']> {
    const { before, after = '0', limit } = query;
    return this.#db.read(() => {
      const rows = this.#scan.all(Number(after), Math.min(limit, scanned));
      const old = rows.filter(({ enqueued_at }) => enqueued_at < before);
      const ids = old.filter(({ state }) => state !== 'waiting').map(({ n }) => String(n));
      const last = old.length === rows.length ? old.at(-1) : undefined;
      return { ids, ...(last && { next: String(last.n) }) };
    });
  }

  /** Within a transaction. What waits stays. */
  prune(ids: readonly string[]): void {
    for (const id of ids) {
      this.#addSubject.run(id);
      this.#addRecipient.run(id);
      this.#remove.run(id);
    }
  }
}
