import type { Mark, Simulation, Simulations } from '../../ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface SimulationDocument extends Omit<Simulation, 'id' | 'report'> {
  readonly _id: string;
  readonly n: number;
  /** JSON. */
  readonly report: string | null;
}

interface MarkDocument extends Mark {
  readonly _id: string;
  readonly n: number;
}

export class MongoSimulations implements Simulations {
  readonly #db: Connection;
  readonly #simulations;
  readonly #marks;

  constructor(db: Connection) {
    this.#db = db;
    this.#simulations = db.collection<SimulationDocument>('simulations');
    this.#marks = db.collection<MarkDocument>('simulation_marks');
  }

  byId(id: string): Promise<Simulation | undefined> {
    return this.#db.run(async () => {
      const found = await this.#simulations.findOne({ _id: id });
      if (!found) return undefined;
      const { _id, n: _n, report, ...rest } = found;
      return { id: _id, ...rest, ...(report !== null && { report: JSON.parse(report) }) };
    });
  }

  list(limit: number): Promise<Omit<Simulation, 'report'>[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      const found = await this.#simulations.find().sort({ n: -1 }).limit(limit).toArray();
      return found.map(({ _id, n: _n, report: _report, ...rest }) => ({ id: _id, ...rest }));
    });
  }

  marks(simulation: string): Promise<Mark[]> {
    return this.#db.run(async () => {
      const found = await this.#marks.find({ simulation }).sort({ n: 1 }).toArray();
      return found.map(({ _id, n: _n, ...mark }) => mark);
    });
  }

  async put({ id, report, ...rest }: Simulation, n: number, within: Within): Promise<void> {
    const text = report === undefined ? null : JSON.stringify(report);
    const update = { $set: { ...rest, report: text }, $setOnInsert: { n } };
    await this.#simulations.updateOne({ _id: id }, update, { upsert: true, ...within });
  }

  async mark(mark: Mark, n: number, within: Within): Promise<void> {
    const { simulation, policy, post, by } = mark;
    const id = JSON.stringify([simulation, policy, post, by]);
    await this.#marks.updateOne({ _id: id }, { $set: mark, $setOnInsert: { n } }, { upsert: true, ...within });
  }
}
