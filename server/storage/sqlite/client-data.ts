import { StaleFence, type SubmissionKeyChange } from '../../../federation/ports/index.ts';
import type { Json } from '../../../policies/index.ts';
import { type ClientData, type ClientDataChange, type ClientDatum, submissionKind } from '../../ports/index.ts';
import type { Connection } from './connection.ts';
import { Remembered } from './remembered.ts';

interface Row {
  readonly owner: string;
  readonly kind: string;
  readonly key: string;
  readonly value: string;
  readonly expires_at: number | null;
}

/** Owners whose data is at hand without a question. */
const mostKnown = 5_000;
/** So many answers about one owner, of so many rows, are. */
const [mostAnswers, mostRows] = [32, 64];

export class SqliteClientData implements ClientData {
  readonly #db: Connection;
  /** Rows by owner and then by what was asked. */
  readonly #known: Remembered<Map<string, readonly Row[]>>;
  readonly #clock: () => number;
  readonly #get;
  readonly #all;
  readonly #put;
  readonly #expire;
  readonly #remove;
  readonly #clear;

  constructor(db: Connection, clock: () => number) {
    this.#db = db;
    this.#clock = clock;
    this.#known = new Remembered(db, mostKnown);
    const live = '(expires_at IS NULL OR expires_at > ?)';
    this.#get = db.prepare<[string, string, string, number], Row>(
      `SELECT * FROM client_data WHERE owner = ? AND kind = ? AND key = ? AND ${live}`,
    );
    this.#all = db.prepare<[string, string, number], Row>(
      `SELECT * FROM client_data WHERE owner = ? AND kind = ? AND ${live} ORDER BY key`,
    );
    this.#put = db.prepare<[Row]>(`
      INSERT OR REPLACE INTO client_data (owner, kind, key, value, expires_at)
      VALUES (@owner, @kind, @key, @value, @expires_at)`);
    this.#expire = db.prepare<[number]>('DELETE FROM client_data WHERE expires_at <= ?');
    this.#remove = db.prepare<[string, string, string]>(
      'DELETE FROM client_data WHERE owner = ? AND kind = ? AND key = ?',
    );
    this.#clear = db.prepare<[string]>('DELETE FROM client_data WHERE owner = ?');
  }

  get(owner: string, kind: string, key: string): Promise<Json | undefined> {
    return this.#db.read(() => {
      const [row] = this.#live(owner, `${kind} ${key}`, () => {
        const found = this.#get.get(owner, kind, key, this.#clock());
        return found ? [found] : [];
      });
      return row && JSON.parse(row.value);
    });
  }

  all(owner: string, kind: string): Promise<ClientDatum[]> {
    return this.#db.read(() => {
      const rows = this.#live(owner, kind, () => this.#all.all(owner, kind, this.#clock()));
      return rows.map(({ key, value }) => ({ key, value: JSON.parse(value) }));
    });
  }

  /** The rows that answer a question about an owner and have not expired since they were read. */
  #live(owner: string, asked: string, read: () => Row[]): readonly Row[] {
    this.#known.assertNew();
    const answers = this.#known.at(owner, () => new Map<string, readonly Row[]>());
    const known = answers.get(asked);
    if (known) return known.filter(({ expires_at }) => expires_at === null || expires_at > this.#clock());
    const rows = read();
    if (rows.length > mostRows) return rows;
    if (answers.size >= mostAnswers) answers.clear();
    answers.set(asked, rows);
    return rows;
  }

  /** Within a transaction. Throws `StaleFence`. */
  claim({ actor: owner, key, result, expiresAt }: SubmissionKeyChange): void {
    if (this.#get.get(owner, submissionKind, key, this.#clock())) throw new StaleFence('this key is taken');
    this.apply({ change: 'clientData.put', owner, kind: submissionKind, key, value: result, expiresAt });
  }

  apply(change: ClientDataChange): void {
    this.#known.forget(change.owner);
    switch (change.change) {
      case 'clientData.put': {
        const { owner, kind, key, value, expiresAt } = change;
        // What expires makes room for what expires next.
        if (expiresAt !== undefined) this.#expire.run(this.#clock());
        return void this.#put.run({ owner, kind, key, value: JSON.stringify(value), expires_at: expiresAt ?? null });
      }
      case 'clientData.remove':
        return void this.#remove.run(change.owner, change.kind, change.key);
      case 'clientData.clear':
        return void this.#clear.run(change.owner);
    }
  }
}
