import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import type { Intent } from './intent.ts';
import type { StoreClock } from './store-clock.ts';

/** The one document that says who writes, and what it is about to do. */
export interface WriterDocument {
  readonly _id: 'writer';
  readonly owner: string | null;
  readonly fence: number;
  /** End of the turn, in the store's time. */
  readonly until: number;
  readonly intent: Intent | null;
}

/** The right to write. */
export interface WritingTurn {
  readonly fence: number;
  /** Intent that was not finished when the turn began. */
  readonly found: Intent | undefined;
  /** When the turn was prolonged last, by `performance.now`. */
  prolongedAt: number;
}

/** Somebody else writes now, and has finished what was declared. */
export class LostTurn extends StoreUnavailable {}

const turnMs = 2_000;
/** A turn is prolonged when so much of it is over. */
const prolongAfterMs = 500;
const patienceMs = 8_000;

/** One process at a time writes. A turn ends by itself when its process does not prolong it. */
export class WritingTurns {
  readonly #clock: StoreClock;
  readonly #owner = randomUUID();
  readonly #writer;
  readonly #finished;

  constructor(db: Connection, clock: StoreClock) {
    this.#clock = clock;
    this.#writer = db.collection<WriterDocument>('settings');
    this.#finished = db.collection<{ readonly _id: string }>('finished_intents');
  }

  /** Waits for the turn. Whatever this process still had under way is fenced off. Throws `StoreUnavailable`. */
  async take(): Promise<WritingTurn> {
    const last = performance.now() + patienceMs;
    while (performance.now() < last) {
      const now = Math.ceil(await this.#clock.now());
      const begun = performance.now();
      const taken = await this.#writer.findOneAndUpdate(
        { _id: 'writer', $or: [{ owner: this.#owner }, { until: { $lte: now } }] },
        { $set: { owner: this.#owner, until: now + turnMs }, $inc: { fence: 1 } },
        { returnDocument: 'after' },
      );
      if (taken) return { fence: taken.fence, found: taken.intent ?? undefined, prolongedAt: begun };
      await pause(randomInt(2, 12));
    }
    throw new StoreUnavailable('other processes keep writing: try again later');
  }

  /** From here on the intent will be carried out, whoever does it. Throws `LostTurn`. */
  async declare(intent: Intent, turn: WritingTurn): Promise<void> {
    await this.#write({ intent }, turn);
  }

  /** So many changes of the declared intent are made. Throws `LostTurn`. */
  async reached(applied: number, turn: WritingTurn): Promise<void> {
    await this.#write({ 'intent.applied': applied }, turn);
  }

  /** Prolongs the turn when it is time. Throws `LostTurn`. */
  async stay(turn: WritingTurn): Promise<void> {
    if (performance.now() - turn.prolongedAt > prolongAfterMs) await this.#write({}, turn);
  }

  async giveUp({ fence }: WritingTurn): Promise<void> {
    const given = { $set: { owner: null, until: 0, intent: null } };
    await this.#writer.updateOne({ _id: 'writer', fence }, given);
  }

  /** Lets the process that declared it know. */
  async finished({ id }: Intent): Promise<void> {
    await this.#finished.updateOne({ _id: id }, { $set: { finished: true } }, { upsert: true });
  }

  async wasFinished({ id }: Intent): Promise<boolean> {
    return (await this.#finished.findOne({ _id: id })) !== null;
  }

  async #write(change: Readonly<Record<string, unknown>>, turn: WritingTurn): Promise<void> {
    const begun = performance.now();
    const until = Math.ceil(await this.#clock.now()) + turnMs;
    const { matchedCount } = await this.#writer.updateOne(
      { _id: 'writer', fence: turn.fence },
      { $set: { ...change, until } },
    );
    if (matchedCount === 0) throw new LostTurn('another process took over the writing');
    turn.prolongedAt = begun;
  }
}
