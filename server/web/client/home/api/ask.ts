import { useCallback, useEffect, useState } from 'preact/hooks';
import { CallFailed, type Sending, send } from '../../api/call.ts';
import { useReturns } from '../../api/connection.ts';
import { say } from '../texts/say.ts';

/** Calls a path of the Mastodon API. Throws `CallFailed`. */
export async function ask<Answer>(method: string, path: string, sending?: Sending): Promise<Answer> {
  return (await send(method, path, sending)).answer as Answer;
}

export interface Page<Body> {
  readonly body: Body;
  /** Path of the page after it. */
  readonly next?: string;
}

/** A page of something that goes on (RFC 8288 `Link`). Throws `CallFailed`. */
export async function askPage<Body>(path: string, signal?: AbortSignal): Promise<Page<Body>> {
  const { answer, headers } = await send('GET', path, signal ? { signal } : {});
  const link = /<([^>]+)>;\s*rel="next"/.exec(headers.get('Link') ?? '')?.[1];
  const url = link === undefined ? null : URL.parse(link);
  return { body: answer as Body, ...(url && { next: url.pathname + url.search }) };
}

/** What went wrong, in words of the reader's language. */
export function failureOf(error: unknown): string {
  if (!(error instanceof CallFailed)) return say('did-not-work');
  if (error.status === 0) return say('offline');
  return error.message;
}

export type Asked<Answer> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string; readonly status: number }
  | { readonly state: 'loaded'; readonly value: Answer };

/**
 * What a path answers, read when it is first needed, and again with `reload` and when the server is back; what another path
 * answered is not shown.
 */
export function useAsk<Answer>(path: string): Asked<Answer> & { readonly reload: () => void } {
  const [held, hold] = useState<{ readonly path: string; readonly asked: Asked<Answer> }>();
  const [turn, setTurn] = useState(0);
  const returns = useReturns();
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  useEffect(() => {
    const controller = new AbortController();
    ask<Answer>('GET', path, { signal: controller.signal }).then(
      (value) => hold({ path, asked: { state: 'loaded', value } }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const status = error instanceof CallFailed ? error.status : 0;
        const failed = { path, asked: { state: 'failed', message: failureOf(error), status } } as const;
        // While the server is gone, what was there stays, and so does what is being typed over it.
        hold((now) => (status === 0 && now?.path === path && now.asked.state === 'loaded' ? now : failed));
      },
    );
    return () => controller.abort();
  }, [path, turn, returns]);
  return { ...(held?.path === path ? held.asked : { state: 'loading' }), reload };
}
