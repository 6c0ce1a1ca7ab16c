import type { Review, Reviews } from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface ReviewDocument extends Omit<Review, 'id'> {
  readonly _id: string;
  readonly n: number;
}

export class MongoReviews implements Reviews {
  readonly #db: Connection;
  readonly #reviews;

  constructor(db: Connection) {
    this.#db = db;
    this.#reviews = db.collection<ReviewDocument>('reviews');
  }

  ofHold(hold: string): Promise<Review[]> {
    return this.#db.run(async () => {
      const found = await this.#reviews.find({ hold }).sort({ n: 1 }).toArray();
      return found.map(({ _id, n: _n, ...rest }) => ({ id: _id, ...rest }));
    });
  }

  async add({ id, ...rest }: Review, n: number, within: Within): Promise<void> {
    await this.#reviews.updateOne({ _id: id }, { $setOnInsert: { ...rest, n } }, { upsert: true, ...within });
  }
}
