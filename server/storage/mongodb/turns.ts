import { StoreUnavailable } from '../../../federation/ports/index.ts';

interface Asked<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * What arrives in one turn of the event loop, and while the turn before is under way, goes to the server together. One
 * turn is under way at a time, so that things come in the order in which they were asked for.
 */
export class Turns<Item, Answer> {
  readonly #atOnce: number;
  readonly #carryOut: (items: readonly Item[]) => Promise<readonly (Answer | Error)[]>;
  #waiting: Asked<Item, Answer>[] = [];
  #underWay: Promise<void> | undefined;
  #closed = false;

  /** `carryOut` answers for each item, an `Error` for one that failed alone; what it throws is said to all. */
  constructor(atOnce: number, carryOut: (items: readonly Item[]) => Promise<readonly (Answer | Error)[]>) {
    this.#atOnce = atOnce;
    this.#carryOut = carryOut;
  }

  add(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new StoreUnavailable('the store is closed'));
      this.#waiting.push({ item, resolve, reject });
      this.#underWay ??= this.#run();
    });
  }

  /** Carries out what waits and takes no more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#underWay;
  }

  async #run(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) await this.#turn(this.#waiting.splice(0, this.#atOnce));
    this.#underWay = undefined;
  }

  async #turn(asked: readonly Asked<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.#carryOut(asked.map(({ item }) => item));
      for (const [index, { resolve, reject }] of asked.entries()) {
        const answer = answers[index];
        if (answer === undefined || answer instanceof Error) reject(answer ?? new Error('a turn left one out'));
        else resolve(answer);
      }
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
}
