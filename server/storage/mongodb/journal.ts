import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from '../../../federation/ports/index.ts';
import { applyChange, assertPossible, numbersOf, numbersOfOne, type Tables, takesAway, type Unit } from './changes.ts';
import { asUnavailable } from './faults.ts';
import { type Intent, intentOf, unitOf } from './intent.ts';
import type { Order } from './settings.ts';
import { LostTurn, type WritingTurn, type WritingTurns } from './writing-turns.ts';

/** For so long whoever has lost contact in the middle of a unit tries to find out what became of it. */
const patienceMs = 6_000;
const retryMs = 100;

/**
 * Units of work on a server without transactions, one writer at a time. What a unit is going to change is asked first
 * whether it is possible, then declared whole in one document, which is what makes it durable, and only then carried out,
 * step by step, each of which can be done twice. Whoever writes next finishes what a process left behind, before
 * anything else.
 *
 * Between the declaration and the last step a reader may see a part: in the order of the changes, so that receipts and
 * bytes are there before what leads to them.
 */
export class Journal {
  readonly #turns: WritingTurns;
  readonly #order: Order;
  readonly #tables: Tables;
  /** Ends when nothing of this process is under way: another turn of its own would fence it off as anybody else's. */
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(turns: WritingTurns, order: Order, tables: Tables) {
    this.#turns = turns;
    this.#order = order;
    this.#tables = tables;
  }

  /** With no units: finishes what was left behind. */
  carryOut(units: readonly Unit[]): Promise<(true | Error)[]> {
    const outcomes = this.#underWay.then(() => this.#inTurn(units));
    this.#underWay = outcomes.catch(() => undefined);
    return outcomes;
  }

  async #inTurn(units: readonly Unit[]): Promise<(true | Error)[]> {
    const outcomes: (true | Error)[] = [];
    let turn = await this.#begin();
    for (const unit of units) {
      const outcome = await this.#one(unit, turn);
      outcomes.push(outcome instanceof Error ? outcome : true);
      if (outcome instanceof StoreUnavailable) return [...outcomes, ...units.slice(outcomes.length).map(() => outcome)];
      if (typeof outcome === 'object' && 'fence' in outcome) turn = outcome;
    }
    await this.#turns.giveUp(turn).catch(() => undefined);
    return outcomes;
  }

  /** Takes the turn and finishes what was left behind. */
  async #begin(): Promise<WritingTurn> {
    const last = performance.now() + patienceMs;
    for (;;) {
      const turn = await this.#turns.take();
      try {
        if (turn.found) {
          await this.#apply(turn.found, turn);
          await this.#turns.finished(turn.found);
        }
        return turn;
      } catch (error) {
        // It took so long that another one went on with it: nothing of this process was begun yet.
        if (!(error instanceof LostTurn) || performance.now() > last) throw error;
      }
    }
  }

  /** The turn under which it ended, where that is another one than before; the error where nothing was written. */
  async #one(unit: Unit, turn: WritingTurn): Promise<true | WritingTurn | Error> {
    let intent: Intent | undefined;
    try {
      await this.#assertAll(unit);
      const declared = intentOf(unit, await this.#order.next(numbersOf(unit)));
      intent = declared;
      await this.#turns.declare(declared, turn);
      await this.#apply(declared, turn);
      return true;
    } catch (error) {
      const told = asUnavailable(error);
      const failed = told instanceof Error ? told : new Error('a unit of work failed', { cause: told });
      // What was declared, or may have been, is carried out by whoever comes next: whatever went wrong, nothing else follows.
      return intent ? this.#find(intent, failed) : failed;
    }
  }

  /** Contact was lost, or the turn, or something failed in the middle: what has become of the intent? */
  async #find(intent: Intent, lost: Error): Promise<WritingTurn | Error> {
    const last = performance.now() + patienceMs;
    for (;;) {
      try {
        const turn = await this.#begin();
        if (turn.found?.id === intent.id || (await this.#turns.wasFinished(intent))) return turn;
        await this.#turns.giveUp(turn).catch(() => undefined);
        return new StoreUnavailable(lost.message, { cause: lost });
      } catch (error) {
        if (performance.now() > last) return new StoreUnavailable(lost.message, { cause: error });
        await pause(retryMs);
      }
    }
  }

  async #assertAll(unit: Unit): Promise<void> {
    const made = new Set<string>();
    for (const change of unit) {
      await assertPossible(this.#tables, change, {});
      const id = madeBy(change);
      if (id !== undefined && made.has(id)) throw new Error('one unit of work makes one thing twice');
      if (id !== undefined) made.add(id);
    }
  }

  async #apply(intent: Intent, turn: WritingTurn): Promise<void> {
    let n = intent.first;
    for (const [index, change] of unitOf(intent).entries()) {
      if (index >= intent.applied) {
        await this.#turns.stay(turn);
        await applyChange(this.#tables, change, n, {});
        if (takesAway(change)) await this.#turns.reached(index + 1, turn);
      }
      n += numbersOfOne(change);
    }
  }
}

/** What a change makes that may not be there yet. */
function madeBy(change: Unit[number]): string | undefined {
  if (change.change === 'release.put') return `receipt ${change.release.id}`;
  if (change.change === 'receipt.add') return `receipt ${change.receipt.id}`;
  if (change.change === 'decision.add') return `decision ${change.decision.id}`;
  if (change.change === 'inbound.done') return `inbound ${change.id}`;
  return undefined;
}
