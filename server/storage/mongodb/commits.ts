import type { ServerChange, ServerCommits } from '../../ports/index.ts';
import type { Unit } from './changes.ts';
import type { Connection } from './connection.ts';
import { Turns } from './turns.ts';

/** Carries out units of work in their order: `true` for each that is durable and whole, an error where nothing of it is. */
export type CarryOut = (units: readonly Unit[]) => Promise<readonly (true | Error)[]>;

/** Units that share a transaction, or a turn at writing, at most. */
const unitsAtOnce = 64;

export class MongoCommits implements ServerCommits {
  readonly #turns: Turns<Unit, true>;

  constructor(db: Connection, carryOut: CarryOut) {
    this.#turns = new Turns(unitsAtOnce, (units) => db.run(() => carryOut(units)));
  }

  async commit(changes: readonly ServerChange[]): Promise<void> {
    await this.carryOut(changes);
  }

  async carryOut(unit: Unit): Promise<void> {
    await this.#turns.add(unit);
  }

  close(): Promise<void> {
    return this.#turns.close();
  }
}
