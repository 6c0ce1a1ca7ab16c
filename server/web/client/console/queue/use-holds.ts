import { useCallback, useRef, useState } from 'preact/hooks';
import type { HeldPost } from '../../../../review/held-post.ts';
import { get } from '../../api/call.ts';
import { useReturns } from '../../api/connection.ts';
import { type Load, useLoad } from '../../api/use-load.ts';

/** As many as the API gives at once. */
const page = 500;

type Holds = Load<readonly HeldPost[]> & {
  readonly reload: () => void;
  /** Reads the next page, once. */
  readonly next: () => void;
  readonly more: boolean;
  readonly drop: (id: string) => void;
};

/** What waits for review, page by page as it is scrolled to. */
export function useHolds(): Holds {
  const load = useLoad<{ readonly holds: readonly HeldPost[] }>('/holds');
  const first = load.state === 'loaded' ? load.value.holds : undefined;
  const [later, setLater] = useState<readonly HeldPost[]>([]);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [more, setMore] = useState(true);
  const asking = useRef(false);
  const returns = useReturns();
  const last = later.at(-1) ?? first?.at(-1);
  const next = useCallback(() => {
    if (asking.current || !last) return;
    asking.current = true;
    get<{ readonly holds: readonly HeldPost[] }>(`/holds?after=${encodeURIComponent(last.id)}`)
      .then(({ holds }) => {
        setLater((known) => [...known, ...holds]);
        setMore(holds.length === page);
      })
      // There is more still: it is asked for again on the way to it, and when the server is back.
      .catch(() => undefined)
      .finally(() => {
        asking.current = false;
      });
    // A return makes another function of it, which the list calls where it stands at its end.
  }, [last, returns]);
  const reload = (): void => {
    setLater([]);
    setMore(true);
    load.reload();
  };
  const drop = (id: string): void => setGone((known) => new Set([...known, id]));
  const rest = { reload, next, drop, more: more && (first?.length ?? 0) >= page };
  if (load.state !== 'loaded') return { ...load, ...rest };
  const value = [...load.value.holds, ...later].filter(({ id }) => !gone.has(id));
  return { state: 'loaded', value, ...rest };
}
