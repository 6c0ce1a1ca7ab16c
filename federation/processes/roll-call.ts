import type { Owners } from '../ports/index.ts';

const everyMs = 1_000;

/** This process among those that lease from the store, and an eye on the others. */
export class RollCall {
  readonly #owners: Owners;
  readonly #owner: string;
  /** Something that was leased to a process that is gone is free. */
  readonly #onReleased: () => void;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(owners: Owners, owner: string, onReleased: () => void) {
    this.#owners = owners;
    this.#owner = owner;
    this.#onReleased = onReleased;
  }

  /** Enlists this process, and takes from those that are gone what they had before it looks for work of its own. */
  async start(): Promise<void> {
    if (this.#timer) return;
    await this.#owners.enlist(this.#owner);
    await this.#owners.releaseGone();
    this.#timer = setInterval(() => {
      this.#looking ??= this.#look();
    }, everyMs).unref();
  }

  async stop(): Promise<void> {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#looking;
    // Where the store fails, others find out that this process is gone.
    await this.#owners.leave(this.#owner).catch(() => undefined);
  }

  async #look(): Promise<void> {
    const gone = await this.#owners.releaseGone().catch(() => []);
    this.#looking = undefined;
    if (gone.length > 0) this.#onReleased();
  }
}
