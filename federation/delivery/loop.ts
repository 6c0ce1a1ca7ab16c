import { setTimeout as wait } from 'node:timers/promises';
import type { Dispatch } from './dispatch.ts';
import type { HostBook } from './host-book.ts';
import type { Intake } from './intake.ts';
import type { Settler } from './settler.ts';

export interface LoopParts {
  readonly intake: Intake;
  readonly dispatch: Dispatch;
  readonly settler: Settler;
  readonly book: HostBook;
}

/** Keeps the lanes filled and the attempts going, from start to stop. */
export class Loop {
  readonly #parts: LoopParts;
  #started = false;
  #drains = 0;
  #stopping: Promise<void> | undefined;
  #claimSoon: NodeJS.Immediate | undefined;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = 0;
  #waiting: (() => void)[] = [];

  constructor(parts: LoopParts) {
    this.#parts = parts;
    parts.dispatch.onDrawn = (host) => parts.intake.drawn(host);
    parts.dispatch.onProgress = () => this.#progress();
  }

  start(): void {
    this.#started = true;
    this.wake();
  }

  wake(): void {
    this.#parts.intake.wake();
    this.#turn();
  }

  async drain(): Promise<void> {
    const { intake, dispatch, settler, book } = this.#parts;
    this.#drains += 1;
    try {
      // A claim that is under way may not see what was enqueued since it began.
      await intake.idle();
      while (this.#stopping === undefined) {
        const claimed = await intake.claim();
        if (this.#stopping !== undefined) return;
        if (claimed === undefined) await wait(intake.dueIn() ?? 1);
        dispatch.pump();
        while (!dispatch.idle && this.#stopping === undefined) await this.#nextProgress();
        await settler.flush();
        await book.flush();
        if (claimed === 0 && dispatch.idle) return;
      }
    } finally {
      this.#drains -= 1;
    }
  }

  stop(graceMs: number): Promise<void> {
    this.#stopping ??= this.#stop(graceMs);
    return this.#stopping;
  }

  get #active(): boolean {
    return this.#stopping === undefined && (this.#started || this.#drains > 0);
  }

  async #stop(graceMs: number): Promise<void> {
    const { intake, dispatch, settler, book } = this.#parts;
    const graceOver = new AbortController();
    const timer = setTimeout(() => {
      graceOver.abort();
      settler.giveUp();
      this.#progress();
    }, graceMs);
    clearTimeout(this.#timer);
    clearImmediate(this.#claimSoon);
    await intake.idle();
    dispatch.handBackQueued();
    while (dispatch.underWay > 0 && !graceOver.signal.aborted) await this.#nextProgress();
    dispatch.abandon();
    await settler.flush();
    await book.flush();
    clearTimeout(timer);
  }

  #progress(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
    this.#turn();
  }

  #nextProgress(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #turn(): void {
    if (!this.#active) return;
    const { intake, dispatch } = this.#parts;
    dispatch.pump();
    const inMs = intake.dueIn();
    if (inMs === undefined) return;
    // Not at once: what is enqueued or ends in this turn of the event loop is claimed together.
    if (inMs === 0) this.#claimSoon ??= setImmediate(() => this.#claim());
    else this.#sleep(inMs);
  }

  #claim(): void {
    this.#claimSoon = undefined;
    void this.#parts.intake.claim().then(() => this.#turn());
  }

  /** Takes another turn then; a timer that fires no later stays as it is. */
  #sleep(ms: number): void {
    const at = performance.now() + ms;
    if (this.#timer !== undefined && this.#timerAt <= at + 1) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#turn();
    }, Math.ceil(ms));
  }
}
