import type { Node, Objects } from '../../../federation/ports/index.ts';
import { fromText, inboxOf, toText } from '../node-text.ts';
import { ParsedNodes } from '../parsed-nodes.ts';
import type { Connection, Within } from './connection.ts';
import type { Memberships } from './memberships.ts';

/** A node rests as JSON text: the names in it are strangers', and MongoDB would read some of them as operators and paths. */
export interface ObjectDocument {
  readonly _id: string;
  /** Of an actor: where deliveries to it go. */
  readonly inbox: string | null;
  readonly node: string;
}

export class MongoObjects implements Objects {
  readonly #db: Connection;
  readonly #memberships: Memberships;
  readonly #parsed = new ParsedNodes();
  readonly #objects;

  constructor(db: Connection, memberships: Memberships) {
    this.#db = db;
    this.#memberships = memberships;
    this.#objects = db.collection<ObjectDocument>('objects');
  }

  get(id: string): Promise<Node | undefined> {
    return this.#db.run(async () => fromText((await this.#objects.findOne({ _id: id })) ?? undefined));
  }

  getMany(ids: readonly string[]): Promise<ReadonlyMap<string, Node>> {
    return this.#db.run(async () => {
      const found = await this.#objects
        .find({ _id: { $in: [...new Set(ids)] } }, { projection: { node: 1 } })
        .toArray();
      return this.#parsed.read(found.map(({ _id: id, node }) => ({ id, node })));
    });
  }

  async insert(node: Node, within: Within): Promise<void> {
    const inbox = inboxOf(node) ?? null;
    const made = { $setOnInsert: { inbox, node: toText(node) } };
    const { upsertedCount } = await this.#objects.updateOne({ _id: node.id }, made, { upsert: true, ...within });
    // Asked again after an end in the middle of it, the object is there and its followers may not know.
    if (inbox !== null) await this.#tellInbox(node.id, upsertedCount > 0 ? inbox : undefined, within);
  }

  async replace(node: Node, within: Within): Promise<void> {
    const inbox = inboxOf(node) ?? null;
    await this.#objects.replaceOne({ _id: node.id }, { inbox, node: toText(node) }, { upsert: true, ...within });
    await this.#tellInbox(node.id, inbox, within);
  }

  async #tellInbox(id: string, known: string | null | undefined, within: Within): Promise<void> {
    const inbox = known === undefined ? (await this.#objects.findOne({ _id: id }, within))?.inbox : known;
    await this.#memberships.moveInbox(id, inbox ?? null, within);
  }
}
