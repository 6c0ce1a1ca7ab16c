import { post } from '../api/call.ts';
import { useFailure } from '../api/use-failure.ts';
import { wordsOf } from '../api/use-load.ts';

interface Acting {
  /** Why the last act failed. */
  readonly failure: string | undefined;
  readonly act: (path: string, body?: object) => void;
}

/** Posts to the API from a button, and does `done` where that went well. */
export function useAct(done: () => void): Acting {
  const { failure, fail, clear } = useFailure(wordsOf);
  const act = (path: string, body?: object): void => {
    clear();
    post(path, body).then(done, fail);
  };
  return { failure, act };
}
