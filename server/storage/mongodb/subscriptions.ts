import type { Subscription, Subscriptions } from '../../ports/index.ts';
import type { Connection, Within } from './connection.ts';

type SubscriptionDocument = Omit<Subscription, 'id'> & { readonly _id: string };

export class MongoSubscriptions implements Subscriptions {
  readonly #db: Connection;
  readonly #subscriptions;

  constructor(db: Connection) {
    this.#db = db;
    this.#subscriptions = db.collection<SubscriptionDocument>('subscriptions');
  }

  all(): Promise<Subscription[]> {
    return this.#db.run(async () => {
      const found = await this.#subscriptions.find().sort({ _id: 1 }).toArray();
      return found.map(({ _id, ...rest }) => ({ id: _id, ...rest }));
    });
  }

  async put({ id, ...rest }: Subscription, within: Within): Promise<void> {
    await this.#subscriptions.replaceOne({ _id: id }, rest, { upsert: true, ...within });
  }

  async remove(id: string, within: Within): Promise<void> {
    await this.#subscriptions.deleteOne({ _id: id }, within);
  }
}
