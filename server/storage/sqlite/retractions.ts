import type { Retraction, Retractions } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

export class SqliteRetractions implements Retractions {
  readonly #db: Connection;
  readonly #find;
  readonly #put;
  readonly #forget;

  constructor(db: Connection) {
    this.#db = db;
    this.#find = db.prepare<[string, string], { id: string }>('SELECT id FROM retractions WHERE actor = ? AND id = ?');
    this.#put = db.prepare<[string, string, number]>(
      'INSERT INTO retractions (actor, id, at) VALUES (?, ?, ?) ON CONFLICT (actor, id) DO NOTHING',
    );
    this.#forget = db.prepare<[number]>('DELETE FROM retractions WHERE at < ?');
  }

  among(actor: string, ids: readonly string[]): Promise<string[]> {
    return this.#db.read(() => ids.flatMap((id) => this.#find.get(actor, id)?.id ?? []));
  }

  forget(before: number): Promise<number> {
    return this.#db.write(() => this.#forget.run(before).changes);
  }

  put({ actor, id, at }: Retraction): void {
    this.#put.run(actor, id, at);
  }
}
