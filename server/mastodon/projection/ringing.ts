import type { Signals } from '../../../federation/ports/index.ts';

/** What happens within this time is one signal. */
const gatherMs = 20;

/** Tells every process, soon after a commit, that the journal of streams has grown. */
export function createRinging(signals: Signals): () => void {
  let timer: NodeJS.Timeout | undefined;
  const raise = (): void => {
    timer = undefined;
    // What a store that fails does not pass on, the others find when they look by themselves.
    signals.raise('streams').catch(() => undefined);
  };
  return () => {
    if (timer === undefined) timer = setTimeout(raise, gatherMs).unref();
  };
}
