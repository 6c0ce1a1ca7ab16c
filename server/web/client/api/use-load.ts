import { useCallback, useEffect, useState } from 'preact/hooks';
import { CallFailed, get } from './call.ts';
import { useReturns } from './connection.ts';

export type Load<Answer> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'loaded'; readonly value: Answer };

/** What a path of the API answers, read when it is first needed, and again with `reload` and when the server is back. */
export function useLoad<Answer>(path: string | undefined): Load<Answer> & { readonly reload: () => void } {
  const [held, hold] = useState<{ readonly path: string | undefined; readonly load: Load<Answer> }>();
  const [turn, setTurn] = useState(0);
  const returns = useReturns();
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  useEffect(() => {
    if (path === undefined) return undefined;
    const controller = new AbortController();
    get<Answer>(path, controller.signal).then(
      (value) => hold({ path, load: { state: 'loaded', value } }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const failed = { path, load: { state: 'failed', message: wordsOf(error) } } as const;
        const gone = error instanceof CallFailed && error.status === 0;
        // While the server is gone, what was there stays, and so does what is being typed over it.
        hold((now) => (gone && now?.path === path && now.load.state === 'loaded' ? now : failed));
      },
    );
    return () => controller.abort();
  }, [path, turn, returns]);
  // What another path answered is never shown for this one: people would act on what they don't see.
  return { ...(held?.path === path && held !== undefined ? held.load : { state: 'loading' }), reload };
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'That did not work.';
}
