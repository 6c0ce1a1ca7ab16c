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

interface LaneParameters {
  readonly host: string;
  readonly retried: number;
  /** What waits is due by the caller's time, a lease runs out by the store's. */
  readonly now: number;
  readonly storeNow: number;
  readonly limit: number;
}

/** Leases due deliveries host by host. */
export class DeliveryClaim {
  readonly #lanes: Lanes;
  readonly #clock: () => number;
  readonly #inLane;
  readonly #lease;

  constructor(db: Connection, lanes: Lanes, clock: () => number) {
    this.#lanes = lanes;
    this.#clock = clock;
    this.#inLane = db.prepare<[LaneParameters], { n: number }>(`
      SELECT n FROM deliveries
      WHERE state = 'waiting' AND host = @host AND retried = @retried AND due <= max(@now, @storeNow)
        AND due <= iif(owner IS NULL, @now, @storeNow)
      ORDER BY due, n LIMIT @limit`);
    this.#lease = db.prepare<[number, string, number], DeliveryRow>(
      'UPDATE deliveries SET due = ?, owner = ?, fence = fence + 1 WHERE n = ? RETURNING *',
    );
  }

  /** Within a transaction. */
  claim(request: ClaimRequest): ClaimedDelivery[] {
    const claimed: ClaimedDelivery[] = [];
    const ofHost = new Map<string, number>();
    for (const retried of [false, true]) this.#claimFrom(retried, request, claimed, ofHost);
    this.#lanes.refresh(ofHost.keys());
    return claimed;
  }

  #claimFrom(retried: boolean, request: ClaimRequest, claimed: ClaimedDelivery[], ofHost: Map<string, number>): void {
    const { owner, now, leaseMs, limit, perHost } = request;
    const storeNow = this.#clock();
    const until = Math.ceil(storeNow + leaseMs);
    const horizon = Math.max(now, storeNow);
    const without = JSON.stringify(request.withoutHosts);
    let after: Lane | undefined;
    while (claimed.length < limit) {
      const lanes = this.#lanes.due(retried, { horizon, without, after, limit: limit - claimed.length });
      if (lanes.length === 0) return;
      for (const { host } of lanes) {
        const taken = ofHost.get(host) ?? 0;
        const room = Math.max(0, Math.min(perHost - taken, limit - claimed.length));
        const found = this.#inLane.all({ host, retried: Number(retried), now, storeNow, limit: room });
        for (const { n } of found) claimed.push(toClaimed(this.#lease.get(until, owner, n)));
        if (found.length > 0) ofHost.set(host, taken + found.length);
      }
      after = lanes.at(-1);
    }
  }
}

function toClaimed(row: DeliveryRow | undefined): ClaimedDelivery {
  if (!row) throw new Error('a delivery vanished while it was claimed');
  const { n, release, subject, inbox, host, signer, seal, attempts, enqueued_at, fence } = row;
  const delivery = { releaseId: release, subject, inbox, host, signer, seal };
  return { ...delivery, id: String(n), attempts, enqueuedAt: enqueued_at, fence };
}
