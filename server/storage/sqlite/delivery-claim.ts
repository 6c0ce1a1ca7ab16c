import type { ClaimedDelivery, Deliveries } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import type { Lane, Lanes } from './lanes.ts';

type ClaimRequest = Parameters<Deliveries['claim']>[0];

interface DeliveryRow {
  readonly n: number;
  readonly release: string;
  readonly subject: string;
  readonly inbox: string;
  readonly host: string;
  readonly signer: string;
  readonly seal: string;
  readonly attempts: number;
  readonly enqueued_at: number;
  readonly fence: number;
}

interface DueParameters {
  /** JSON array of the hosts, in the order in which they are served. */
  readonly hosts: string;
  readonly retried: number;
  /** What waits is due by the caller's time, a lease runs out by the store's. */
  readonly now: number;
  readonly storeNow: number;
  readonly perHost: number;
  readonly limit: number;
}

interface LeaseParameters {
  readonly until: number;
  readonly owner: string;
  /** JSON array of the rows' numbers. */
  readonly rows: string;
}

/** Leases due deliveries host by host, a page of hosts in two statements. */
export class DeliveryClaim {
  readonly #lanes: Lanes;
  readonly #clock: () => number;
  readonly #due;
  readonly #lease;

  constructor(db: Connection, lanes: Lanes, clock: () => number) {
    this.#lanes = lanes;
    this.#clock = clock;
    // CROSS JOIN keeps the order of the loops: hosts outside, and of each only the rows that are taken.
    this.#due = db.prepare<[DueParameters], DeliveryRow>(`
      SELECT n, release, subject, inbox, deliveries.host, signer, seal, attempts, enqueued_at, fence
      FROM json_each(@hosts) AS lane CROSS JOIN deliveries
      WHERE n IN (
        SELECT n FROM deliveries
        WHERE state = 'waiting' AND host = lane.value AND retried = @retried AND due <= max(@now, @storeNow)
          AND due <= iif(owner IS NULL, @now, @storeNow)
        ORDER BY due, n LIMIT @perHost)
      ORDER BY lane.key, due, n LIMIT @limit`);
    this.#lease = db.prepare<[LeaseParameters]>(`
      UPDATE deliveries SET due = @until, owner = @owner, fence = fence + 1
      WHERE n IN (SELECT value FROM json_each(@rows))`);
  }

  /** Within a transaction. */
  claim(request: ClaimRequest): ClaimedDelivery[] {
    const storeNow = this.#clock();
    const found: DeliveryRow[] = [];
    const ofHost = new Map<string, number>();
    for (const retried of [false, true]) this.#find(retried, request, storeNow, found, ofHost);
    if (found.length === 0) return [];
    const until = Math.ceil(storeNow + request.leaseMs);
    this.#lease.run({ until, owner: request.owner, rows: JSON.stringify(found.map(({ n }) => n)) });
    this.#lanes.refresh(ofHost.keys());
    return found.map(toClaimed);
  }

  #find(
    retried: boolean,
    { now, limit, perHost, withoutHosts }: ClaimRequest,
    storeNow: number,
    found: DeliveryRow[],
    ofHost: Map<string, number>,
  ): void {
    const horizon = Math.max(now, storeNow);
    const without = JSON.stringify(withoutHosts);
    let after: Lane | undefined;
    while (found.length < limit) {
      const lanes = this.#lanes.due(retried, { horizon, without, after, limit: limit - found.length });
      if (lanes.length === 0) return;
      const hosts = JSON.stringify(lanes.map(({ host }) => host));
      const room = limit - found.length;
      for (const row of this.#due.all({ hosts, retried: Number(retried), now, storeNow, perHost, limit: room })) {
        const taken = ofHost.get(row.host) ?? 0;
        if (taken >= perHost) continue;
        found.push(row);
        ofHost.set(row.host, taken + 1);
      }
      after = lanes.at(-1);
    }
  }
}

/** As it is under the lease that was just given. */
function toClaimed(row: DeliveryRow): ClaimedDelivery {
  const { n, release, subject, inbox, host, signer, seal, attempts, enqueued_at, fence } = row;
  const delivery = { releaseId: release, subject, inbox, host, signer, seal };
  return { ...delivery, id: String(n), attempts, enqueuedAt: enqueued_at, fence: fence + 1 };
}
