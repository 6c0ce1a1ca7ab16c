import type { Decision, DecisionItem, Decisions } from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface DecisionDocument extends Omit<Decision, 'id' | 'roles' | 'domains'> {
  readonly roles?: readonly string[];
  readonly domains?: readonly string[];
  readonly _id: string;
  readonly n: number;
}

export class MongoDecisions implements Decisions {
  readonly #db: Connection;
  readonly #decisions;

  constructor(db: Connection) {
    this.#db = db;
    this.#decisions = db.collection<DecisionDocument>('decisions');
  }

  byId(id: string): Promise<Decision | undefined> {
    return this.#db.run(async () => {
      const found = await this.#decisions.findOne({ _id: id });
      return found ? toDecision(found) : undefined;
    });
  }

  ofActivity(activity: string): Promise<Decision[]> {
    return this.#db.run(async () =>
      (await this.#decisions.find({ activity }).sort({ n: 1 }).toArray()).map(toDecision),
    );
  }

  latest(limit: number): Promise<Decision[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      return (await this.#decisions.find().sort({ n: -1 }).limit(limit).toArray()).map(toDecision);
    });
  }

  page({ since, after = '0', limit }: Parameters<Decisions['page']>[0]): Promise<DecisionItem[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      const filter = { n: { $gt: Number(after) }, decidedAt: { $gte: since } };
      const found = await this.#decisions.find(filter).sort({ n: 1 }).limit(limit).toArray();
      return found.map((document) => ({ decision: toDecision(document), cursor: String(document.n) }));
    });
  }

  count(since: number): Promise<number> {
    return this.#db.run(() => this.#decisions.countDocuments({ decidedAt: { $gte: since } }));
  }

  /** Throws where there is a decision with this id. */
  async assertNew(id: string, within: Within): Promise<void> {
    if (await this.#decisions.findOne({ _id: id }, within)) throw new Error('there is a decision with this id already');
  }

  async add({ id, ...rest }: Decision, n: number, within: Within): Promise<void> {
    await this.#decisions.updateOne({ _id: id }, { $setOnInsert: { ...rest, n } }, { upsert: true, ...within });
  }
}

function toDecision({ _id, n: _n, ...rest }: DecisionDocument): Decision {
  // FerretDB leaves empty lists out of what an upsert inserts.
  return { id: _id, ...rest, roles: rest.roles ?? [], domains: rest.domains ?? [] };
}
