import { useState } from 'preact/hooks';
import { post } from '../api/call.ts';
import { wordsOf } from '../api/use-load.ts';

interface Acting {
  /** Why the last act failed. */
  readonly failure: string | undefined;
  readonly act: (path: string, body?: object) => void;
}

/** Posts to the API from a button, and does `done` where that went well. */
export function useAct(done: () => void): Acting {
  const [failure, setFailure] = useState<string>();
  const act = (path: string, body?: object): void => {
    setFailure(undefined);
    post(path, body).then(done, (error: unknown) => setFailure(wordsOf(error)));
  };
  return { failure, act };
}
