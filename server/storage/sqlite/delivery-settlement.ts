import type { Settlement } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import type { Lanes } from './lanes.ts';

interface Held {
  readonly id: string;
  readonly fence: number;
}

type Done = Held & {
  readonly state: 'delivered' | 'given-up';
  readonly at: number;
  readonly status: number | null;
  readonly error: string | null;
};

/** Writes down what became of leased deliveries. */
export class DeliverySettlement {
  readonly #lanes: Lanes;
  readonly #done;
  readonly #retry;
  readonly #returned;
  readonly #total;

  constructor(db: Connection, lanes: Lanes) {
    this.#lanes = lanes;
    const update = <Parameters extends Held>(set: string) =>
      db.prepare<[Parameters], { host: string }>(`
        UPDATE deliveries SET owner = NULL, ${set}
        WHERE n = @id AND fence = @fence AND state = 'waiting' AND owner IS NOT NULL RETURNING host`);
    this.#done = update<Done>(
      'state = @state, attempts = attempts + 1, status = @status, error = @error, settled_at = @at',
    );
    this.#retry = update<Held & { notBefore: number; error: string }>(
      'retried = 1, attempts = attempts + 1, due = @notBefore, error = @error',
    );
    this.#returned = update<Held & { notBefore: number | null }>('due = ifnull(@notBefore, enqueued_at)');
    this.#total = db.prepare<[string]>('UPDATE delivery_totals SET total = total + 1 WHERE state = ?');
  }

  /** Within a transaction. Returns how many were settled. */
  settle(settlements: readonly Settlement[]): number {
    const hosts = new Set<string>();
    let settled = 0;
    for (const settlement of settlements) {
      const row = this.#settleOne(settlement);
      if (!row) continue;
      settled += 1;
      hosts.add(row.host);
    }
    this.#lanes.refresh(hosts);
    return settled;
  }

  #settleOne(settlement: Settlement): { host: string } | undefined {
    const { id, fence } = settlement;
    switch (settlement.kind) {
      case 'delivered':
        return this.#conclude({
          id,
          fence,
          state: 'delivered',
          at: settlement.at,
          status: settlement.status,
          error: null,
        });
      case 'given-up':
        return this.#conclude({
          id,
          fence,
          state: 'given-up',
          at: settlement.at,
          status: null,
          error: settlement.error,
        });
      case 'retry':
        return this.#retry.get({ id, fence, notBefore: Math.ceil(settlement.notBefore), error: settlement.error });
      case 'returned':
        return this.#returned.get({ id, fence, notBefore: ceiling(settlement.notBefore) });
    }
  }

  #conclude(done: Done): { host: string } | undefined {
    const row = this.#done.get(done);
    if (row) this.#total.run(done.state);
    return row;
  }
}

/** Due times rest as whole milliseconds. */
function ceiling(time: number | undefined): number | null {
  return time === undefined ? null : Math.ceil(time);
}
