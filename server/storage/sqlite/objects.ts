import type { Node, Objects } from '../../../federation/ports/index.ts';
import { fromText, inboxOf, toText } from '../node-text.ts';
import { longestKept, ParsedNodes } from '../parsed-nodes.ts';
import type { Connection } from './connection.ts';
import { Remembered } from './remembered.ts';

interface ObjectRow {
  readonly id: string;
  readonly inbox: string | null;
  readonly node: string;
}

/** Nodes of this many objects are at hand without a question. */
const mostKnown = 4_000;

export class SqliteObjects implements Objects {
  readonly #db: Connection;
  readonly #known: Remembered<Node>;
  readonly #parsed = new ParsedNodes();
  readonly #get;
  readonly #many;
  readonly #insert;
  readonly #replace;

  constructor(db: Connection) {
    this.#db = db;
    this.#known = new Remembered(db, mostKnown);
    this.#get = db.prepare<[string], { node: string }>('SELECT node FROM objects WHERE id = ?');
    this.#many = db.prepare<[string], { id: string; node: string }>(
      'SELECT id, node FROM objects WHERE id IN (SELECT value FROM json_each(?))',
    );
    const insert = 'INSERT INTO objects (id, inbox, node) VALUES (@id, @inbox, @node) ON CONFLICT (id) DO';
    this.#insert = db.prepare<[ObjectRow]>(`${insert} NOTHING`);
    this.#replace = db.prepare<[ObjectRow]>(`${insert} UPDATE SET inbox = excluded.inbox, node = excluded.node`);
  }

  get(id: string): Promise<Node | undefined> {
    return this.#db.read(() => fromText(this.#get.get(id)));
  }

  getMany(ids: readonly string[]): Promise<ReadonlyMap<string, Node>> {
    if (ids.length === 0) return Promise.resolve(new Map());
    return this.#db.read(() => {
      this.#known.assertNew();
      const nodes = new Map<string, Node>();
      const unknown = ids.filter((id) => {
        const node = this.#known.known(id);
        if (node) nodes.set(id, node);
        return !node;
      });
      if (unknown.length === 0) return nodes;
      const rows = this.#many.all(JSON.stringify(unknown));
      const parsed = this.#parsed.read(rows);
      for (const { id, node: text } of rows) {
        const node = parsed.get(id);
        if (!node) continue;
        nodes.set(id, node);
        if (text.length <= longestKept) this.#known.put(id, node);
      }
      return nodes;
    });
  }

  insert(node: Node): void {
    this.#known.forget(node.id);
    this.#insert.run(rowOf(node));
  }

  replace(node: Node): void {
    this.#known.forget(node.id);
    this.#replace.run(rowOf(node));
  }
}

function rowOf(node: Node): ObjectRow {
  return { id: node.id, inbox: inboxOf(node) ?? null, node: toText(node) };
}
