import { type ClaimedRange, type FanOut, type FanOuts, StaleFence } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface RangeRow {
  readonly id: string;
  readonly release: string;
  readonly subject: string;
  readonly collection: string | null;
  readonly signer: string;
  readonly seal: string;
  readonly after: string;
  readonly upto: string | null;
  readonly fence: number;
}

interface Cut {
  readonly id: string;
  readonly fence: number;
  readonly upto: string;
  readonly restId: string;
}

export class SqliteFanOuts implements FanOuts {
  readonly #db: Connection;
  readonly #clock: () => number;
  readonly #add;
  readonly #claim;
  readonly #giveBack;
  readonly #waiting;
  readonly #addRest;
  readonly #shorten;
  readonly #done;
  readonly #withdraw;

  constructor(db: Connection, clock: () => number) {
    this.#db = db;
    this.#clock = clock;
    this.#add = db.prepare<[Omit<FanOut, 'source'> & { collection: string | null; at: number }]>(`
      INSERT INTO fan_outs (id, release, subject, collection, signer, seal, added_at)
      VALUES (@id, @releaseId, @subject, @collection, @signer, @seal, @at) ON CONFLICT (id) DO NOTHING`);
    this.#claim = db.prepare<[{ owner: string; now: number; until: number }], RangeRow>(`
      UPDATE fan_outs SET owner = @owner, until = @until, fence = fence + 1
      WHERE n = (SELECT n FROM fan_outs WHERE owner IS NULL OR until <= @now ORDER BY n LIMIT 1) RETURNING *`);
    const held = 'WHERE id = @id AND fence = @fence AND owner IS NOT NULL';
    this.#giveBack = db.prepare<[{ id: string; fence: number }]>(`UPDATE fan_outs SET owner = NULL ${held}`);
    this.#waiting = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM fan_outs');
    // The rest comes after the ranges of every other post, so that posts take turns.
    this.#addRest = db.prepare<[Cut]>(`
      INSERT INTO fan_outs (id, release, subject, collection, signer, seal, added_at, after, upto)
      SELECT @restId, release, subject, collection, signer, seal, added_at, @upto, upto FROM fan_outs ${held}`);
    this.#shorten = db.prepare<[Cut]>(`UPDATE fan_outs SET upto = @upto ${held}`);
    this.#done = db.prepare<[{ id: string; fence: number }]>(`DELETE FROM fan_outs ${held}`);
    this.#withdraw = db.prepare<[{ subject: string }]>(`
      DELETE FROM fan_outs WHERE subject = @subject OR release IN (SELECT id FROM receipts WHERE subject = @subject)`);
  }

  async claim({ owner, leaseMs }: Parameters<FanOuts['claim']>[0]): Promise<ClaimedRange | undefined> {
    // Mostly there is none: workers ask after every post, and asking takes no lock.
    if ((await this.waiting()) === 0) return undefined;
    return this.#db.lease(() => {
      const now = this.#clock();
      return toRange(this.#claim.get({ owner, now, until: Math.ceil(now + leaseMs) }));
    });
  }

  giveBack({ id, fence }: Parameters<FanOuts['giveBack']>[0]): Promise<void> {
    return this.#db.lease(() => void this.#giveBack.run({ id, fence }));
  }

  waiting(): Promise<number> {
    return this.#db.read(() => this.#waiting.get()?.total ?? 0);
  }

  /** Within a transaction. */
  add({ source, ...fanOut }: FanOut, at: number): void {
    const collection = source.kind === 'followers' ? source.collection : null;
    this.#add.run({ ...fanOut, collection, at: Math.ceil(at) });
  }

  /** Within a transaction. Throws `StaleFence`. */
  cut(cut: Cut): void {
    const parameters = { id: cut.id, fence: cut.fence, upto: cut.upto, restId: cut.restId };
    assertHeld(this.#addRest.run(parameters).changes);
    this.#shorten.run(parameters);
  }

  /** Within a transaction. Throws `StaleFence`. */
  done(id: string, fence: number): void {
    assertHeld(this.#done.run({ id, fence }).changes);
  }

  /** Ends fan-outs of and about a subject. Within a transaction. */
  withdraw(subject: string): void {
    this.#withdraw.run({ subject });
  }
}

function assertHeld(changes: number): void {
  if (changes === 0) throw new StaleFence('the lease on this range of a fan-out has passed on');
}

function toRange(row: RangeRow | undefined): ClaimedRange | undefined {
  if (!row) return undefined;
  const { id, release, subject, collection, signer, seal, after, upto, fence } = row;
  return {
    ...{ id, releaseId: release, subject, signer, seal, fence },
    source: collection === null ? { kind: 'recipients' } : { kind: 'followers', collection },
    ...(after !== '' && { after }),
    ...(upto !== null && { upto }),
  };
}
