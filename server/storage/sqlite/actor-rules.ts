import type { ActorRule, ActorRules } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

export class SqliteActorRules implements ActorRules {
  readonly #db: Connection;
  readonly #all;
  readonly #put;
  readonly #remove;

  constructor(db: Connection) {
    this.#db = db;
    this.#all = db.prepare<[], { rule: string }>('SELECT rule FROM actor_rules ORDER BY actor');
    this.#put = db.prepare<[string, string]>(`
      INSERT INTO actor_rules (actor, rule) VALUES (?, ?) ON CONFLICT (actor) DO UPDATE SET rule = excluded.rule`);
    this.#remove = db.prepare<[string]>('DELETE FROM actor_rules WHERE actor = ?');
  }

  all(): Promise<ActorRule[]> {
    return this.#db.read(() => this.#all.all().map(({ rule }) => JSON.parse(rule) as ActorRule));
  }

  put(rule: ActorRule): void {
    this.#put.run(rule.actor, JSON.stringify(rule));
  }

  remove(actor: string): void {
    this.#remove.run(actor);
  }
}
