import type { InboundPolicies, InboundPolicy } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

const name = 'current';

export class SqliteInboundPolicies implements InboundPolicies {
  readonly #db: Connection;
  readonly #get;
  readonly #put;

  constructor(db: Connection) {
    this.#db = db;
    this.#get = db.prepare<[string], { policy: string }>('SELECT policy FROM inbound_policies WHERE name = ?');
    this.#put = db.prepare<[string, string]>(`
      INSERT INTO inbound_policies (name, policy) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET policy = excluded.policy`);
  }

  current(): Promise<InboundPolicy | undefined> {
    return this.#db.read(() => {
      const row = this.#get.get(name);
      return row && (JSON.parse(row.policy) as InboundPolicy);
    });
  }

  put(policy: InboundPolicy): void {
    this.#put.run(name, JSON.stringify(policy));
  }
}
