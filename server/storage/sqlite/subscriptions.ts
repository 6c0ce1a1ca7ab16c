import type { Subscription, Subscriptions } from '../../ports/index.ts';
import type { Connection } from './connection.ts';

export class SqliteSubscriptions implements Subscriptions {
  readonly #db: Connection;
  readonly #all;
  readonly #put;
  readonly #remove;

  constructor(db: Connection) {
    this.#db = db;
    this.#all = db.prepare<[], { subscription: string }>('SELECT subscription FROM subscriptions ORDER BY id');
    this.#put = db.prepare<[string, string]>(`
      INSERT INTO subscriptions (id, subscription) VALUES (?, ?)
      ON CONFLICT (id) DO UPDATE SET subscription = excluded.subscription`);
    this.#remove = db.prepare<[string]>('DELETE FROM subscriptions WHERE id = ?');
  }

  all(): Promise<Subscription[]> {
    return this.#db.read(() => this.#all.all().map(({ subscription }) => JSON.parse(subscription) as Subscription));
  }

  put(subscription: Subscription): void {
    this.#put.run(subscription.id, JSON.stringify(subscription));
  }

  remove(id: string): void {
    this.#remove.run(id);
  }
}
