import type { Recall, Recalled, Recalls } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface RecallRow {
  readonly recall: string;
}

interface ItemRow {
  readonly n: number;
  readonly item: string;
}

export class SqliteRecalls implements Recalls {
  readonly #db: Connection;
  readonly #byId;
  readonly #list;
  readonly #running;
  readonly #latestActivation;
  readonly #items;
  readonly #put;
  readonly #putItem;

  constructor(db: Connection) {
    this.#db = db;
    this.#byId = db.prepare<[string], RecallRow>('SELECT recall FROM recalls WHERE id = ?');
    this.#list = db.prepare<[number], RecallRow>('SELECT recall FROM recalls ORDER BY n DESC LIMIT ?');
    this.#running = db.prepare<[], RecallRow>("SELECT recall FROM recalls WHERE state = 'running' ORDER BY n");
    this.#latestActivation = db.prepare<[], RecallRow>(
      "SELECT recall FROM recalls WHERE cause = 'activation' ORDER BY n DESC LIMIT 1",
    );
    this.#items = db.prepare<[string, number, number], ItemRow>(
      'SELECT n, item FROM recall_items WHERE recall = ? AND n > ? ORDER BY n LIMIT ?',
    );
    this.#put = db.prepare<[{ id: string; cause: string; state: string; recall: string }]>(`
      INSERT INTO recalls (id, cause, state, recall) VALUES (@id, @cause, @state, @recall)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, recall = excluded.recall`);
    this.#putItem = db.prepare<[{ recall: string; subject: string; zone: string; item: string }]>(`
      INSERT INTO recall_items (recall, subject, zone, item) VALUES (@recall, @subject, @zone, @item)
      ON CONFLICT (recall, subject, zone) DO UPDATE SET item = excluded.item`);
  }

  byId(id: string): Promise<Recall | undefined> {
    return this.#db.read(() => recallOf(this.#byId.get(id)));
  }

  list(limit: number): Promise<Recall[]> {
    return this.#db.read(() => this.#list.all(limit).flatMap((row) => recallOf(row) ?? []));
  }

  running(): Promise<Recall[]> {
    return this.#db.read(() => this.#running.all().flatMap((row) => recallOf(row) ?? []));
  }

  latestActivation(): Promise<Recall | undefined> {
    return this.#db.read(() => recallOf(this.#latestActivation.get()));
  }

  items(recall: string, { after = '0', limit }: Parameters<Recalls['items']>[1]): ReturnType<Recalls['items']> {
    return this.#db.read(() =>
      this.#items
        .all(recall, Number(after), limit)
        .map(({ n, item }) => ({ item: JSON.parse(item) as Recalled, cursor: String(n) })),
    );
  }

  put(recall: Recall): void {
    const { id, cause, state } = recall;
    this.#put.run({ id, cause, state, recall: JSON.stringify(recall) });
  }

  putItem(item: Recalled): void {
    const { recall, subject, zone } = item;
    this.#putItem.run({ recall, subject, zone, item: JSON.stringify(item) });
  }
}

function recallOf(row: RecallRow | undefined): Recall | undefined {
  return row && (JSON.parse(row.recall) as Recall);
}
