import type { DomainRule, DomainRules } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

export class SqliteDomainRules implements DomainRules {
  readonly #db: Connection;
  readonly #all;
  readonly #put;
  readonly #remove;
  /** By their text: all of them are read again and again, and most stay the same. */
  #parsed: ReadonlyMap<string, DomainRule> = new Map();

  constructor(db: Connection) {
    this.#db = db;
    this.#all = db.prepare<[], { rule: string }>('SELECT rule FROM domain_rules ORDER BY domain');
    this.#put = db.prepare<[string, string]>(`
      INSERT INTO domain_rules (domain, rule) VALUES (?, ?) ON CONFLICT (domain) DO UPDATE SET rule = excluded.rule`);
    this.#remove = db.prepare<[string]>('DELETE FROM domain_rules WHERE domain = ?');
  }

  all(): Promise<DomainRule[]> {
    return this.#db.read(() => {
      const rows = this.#all.all();
      this.#parsed = new Map(
        rows.map(({ rule }) => [rule, this.#parsed.get(rule) ?? (JSON.parse(rule) as DomainRule)]),
      );
      return [...this.#parsed.values()];
    });
  }

  put(rule: DomainRule): void {
    this.#put.run(rule.domain, JSON.stringify(rule));
  }

  remove(domain: string): void {
    this.#remove.run(domain);
  }
}
