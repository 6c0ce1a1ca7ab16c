import type { Gate } from '../../policies/index.ts';
import type { Releases } from '../ports/index.ts';
import type { MediaOutcome } from './media.ts';
import type { ReadOutcome } from './things.ts';

/** An answer that anybody may be given. */
type Answer = ReadOutcome | MediaOutcome;

interface Kept {
  readonly answer: Answer;
  readonly bytes: number;
  /** Milliseconds since the epoch from which on it is decided anew. */
  readonly until: number;
}

/** Most bytes of all answers that are kept, and of one of them. */
const most = { bytes: 32 * 2 ** 20, each: 2 * 2 ** 20 } as const;
/** An exception to a policy ends at its time: what is built on request is decided anew after this many milliseconds. */
const decidedForMs = 1_000;

export interface KeptAnswersParts {
  readonly releases: Pick<Releases, 'publicVersion'>;
  readonly gate: Pick<Gate, 'inForce'>;
  readonly clock: () => number;
}

/**
 * Releases in memory that nobody in particular asked for, each for as long as the store says that nothing of what is public
 * has changed, by whatever process: what is withdrawn is gone with the commit that withdraws it. That nothing is there is
 * never kept, so that what is not public takes as long as what never was.
 */
export class KeptAnswers {
  readonly #parts: KeptAnswersParts;
  readonly #kept = new Map<string, Kept>();
  #version: string | undefined;
  #bytes = 0;

  constructor(parts: KeptAnswersParts) {
    this.#parts = parts;
  }

  /** What was decided when it was released. `key` tells the question from all others. */
  released<T extends Answer>(key: string, read: () => Promise<T>): Promise<T> {
    return this.#answer(key, Number.POSITIVE_INFINITY, read);
  }

  /** What is built of releases on request, and decided under the set in force. */
  composed<T extends Answer>(key: string, read: () => Promise<T>): Promise<T> {
    const { gate, clock } = this.#parts;
    return this.#answer(`${gate.inForce() ?? ''} ${key}`, clock() + decidedForMs, read);
  }

  async #answer<T extends Answer>(key: string, until: number, read: () => Promise<T>): Promise<T> {
    const version = await this.#parts.releases.publicVersion();
    if (version === undefined) return read();
    if (version !== this.#version) this.#forgetAll(version);
    const known = this.#kept.get(key);
    // Under one key there is one sort of answer: that of the question that it stands for.
    if (known && this.#parts.clock() < known.until) return known.answer as T;
    const answer = await read();
    if (this.#version === version) this.#keep(key, answer, until);
    return answer;
  }

  #keep(key: string, answer: Answer, until: number): void {
    this.#forget(key);
    if (answer.kind !== 'released') return;
    const bytes = answer.release.bytes.byteLength;
    if (bytes > most.each) return;
    this.#kept.set(key, { answer, bytes, until });
    this.#bytes += bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= most.bytes) return;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0;
    this.#kept.delete(key);
  }

  #forgetAll(version: string): void {
    this.#version = version;
    this.#kept.clear();
    this.#bytes = 0;
  }
}
