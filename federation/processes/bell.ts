import type { Signals, Topic } from '../ports/index.ts';

/** Rings that come within this time are one signal to other processes. */
const gatherMs = 20;

/** Tells workers that something waits for them: those of this process at once, those of others by a signal. */
export class Bell {
  readonly #signals: Signals;
  readonly #wake: Readonly<Partial<Record<Topic, () => void>>>;
  readonly #rung = new Set<Topic>();
  #timer: NodeJS.Timeout | undefined;
  #watch: AsyncDisposable | undefined;

  constructor(signals: Signals, wake: Readonly<Partial<Record<Topic, () => void>>>) {
    this.#signals = signals;
    this.#wake = wake;
  }

  /** Call it after the commit. */
  ring(topic: Topic): void {
    this.#wake[topic]?.();
    this.#rung.add(topic);
    this.#timer ??= setTimeout(() => void this.#raise(), gatherMs).unref();
  }

  /** Wakes the workers of this process for what others ring, until `close`. */
  async listen(): Promise<void> {
    this.#watch ??= await this.#signals.watch(({ topic }) => this.#wake[topic]?.());
  }

  /** Hands on what was rung, and hears no more. */
  async close(): Promise<void> {
    await this.#watch?.[Symbol.asyncDispose]();
    this.#watch = undefined;
    await this.#raise();
  }

  async #raise(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const topics = [...this.#rung];
    this.#rung.clear();
    // What a store that fails does not pass on, others find when they look by themselves.
    for (const topic of topics) await this.#signals.raise(topic).catch(() => undefined);
  }
}
