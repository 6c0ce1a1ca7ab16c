import { useEffect, useState } from 'preact/hooks';
import type { ShownPost } from '../../../../review/reviewing.ts';
import { get } from '../../api/call.ts';
import { wordsOf } from '../../api/use-load.ts';

/** What each of several held posts says, or why it can't be shown; absent while it is read. */
export function useShown(ids: readonly string[]): ReadonlyMap<string, ShownPost | string> {
  const [known, setKnown] = useState<ReadonlyMap<string, ShownPost | string>>(new Map());
  const wanted = ids.join(' ');
  useEffect(() => {
    const controller = new AbortController();
    const keep = (id: string, shown: ShownPost | string): void => {
      if (!controller.signal.aborted) setKnown((before) => new Map([...before, [id, shown]]));
    };
    for (const id of wanted.split(' ')) {
      if (id === '' || known.has(id)) continue;
      get<ShownPost>(`/holds/${encodeURIComponent(id)}`, controller.signal).then(
        (shown) => keep(id, shown),
        (error: unknown) => keep(id, wordsOf(error)),
      );
    }
    return () => controller.abort();
  }, [wanted]);
  return known;
}
