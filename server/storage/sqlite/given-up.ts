import type { Deliveries, QueuedDelivery } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface Row extends Omit<QueuedDelivery, 'id' | 'enqueuedAt' | 'error'> {
  readonly n: number;
  readonly enqueued_at: number;
  readonly error: string | null;
}

/** Deliveries that were given up, for operators. */
export class GivenUp {
  readonly #page;
  readonly #dismiss;

  constructor(db: Connection) {
    const unsettled = "state = 'given-up' AND error IS NOT 'taken back' AND error IS NOT 'dropped by an operator'";
    this.#page = db.prepare<[number, number], Row>(`
      SELECT n, host, inbox, subject, signer, state, attempts, enqueued_at, due, error FROM deliveries
      WHERE ${unsettled} AND n < ? ORDER BY n DESC LIMIT ?`);
    this.#dismiss = db.prepare<[number]>(`
      UPDATE deliveries SET error = 'dropped by an operator' WHERE ${unsettled} AND n = ?`);
  }

  page({ after, limit }: Parameters<Deliveries['givenUp']>[0]): QueuedDelivery[] {
    const before = after === undefined ? Number.MAX_SAFE_INTEGER : Number(after);
    return this.#page.all(before, limit).map(({ n, enqueued_at, error, ...row }) => ({
      ...{ id: String(n), ...row, enqueuedAt: enqueued_at },
      ...(error !== null && { error }),
    }));
  }

  /** Within a transaction. */
  dismiss(id: string): number {
    return this.#dismiss.run(Number(id) || 0).changes;
  }
}
