import { useEffect, useState } from 'preact/hooks';
import type { Status } from '../api/entities.ts';
import { onStream } from '../api/stream.ts';

/** Every post that the app has seen, so that it is the same wherever it stands. */
const known = new Map<string, Status>();
const watchers = new Map<string, Set<() => void>>();

export function keep(status: Status): string {
  known.set(status.id, status);
  if (status.reblog) keep(status.reblog);
  for (const watch of watchers.get(status.id) ?? []) watch();
  return status.id;
}

export function statusOf(id: string): Status | undefined {
  return known.get(id);
}

export function forget(id: string): void {
  known.delete(id);
  for (const watch of watchers.get(id) ?? []) watch();
}

/** A post as it stands; undefined when it is gone. */
export function useStatus(id: string): Status | undefined {
  const [, redraw] = useState(0);
  useEffect(() => {
    const watch = (): void => redraw((n) => n + 1);
    const set = watchers.get(id) ?? new Set();
    watchers.set(id, set.add(watch));
    return () => {
      set.delete(watch);
      if (set.size === 0) watchers.delete(id);
    };
  }, [id]);
  return known.get(id);
}

/** Follows changes of posts that others make. */
export function followChanges(): void {
  onStream('status.update', (data) => keep(JSON.parse(data) as Status));
  onStream('delete', forget);
}
