import type { DomainRule, DomainRules } from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';

type DomainRuleDocument = Omit<DomainRule, 'domain'> & { readonly _id: string };

export class MongoDomainRules implements DomainRules {
  readonly #db: Connection;
  readonly #rules;

  constructor(db: Connection) {
    this.#db = db;
    this.#rules = db.collection<DomainRuleDocument>('domain_rules');
  }

  all(): Promise<DomainRule[]> {
    return this.#db.run(async () => {
      const found = await this.#rules.find().sort({ _id: 1 }).toArray();
      return found.map(({ _id, ...rest }) => ({ domain: _id, ...rest }));
    });
  }

  async put({ domain, ...rest }: DomainRule, within: Within): Promise<void> {
    await this.#rules.replaceOne({ _id: domain }, rest, { upsert: true, ...within });
  }

  async remove(domain: string, within: Within): Promise<void> {
    await this.#rules.deleteOne({ _id: domain }, within);
  }
}
