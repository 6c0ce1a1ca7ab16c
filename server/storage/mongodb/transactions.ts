import { randomUUID } from 'node:crypto';
import { StoreUnavailable } from '../../../federation/ports/index.ts';
import { applyChange, assertPossible, numbersOf, numbersOfOne, type Tables, type Unit } from './changes.ts';
import type { Connection, Within } from './connection.ts';
import { asUnavailable } from './faults.ts';
import type { Order } from './settings.ts';

/** Units of work as transactions of a replica set. Those of one turn share one; where it fails each has its own. */
export class Transactions {
  readonly #db: Connection;
  readonly #order: Order;
  readonly #tables: Tables;
  readonly #marks;

  constructor(db: Connection, order: Order, tables: Tables) {
    this.#db = db;
    this.#order = order;
    this.#tables = tables;
    this.#marks = db.collection<{ readonly _id: string; readonly at: Date }>('commit_marks');
  }

  async carryOut(units: readonly Unit[]): Promise<(true | Error)[]> {
    const together = await this.#outcomeOf(units);
    if (together === true || together instanceof StoreUnavailable || units.length === 1)
      return units.map(() => together);
    const outcomes: (true | Error)[] = [];
    for (const unit of units) outcomes.push(await this.#outcomeOf([unit]));
    return outcomes;
  }

  async #outcomeOf(units: readonly Unit[]): Promise<true | Error> {
    const mark = randomUUID();
    try {
      await this.#commit(units, mark);
      return true;
    } catch (error) {
      const told = asUnavailable(error);
      if (told instanceof StoreUnavailable && (await this.#isThere(mark))) return true;
      return told instanceof Error ? told : new Error('a unit of work failed', { cause: told });
    }
  }

  async #commit(units: readonly Unit[], mark: string): Promise<void> {
    const changes = units.flat();
    if (changes.length === 0) return;
    const first = await this.#order.next(numbersOf(changes));
    await this.#db.transaction(async (within) => {
      await this.#marks.insertOne({ _id: mark, at: new Date() }, within);
      await this.#applyAll(changes, first, within);
    });
  }

  async #applyAll(changes: Unit, first: number, within: Within): Promise<void> {
    let n = first;
    for (const change of changes) {
      await assertPossible(this.#tables, change, within);
      await applyChange(this.#tables, change, n, within);
      n += numbersOfOne(change);
    }
  }

  /** A commit whose answer was lost may have been carried out: its mark tells. */
  async #isThere(mark: string): Promise<boolean> {
    return (await this.#marks.findOne({ _id: mark }).catch(() => null)) !== null;
  }
}
