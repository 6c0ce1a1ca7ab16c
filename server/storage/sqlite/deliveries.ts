import {
  type ClaimedDelivery,
  type Deliveries,
  type DeliverySelection,
  type DeliveryStats,
  type HostQueue,
  type NewDelivery,
  type QueuedDelivery,
  type Settlement,
  senderTime,
  senderTimes,
} from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import { DeliveryClaim } from './delivery-claim.ts';
import { DeliverySettlement } from './delivery-settlement.ts';
import { DeliveryView } from './delivery-view.ts';
import { GivenUp } from './given-up.ts';
import { Lanes } from './lanes.ts';

interface OfRelease {
  readonly inbox: string;
  readonly state: 'waiting' | 'delivered' | 'given-up';
  readonly attempts: number;
  readonly status: number | null;
  readonly error: string | null;
}

interface WaitingRow {
  readonly waiting: number;
  readonly in_flight: number;
  readonly oldest: number | null;
}

export class SqliteDeliveries implements Deliveries {
  readonly #db: Connection;
  readonly #lanes: Lanes;
  readonly #claim: DeliveryClaim;
  readonly #settlement: DeliverySettlement;
  readonly #view: DeliveryView;
  readonly #givenUp: GivenUp;
  readonly #add;
  readonly #reached;
  readonly #reach;
  readonly #withdraw;
  readonly #countGivenUp;
  readonly #ofRelease;
  readonly #waiting;
  readonly #total;

  constructor(db: Connection, clock: () => number) {
    this.#db = db;
    this.#lanes = new Lanes(db);
    this.#claim = new DeliveryClaim(db, this.#lanes, clock);
    this.#settlement = new DeliverySettlement(db, this.#lanes);
    this.#view = new DeliveryView(db, this.#lanes);
    this.#givenUp = new GivenUp(db);
    this.#add = db.prepare<[{ at: number; from: number; step: number; deliveries: string }]>(`
      INSERT INTO deliveries (release, subject, inbox, host, signer, seal, enqueued_at, due)
      SELECT value ->> 'releaseId', value ->> 'subject', value ->> 'inbox', value ->> 'host', value ->> 'signer',
        value ->> 'seal', @at, min(@at, @from + key * @step)
      FROM json_each(@deliveries) WHERE true
      ON CONFLICT (release, inbox) DO NOTHING`);
    this.#reached = db.prepare<[string], { reached: number }>('SELECT reached FROM sender_times WHERE signer = ?');
    this.#reach = db.prepare<[string, number]>(`
      INSERT INTO sender_times (signer, reached) VALUES (?, ?)
      ON CONFLICT (signer) DO UPDATE SET reached = excluded.reached`);
    this.#withdraw = db.prepare<[string], { host: string }>(`
      UPDATE deliveries SET state = 'given-up', owner = NULL, fence = fence + 1, error = 'taken back'
      WHERE subject = ? AND state = 'waiting' RETURNING host`);
    this.#countGivenUp = db.prepare<[number]>("UPDATE delivery_totals SET total = total + ? WHERE state = 'given-up'");
    this.#ofRelease = db.prepare<[string], OfRelease>(
      'SELECT inbox, state, attempts, status, error FROM deliveries WHERE release = ? ORDER BY n',
    );
    this.#waiting = db.prepare<[], WaitingRow>(`
      SELECT count(*) FILTER (WHERE owner IS NULL) AS waiting, count(owner) AS in_flight,
        min(enqueued_at) FILTER (WHERE owner IS NULL) AS oldest
      FROM deliveries WHERE state = 'waiting'`);
    this.#total = db.prepare<[string], { total: number }>('SELECT total FROM delivery_totals WHERE state = ?');
  }

  claim(request: Parameters<Deliveries['claim']>[0]): Promise<ClaimedDelivery[]> {
    return this.#db.lease(() => this.#claim.claim(request));
  }

  /** Without waiting for the disk, like a claim: what a power cut takes of it is sent a second time, never lost. */
  settle(settlements: readonly Settlement[]): Promise<number> {
    return this.#db.lease(() => this.#settlement.settle(settlements));
  }

  nextDue(): Promise<number | undefined> {
    return this.#db.read(() => this.#lanes.nextDue());
  }

  stats(): Promise<DeliveryStats> {
    return this.#db.read(() => {
      const row = this.#waiting.get();
      return {
        waiting: row?.waiting ?? 0,
        inFlight: row?.in_flight ?? 0,
        delivered: this.#total.get('delivered')?.total ?? 0,
        givenUp: this.#total.get('given-up')?.total ?? 0,
        ...(typeof row?.oldest === 'number' && { oldest: row.oldest }),
      };
    });
  }

  ofRelease(releaseId: string): ReturnType<Deliveries['ofRelease']> {
    return this.#db.read(() =>
      this.#ofRelease.all(releaseId).map(({ status, error, ...rest }) => ({
        ...rest,
        ...(status !== null && { status }),
        ...(error !== null && { error }),
      })),
    );
  }

  queues(limit: number): Promise<HostQueue[]> {
    return this.#db.read(() => this.#view.queues(limit));
  }

  ofHost(query: Parameters<Deliveries['ofHost']>[0]): Promise<QueuedDelivery[]> {
    return this.#db.read(() => this.#view.ofHost(query));
  }

  retry(which: DeliverySelection, at: number): Promise<number> {
    return this.#db.write(() => this.#view.retry(which, at));
  }

  drop(which: DeliverySelection, at: number): Promise<number> {
    return this.#db.write(() => this.#view.drop(which, at));
  }

  givenUp(query: Parameters<Deliveries['givenUp']>[0]): Promise<QueuedDelivery[]> {
    return this.#db.read(() => this.#givenUp.page(query));
  }

  dismiss(id: string): Promise<number> {
    return this.#db.write(() => this.#givenUp.dismiss(id));
  }

  /** Within a transaction. */
  add(deliveries: readonly NewDelivery[], at: number): void {
    for (const [signer, own] of Map.groupBy(deliveries, (delivery) => delivery.signer)) {
      this.#addOf(signer, own, Math.ceil(at));
    }
    this.#lanes.refresh(new Set(deliveries.map(({ host }) => host)));
  }

  #addOf(signer: string, deliveries: readonly NewDelivery[], at: number): void {
    const { from, reached } = senderTimes(deliveries.length, at, this.#reached.get(signer)?.reached);
    this.#add.run({ at, from, step: senderTime.stepMs, deliveries: JSON.stringify(deliveries) });
    this.#reach.run(signer, reached);
  }

  /** Gives up whatever is still to go out about a subject. Within a transaction. */
  withdraw(subject: string): void {
    const hosts = this.#withdraw.all(subject).map(({ host }) => host);
    if (hosts.length === 0) return;
    this.#countGivenUp.run(hosts.length);
    this.#lanes.refresh(new Set(hosts));
  }
}
