import type { ActorRule, ActorRules } from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';

type ActorRuleDocument = Omit<ActorRule, 'actor'> & { readonly _id: string };

export class MongoActorRules implements ActorRules {
  readonly #db: Connection;
  readonly #rules;

  constructor(db: Connection) {
    this.#db = db;
    this.#rules = db.collection<ActorRuleDocument>('actor_rules');
  }

  all(): Promise<ActorRule[]> {
    return this.#db.run(async () => {
      const found = await this.#rules.find().sort({ _id: 1 }).toArray();
      return found.map(({ _id, ...rest }) => ({ actor: _id, ...rest }));
    });
  }

  async put({ actor, ...rest }: ActorRule, within: Within): Promise<void> {
    await this.#rules.replaceOne({ _id: actor }, rest, { upsert: true, ...within });
  }

  async remove(actor: string, within: Within): Promise<void> {
    await this.#rules.deleteOne({ _id: actor }, within);
  }
}
