import { useEffect, useState } from 'preact/hooks';
import { ask } from '../api/ask.ts';
import { onStream } from '../api/stream.ts';

let count = 0;
const watchers = new Set<(n: number) => void>();

function set(n: number): void {
  count = n;
  for (const watch of watchers) watch(n);
}

/** Counts notifications that the reader has not seen. */
export function followUnread(): void {
  const read = (): void =>
    void ask<{ count: number }>('GET', '/api/v2/notifications/unread_count').then(
      (answer) => set(answer.count),
      () => undefined,
    );
  read();
  onStream('reopened', read);
  onStream('notification', () => set(count + 1));
}

export function useUnread(): number {
  const [n, setN] = useState(count);
  useEffect(() => {
    watchers.add(setN);
    setN(count);
    return () => void watchers.delete(setN);
  }, []);
  return n;
}

/** Notes that everything up to a notification was seen. A failure is no loss: it is noted the next time. */
export function markRead(id: string): void {
  set(0);
  ask('POST', '/api/v1/markers', { body: { notifications: { last_read_id: id } } }).catch(() => undefined);
}
