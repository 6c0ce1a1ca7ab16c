import type { InboundPolicies, InboundPolicy } from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';

const name = 'current';

export class MongoInboundPolicies implements InboundPolicies {
  readonly #db: Connection;
  readonly #policies;

  constructor(db: Connection) {
    this.#db = db;
    this.#policies = db.collection<{ readonly _id: string; readonly policy: InboundPolicy }>('inbound_policies');
  }

  current(): Promise<InboundPolicy | undefined> {
    return this.#db.run(async () => (await this.#policies.findOne({ _id: name }))?.policy);
  }

  async put(policy: InboundPolicy, within: Within): Promise<void> {
    await this.#policies.replaceOne({ _id: name }, { policy }, { upsert: true, ...within });
  }
}
