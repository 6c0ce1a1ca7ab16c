import type { Ids } from '../../ports/index.ts';
import type { Connection } from './connection.ts';
import { Remembered } from './remembered.ts';

const mostKnown = 50_000;

export class SqliteIds implements Ids {
  readonly #db: Connection;
  /** By IRI. */
  readonly #known: Remembered<string>;
  readonly #iriOf;
  readonly #idsOf;
  readonly #idOf;
  readonly #put;

  constructor(db: Connection) {
    this.#db = db;
    this.#known = new Remembered(db, mostKnown);
    this.#iriOf = db.prepare<[string], { iri: string }>('SELECT iri FROM client_ids WHERE id = ?');
    this.#idsOf = db.prepare<[string], { iri: string; id: string }>(
      'SELECT iri, id FROM client_ids WHERE iri IN (SELECT value FROM json_each(?))',
    );
    this.#idOf = db.prepare<[string], { id: string }>('SELECT id FROM client_ids WHERE iri = ?');
    this.#put = db.prepare<[string, string]>('INSERT INTO client_ids (id, iri) VALUES (?, ?) ON CONFLICT DO NOTHING');
  }

  iriOf(id: string): Promise<string | undefined> {
    return this.#db.read(() => this.#iriOf.get(id)?.iri);
  }

  idsOf(iris: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#db.read(() => {
      this.#known.assertNew();
      const ids = new Map<string, string>();
      const unknown = iris.filter((iri) => {
        const id = this.#known.known(iri);
        if (id !== undefined) ids.set(iri, id);
        return id === undefined;
      });
      if (unknown.length === 0) return ids;
      for (const { iri, id } of this.#idsOf.all(JSON.stringify(unknown))) {
        ids.set(iri, id);
        this.#known.put(iri, id);
      }
      return ids;
    });
  }

  put(iri: string, id: string): void {
    if (this.#idOf.get(iri)) return;
    for (let free = BigInt(id); ; free += 1n) {
      if (this.#put.run(free.toString().padStart(id.length, '0'), iri).changes === 1) return;
    }
  }
}
