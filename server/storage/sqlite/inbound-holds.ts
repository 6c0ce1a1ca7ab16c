import { type InboundHold, type InboundHolds, StaleFence } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface Row extends Pick<InboundHold, 'id' | 'actor' | 'activity' | 'type' | 'score'> {
  readonly recipient: string | null;
  readonly body: Buffer;
  readonly signals: string;
  readonly held_at: number;
}

export class SqliteInboundHolds implements InboundHolds {
  readonly #db: Connection;
  readonly #byId;
  readonly #page;
  readonly #count;
  readonly #put;
  readonly #remove;

  constructor(db: Connection) {
    this.#db = db;
    this.#byId = db.prepare<[string], Row>('SELECT * FROM inbound_holds WHERE id = ?');
    this.#page = db.prepare<[string, number], Row>(`
      SELECT * FROM inbound_holds WHERE n > coalesce((SELECT n FROM inbound_holds WHERE id = ?), 0) ORDER BY n LIMIT ?`);
    this.#count = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM inbound_holds');
    this.#put = db.prepare<
      [Omit<InboundHold, 'signals' | 'recipient'> & { signals: string; recipient: string | null }]
    >(`
      INSERT INTO inbound_holds (id, actor, activity, type, recipient, body, score, signals, held_at)
      VALUES (@id, @actor, @activity, @type, @recipient, @body, @score, @signals, @heldAt)
      ON CONFLICT (id) DO NOTHING`);
    this.#remove = db.prepare<[string]>('DELETE FROM inbound_holds WHERE id = ?');
  }

  byId(id: string): Promise<InboundHold | undefined> {
    return this.#db.read(() => {
      const row = this.#byId.get(id);
      return row && toHold(row);
    });
  }

  page({ after = '', limit }: Parameters<InboundHolds['page']>[0]): Promise<InboundHold[]> {
    return this.#db.read(() => this.#page.all(after, limit).map(toHold));
  }

  count(): Promise<number> {
    return this.#db.read(() => this.#count.get()?.total ?? 0);
  }

  put(hold: InboundHold): void {
    this.#put.run({ ...hold, recipient: hold.recipient ?? null, signals: JSON.stringify(hold.signals) });
  }

  /** Within a transaction. Throws `StaleFence`. */
  remove(id: string): void {
    if (this.#remove.run(id).changes === 0) throw new StaleFence('what waited came to its end already');
  }
}

function toHold({ id, actor, activity, type, recipient, body, score, signals, held_at }: Row): InboundHold {
  const held = { id, actor, activity, type, body, score, signals: JSON.parse(signals), heldAt: held_at };
  return recipient === null ? held : { ...held, recipient };
}
