import { useEffect, useState } from 'preact/hooks';
import { CallFailed } from './call.ts';
import { useReturns } from './connection.ts';

interface Failing {
  /** Why the last try failed. */
  readonly failure: string | undefined;
  readonly fail: (error: unknown) => void;
  readonly clear: () => void;
}

/** Why something failed, in the words of `say`, until it is tried again; or until the server is back, where it was gone. */
export function useFailure(say: (error: unknown) => string): Failing {
  const [held, hold] = useState<{ readonly words: string; readonly gone: boolean }>();
  const returns = useReturns();
  // Nothing but a return makes this one look again.
  useEffect(() => hold((now) => (now?.gone ? undefined : now)), [returns]);
  return {
    failure: held?.words,
    fail: (error) => hold({ words: say(error), gone: error instanceof CallFailed && error.status === 0 }),
    clear: () => hold(undefined),
  };
}
