import type { Node, Objects } from '../../../federation/ports/index.ts';
import { fromText, inboxOf, toText } from '../node-text.ts';
import { ParsedNodes } from '../parsed-nodes.ts';
import type { Connection } from './connection.ts';

interface ObjectRow {
  readonly id: string;
  readonly inbox: string | null;
  readonly node: string;
}

export class SqliteObjects implements Objects {
  readonly #db: Connection;
  readonly #parsed = new ParsedNodes();
  readonly #get;
  readonly #many;
  readonly #insert;
  readonly #replace;

  constructor(db: Connection) {
    this.#db = db;
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
    return this.#db.read(() => this.#parsed.read(this.#many.all(JSON.stringify(ids))));
  }

  insert(node: Node): void {
    this.#insert.run(rowOf(node));
  }

  replace(node: Node): void {
    this.#replace.run(rowOf(node));
  }
}

function rowOf(node: Node): ObjectRow {
  return { id: node.id, inbox: inboxOf(node) ?? null, node: toText(node) };
}
