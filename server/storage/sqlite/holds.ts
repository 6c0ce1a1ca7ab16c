import { type Hold, type Holds, StaleFence } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface HoldRow extends Pick<Hold, 'id' | 'actor' | 'decision' | 'cause'> {
  readonly sent_by: string;
  readonly sealed_draft: Buffer;
  readonly held_at: number;
}

export class SqliteHolds implements Holds {
  readonly #db: Connection;
  readonly #byId;
  readonly #ofActor;
  readonly #byCause;
  readonly #page;
  readonly #put;
  readonly #remove;

  constructor(db: Connection) {
    this.#db = db;
    this.#byId = db.prepare<[string], HoldRow>('SELECT * FROM holds WHERE id = ?');
    this.#ofActor = db.prepare<[string], HoldRow>('SELECT * FROM holds WHERE actor = ? ORDER BY held_at, n');
    this.#byCause = db.prepare<[string, number], HoldRow>(
      'SELECT * FROM holds WHERE cause = ? ORDER BY held_at, n LIMIT ?',
    );
    this.#page = db.prepare<[string, number], HoldRow>(`
      SELECT * FROM holds WHERE n > coalesce((SELECT n FROM holds WHERE id = ?), 0) ORDER BY n LIMIT ?`);
    this.#put = db.prepare<[Hold]>(`
      INSERT INTO holds (id, actor, sent_by, decision, cause, sealed_draft, held_at)
      VALUES (@id, @actor, @sentBy, @decision, @cause, @sealedDraft, @heldAt)
      ON CONFLICT (id) DO UPDATE SET actor = excluded.actor, sent_by = excluded.sent_by, decision = excluded.decision,
        cause = excluded.cause, sealed_draft = excluded.sealed_draft, held_at = excluded.held_at`);
    this.#remove = db.prepare<[string]>('DELETE FROM holds WHERE id = ?');
  }

  byId(id: string): Promise<Hold | undefined> {
    return this.#db.read(() => {
      const row = this.#byId.get(id);
      return row && toHold(row);
    });
  }

  ofActor(actor: string): Promise<Hold[]> {
    return this.#db.read(() => this.#ofActor.all(actor).map(toHold));
  }

  byCause(cause: Hold['cause'], limit: number): Promise<Hold[]> {
    return this.#db.read(() => this.#byCause.all(cause, limit).map(toHold));
  }

  page({ after, limit }: { after?: string; limit: number }): Promise<Hold[]> {
    return this.#db.read(() => this.#page.all(after ?? '', limit).map(toHold));
  }

  put(hold: Hold): void {
    this.#put.run(hold);
  }

  /** Within a transaction. Throws `StaleFence`. */
  remove(id: string): void {
    if (this.#remove.run(id).changes === 0) throw new StaleFence('this hold came to an end already');
  }
}

function toHold({ id, actor, sent_by, decision, cause, sealed_draft, held_at }: HoldRow): Hold {
  return { id, actor, sentBy: sent_by, decision, cause, sealedDraft: sealed_draft, heldAt: held_at };
}
