import {
  type ClaimedInbound,
  type Inbound,
  type InboundActivity,
  StaleFence,
} from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

/** Stands for the shared inbox in the key that tells duplicates. */
const sharedInbox = '';
/** Rows forgotten in one transaction. */
const forgottenAtOnce = 1_000;

interface InboundRow {
  readonly id: string;
  readonly actor: string;
  readonly activity: string;
  readonly recipient: string;
  readonly body: Buffer;
  readonly received_at: number;
  readonly attempts: number;
  readonly fence: number;
}

interface Conclusion {
  readonly id: string;
  readonly fence: number;
  readonly state: 'done' | 'discarded';
  readonly error: string | null;
  readonly at: number;
}

export class SqliteInbound implements Inbound {
  readonly #db: Connection;
  readonly #clock: () => number;
  readonly #accept;
  readonly #due;
  readonly #lease;
  readonly #retry;
  readonly #conclude;
  readonly #promote;
  readonly #waiting;
  readonly #forget;

  constructor(db: Connection, clock: () => number) {
    this.#db = db;
    this.#clock = clock;
    this.#accept = db.prepare<[InboundActivity & { recipient: string }]>(`
      INSERT INTO inbound (id, actor, activity, recipient, body, received_at, head)
      VALUES (@id, @actor, @activity, @recipient, @body, @receivedAt,
        NOT EXISTS (SELECT 1 FROM inbound WHERE actor = @actor AND state = 'waiting'))
      ON CONFLICT (actor, activity, recipient) DO NOTHING`);
    this.#due = db.prepare<[{ now: number; storeNow: number; limit: number }], { n: number }>(`
      SELECT n FROM inbound WHERE head = 1 AND due <= iif(owner IS NULL, @now, @storeNow) ORDER BY n LIMIT @limit`);
    this.#lease = db.prepare<[number, string, number], InboundRow>(
      'UPDATE inbound SET due = ?, owner = ?, fence = fence + 1 WHERE n = ? RETURNING *',
    );
    const held = "WHERE id = @id AND fence = @fence AND state = 'waiting' AND owner IS NOT NULL";
    this.#retry = db.prepare<[{ id: string; fence: number; notBefore: number; error: string }]>(
      `UPDATE inbound SET owner = NULL, attempts = attempts + 1, due = @notBefore, error = @error ${held}`,
    );
    // Of what is done with only the fact is needed, to tell a duplicate; what failed is kept whole for an operator.
    this.#conclude = db.prepare<[Conclusion], { actor: string }>(`
      UPDATE inbound SET owner = NULL, head = 0, state = @state, settled_at = @at, error = ifnull(@error, error),
        body = iif(@state = 'done', NULL, body) ${held} RETURNING actor`);
    this.#promote = db.prepare<[string]>(`
      UPDATE inbound SET head = 1
      WHERE n = (SELECT n FROM inbound WHERE actor = ? AND state = 'waiting' ORDER BY n LIMIT 1)`);
    this.#waiting = db.prepare<[], { total: number }>("SELECT count(*) AS total FROM inbound WHERE state = 'waiting'");
    this.#forget = db.prepare<[number, number]>(`
      DELETE FROM inbound WHERE n IN (SELECT n FROM inbound WHERE state IN ('done', 'discarded') AND settled_at < ? LIMIT ?)`);
  }

  accept(accepted: InboundActivity): Promise<boolean> {
    const { id, actor, activity, recipient = sharedInbox, body, receivedAt } = accepted;
    return this.#db.write(
      () => this.#accept.run({ id, actor, activity, recipient, body, receivedAt: Math.ceil(receivedAt) }).changes > 0,
    );
  }

  claim({ owner, now, leaseMs, limit }: Parameters<Inbound['claim']>[0]): Promise<ClaimedInbound[]> {
    return this.#db.lease(() => {
      const storeNow = this.#clock();
      const until = Math.ceil(storeNow + leaseMs);
      return this.#due.all({ now, storeNow, limit }).map(({ n }) => toClaimed(this.#lease.get(until, owner, n)));
    });
  }

  retry(id: string, fence: number, notBefore: number, error: string): Promise<void> {
    return this.#db.write(() => void this.#retry.run({ id, fence, notBefore: Math.ceil(notBefore), error }));
  }

  discard(id: string, fence: number, error: string): Promise<void> {
    const at = Math.ceil(this.#clock());
    return this.#db.write(() => void this.#settle({ id, fence, state: 'discarded', error, at }));
  }

  waiting(): Promise<number> {
    return this.#db.read(() => this.#waiting.get()?.total ?? 0);
  }

  async forget(before: number): Promise<number> {
    let forgotten = 0;
    for (;;) {
      const now = await this.#db.write(() => this.#forget.run(before, forgottenAtOnce).changes);
      forgotten += now;
      if (now < forgottenAtOnce) return forgotten;
    }
  }

  /** Within a transaction. Throws `StaleFence`. */
  done(id: string, fence: number, at: number): void {
    if (!this.#settle({ id, fence, state: 'done', error: null, at: Math.ceil(at) }))
      throw new StaleFence('the lease on this inbound activity has passed on');
  }

  /** Lets the actor's next activity come up. Returns whether the fence still held. */
  #settle(conclusion: Conclusion): boolean {
    const row = this.#conclude.get(conclusion);
    if (row) this.#promote.run(row.actor);
    return row !== undefined;
  }
}

function toClaimed(row: InboundRow | undefined): ClaimedInbound {
  if (!row) throw new Error('an inbound activity vanished while it was claimed');
  const { id, actor, activity, recipient, body, received_at, attempts, fence } = row;
  const claimed = { id, actor, activity, body, receivedAt: received_at, attempts, fence };
  return recipient === sharedInbox ? claimed : { ...claimed, recipient };
}
