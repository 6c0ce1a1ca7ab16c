import type { Settlement } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import type { Lanes } from './lanes.ts';

interface Held {
  readonly id: string;
  readonly fence: number;
}

type Done = Extract<Settlement, { kind: 'delivered' | 'given-up' }>;

/** Writes down what became of leased deliveries. */
export class DeliverySettlement {
  readonly #lanes: Lanes;
  readonly #done;
  readonly #retry;
  readonly #returned;
  readonly #count;

  constructor(db: Connection, lanes: Lanes) {
    this.#lanes = lanes;
    const held = "state = 'waiting' AND owner IS NOT NULL";
    const update = <Parameters extends Held>(set: string) =>
      db.prepare<[Parameters], { host: string }>(`
        UPDATE deliveries SET owner = NULL, ${set} WHERE n = @id AND fence = @fence AND ${held} RETURNING host`);
    // Nearly every settlement is one of these: all of a batch in one statement.
    this.#done = db.prepare<[string], { host: string; state: Done['kind'] }>(`
      UPDATE deliveries SET owner = NULL, attempts = attempts + 1, state = given.value ->> 'kind',
        status = given.value ->> 'status', error = given.value ->> 'error', settled_at = given.value ->> 'at'
      FROM json_each(?) AS given
      WHERE n = CAST(given.value ->> 'id' AS INTEGER) AND fence = given.value ->> 'fence' AND ${held}
      RETURNING host, state`);
    this.#retry = update<Held & { notBefore: number; error: string }>(
      'retried = 1, attempts = attempts + 1, due = @notBefore, error = @error',
    );
    this.#returned = update<Held & { notBefore: number | null }>('due = ifnull(@notBefore, enqueued_at)');
    this.#count = db.prepare<[number, string]>('UPDATE delivery_totals SET total = total + ? WHERE state = ?');
  }

  /** Within a transaction. Returns how many were settled. */
  settle(settlements: readonly Settlement[]): number {
    const rows = [...this.#conclude(settlements.filter(isDone)), ...settlements.flatMap((one) => this.#putBack(one))];
    this.#lanes.refresh(rows.map(({ host }) => host));
    return rows.length;
  }

  #conclude(done: readonly Done[]): { host: string }[] {
    if (done.length === 0) return [];
    const rows = this.#done.all(JSON.stringify(done));
    for (const state of ['delivered', 'given-up']) {
      const total = rows.filter((row) => row.state === state).length;
      if (total > 0) this.#count.run(total, state);
    }
    return rows;
  }

  #putBack(settlement: Settlement): { host: string }[] {
    const { id, fence } = settlement;
    switch (settlement.kind) {
      case 'retry':
        return this.#retry.all({ id, fence, notBefore: Math.ceil(settlement.notBefore), error: settlement.error });
      case 'returned':
        return this.#returned.all({ id, fence, notBefore: ceiling(settlement.notBefore) });
      default:
        return [];
    }
  }
}

function isDone(settlement: Settlement): settlement is Done {
  return settlement.kind === 'delivered' || settlement.kind === 'given-up';
}

/** Due times rest as whole milliseconds. */
function ceiling(time: number | undefined): number | null {
  return time === undefined ? null : Math.ceil(time);
}
