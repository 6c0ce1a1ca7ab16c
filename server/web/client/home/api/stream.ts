import { useEffect, useState } from 'preact/hooks';

/** Events of the Mastodon streaming API that the app hears, and that it hears again after it could not. */
type EventName = 'update' | 'status.update' | 'delete' | 'notification' | 'reopened';
type Hear = (data: string) => void;

const hearers = new Map<EventName, Set<Hear>>();
const watchers = new Set<(open: boolean) => void>();
let source: EventSource | undefined;
let open = true;

/** Calls `hear` with what comes, until the function that it returns is called. The first one opens the stream. */
export function onStream(name: EventName, hear: Hear): () => void {
  source ??= connect();
  const set = hearers.get(name) ?? new Set();
  hearers.set(name, set.add(hear));
  return () => set.delete(hear);
}

function connect(): EventSource {
  const opened = new EventSource('/api/v1/streaming/user');
  for (const name of ['update', 'status.update', 'delete', 'notification'] as const) {
    opened.addEventListener(name, ({ data }: MessageEvent<string>) => tell(name, data));
  }
  opened.addEventListener('open', () => {
    if (!open) tell('reopened', '');
    change(true);
  });
  opened.addEventListener('error', () => {
    change(false);
    // A browser gives up on an answer that is no stream, such as one from a server that is starting.
    if (opened.readyState === EventSource.CLOSED && document.visibilityState === 'visible') {
      setTimeout(reconnect, 5000);
    }
  });
  return opened;
}

function reconnect(): void {
  source?.close();
  source = connect();
}

function tell(name: EventName, data: string): void {
  for (const hear of hearers.get(name) ?? []) hear(data);
}

function change(now: boolean): void {
  open = now;
  for (const watch of watchers) watch(now);
}

/** How long a page that nobody looks at keeps its stream: a browser has few connections to one server. */
const hiddenMs = 60_000;
let closing: ReturnType<typeof setTimeout> | undefined;

document.addEventListener('visibilitychange', () => {
  clearTimeout(closing);
  if (document.visibilityState === 'hidden') closing = setTimeout(pause, hiddenMs);
  else if (source?.readyState === EventSource.CLOSED) reconnect();
});

function pause(): void {
  source?.close();
  // What is missed is read when somebody looks again.
  open = false;
}

/** Whether the stream flows. */
export function useConnected(): boolean {
  const [connected, setConnected] = useState(open);
  useEffect(() => {
    const away = (): void => change(false);
    watchers.add(setConnected);
    addEventListener('offline', away);
    return () => {
      watchers.delete(setConnected);
      removeEventListener('offline', away);
    };
  }, []);
  return connected;
}
