import type { Deliveries, DeliverySelection, HostQueue, QueuedDelivery } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import type { Lanes } from './lanes.ts';

interface Row extends Omit<QueuedDelivery, 'id' | 'enqueuedAt' | 'error'> {
  readonly n: number;
  readonly enqueued_at: number;
  readonly error: string | null;
}

type Selected = { readonly host: string | null; readonly n: number | null };

/** What operators see of the queue, and do about it. */
export class DeliveryView {
  readonly #lanes: Lanes;
  readonly #queues;
  readonly #ofHost;
  readonly #again;
  readonly #revive;
  readonly #drop;
  readonly #count;

  constructor(db: Connection, lanes: Lanes) {
    this.#lanes = lanes;
    this.#queues = db.prepare<[number], HostQueue>(`
      SELECT host, count(*) FILTER (WHERE owner IS NULL) AS waiting, count(owner) AS inFlight,
        min(enqueued_at) AS oldest, min(max(due, enqueued_at)) AS nextDue
      FROM deliveries WHERE state = 'waiting' GROUP BY host ORDER BY count(*) DESC, host LIMIT ?`);
    this.#ofHost = db.prepare<[string, string, number, number], Row>(`
      SELECT n, host, inbox, subject, signer, state, attempts, enqueued_at, max(due, enqueued_at) AS due, error FROM deliveries
      WHERE host = ? AND state = ? AND n > ? ORDER BY n LIMIT ?`);
    const selected = '(host = @host OR n = @n)';
    this.#again = db.prepare<[Selected & { at: number }], { host: string }>(`
      UPDATE deliveries SET due = @at WHERE state = 'waiting' AND owner IS NULL AND ${selected} RETURNING host`);
    this.#revive = db.prepare<[Selected & { at: number }], { host: string }>(`
      UPDATE deliveries SET state = 'waiting', retried = 0, attempts = 0, due = @at, enqueued_at = @at, settled_at = NULL
      WHERE state = 'given-up' AND error IS NOT 'taken back' AND ${selected} RETURNING host`);
    this.#drop = db.prepare<[Selected & { at: number }], { host: string }>(`
      UPDATE deliveries SET state = 'given-up', owner = NULL, fence = fence + 1, error = 'dropped by an operator',
        settled_at = @at
      WHERE state = 'waiting' AND ${selected} RETURNING host`);
    this.#count = db.prepare<[number]>("UPDATE delivery_totals SET total = total + ? WHERE state = 'given-up'");
  }

  queues(limit: number): HostQueue[] {
    return this.#queues.all(limit);
  }

  ofHost({ host, state, after = '0', limit }: Parameters<Deliveries['ofHost']>[0]): QueuedDelivery[] {
    return this.#ofHost.all(host, state, Number(after), limit).map(({ n, enqueued_at, error, ...row }) => ({
      ...{ id: String(n), ...row, enqueuedAt: enqueued_at },
      ...(error !== null && { error }),
    }));
  }

  /** Within a transaction. */
  retry(which: DeliverySelection, at: number): number {
    const selected = { ...selectedBy(which), at: Math.ceil(at) };
    const again = this.#again.all(selected);
    const revived = this.#revive.all(selected);
    if (revived.length > 0) this.#count.run(-revived.length);
    return this.#refreshed([...again, ...revived]);
  }

  /** Within a transaction. */
  drop(which: DeliverySelection, at: number): number {
    const dropped = this.#drop.all({ ...selectedBy(which), at: Math.ceil(at) });
    if (dropped.length > 0) this.#count.run(dropped.length);
    return this.#refreshed(dropped);
  }

  #refreshed(rows: readonly { readonly host: string }[]): number {
    this.#lanes.refresh(new Set(rows.map(({ host }) => host)));
    return rows.length;
  }
}

function selectedBy(which: DeliverySelection): Selected {
  return 'host' in which ? { host: which.host, n: null } : { host: null, n: Number(which.id) || null };
}
