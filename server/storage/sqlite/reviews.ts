import type { Review, Reviews } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface ReviewRow extends Pick<Review, 'id' | 'hold' | 'author' | 'act' | 'by' | 'at'> {
  readonly note: string | null;
  readonly digest: string | null;
  readonly activity: string | null;
}

export class SqliteReviews implements Reviews {
  readonly #db: Connection;
  readonly #ofHold;
  readonly #add;

  constructor(db: Connection) {
    this.#db = db;
    this.#ofHold = db.prepare<[string], ReviewRow>('SELECT * FROM reviews WHERE hold = ? ORDER BY n');
    this.#add = db.prepare<[ReviewRow]>(`
      INSERT INTO reviews (id, hold, author, act, by, at, note, digest, activity)
      VALUES (@id, @hold, @author, @act, @by, @at, @note, @digest, @activity)`);
  }

  ofHold(hold: string): Promise<Review[]> {
    return this.#db.read(() => this.#ofHold.all(hold).map(toReview));
  }

  add({ note, digest, activity, ...review }: Review): void {
    this.#add.run({ ...review, note: note ?? null, digest: digest ?? null, activity: activity ?? null });
  }
}

function toReview({ id, hold, author, act, by, at, note, digest, activity }: ReviewRow): Review {
  return {
    id,
    hold,
    author,
    act,
    by,
    at,
    ...(note !== null && { note }),
    ...(digest !== null && { digest }),
    ...(activity !== null && { activity }),
  };
}
