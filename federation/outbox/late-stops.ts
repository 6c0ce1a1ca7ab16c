import type { Verdict } from '../../policies/index.ts';
import type { Account } from '../ports/index.ts';

/** What an outsider agreed to and the gate then stopped: it stays inside, and whoever did it has to hear so. */
export interface LateStop {
  readonly account: Account;
  /** Id of the decision. */
  readonly decision: string;
  readonly verdict: Verdict;
}

export interface LateStops {
  /** Call it in the unit of work that puts the decision on record. */
  add(stop: LateStop): void;
  /** Tells of what was added; call it after the commit. */
  tell(): void;
}

export function createLateStops(heard: ((stop: LateStop) => void) | undefined): LateStops {
  const waiting: LateStop[] = [];
  return {
    add: (stop) => void waiting.push(stop),
    tell() {
      for (const stop of waiting.splice(0)) heard?.(stop);
    },
  };
}
