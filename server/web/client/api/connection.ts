import { useEffect, useState } from 'preact/hooks';

/** How long it is until the server is asked again whether it is there. */
const everyMs = 2000;
const watchers = new Set<() => void>();
let away = false;
/** How often the server came back since the page was opened. */
let returns = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** A call found no server: it is asked after until it answers. */
export function lost(): void {
  if (away) return;
  away = true;
  tell();
  timer = setTimeout(() => void look(), everyMs);
}

async function look(): Promise<void> {
  clearTimeout(timer);
  const there = await fetch('/readyz', { cache: 'no-store' }).then(
    ({ status }) => status < 500,
    () => false,
  );
  if (!away) return;
  if (!there) {
    timer = setTimeout(() => void look(), everyMs);
    return;
  }
  away = false;
  returns += 1;
  tell();
}

function tell(): void {
  for (const watch of watchers) watch();
}

addEventListener('offline', lost);
addEventListener('online', () => {
  if (away) void look();
});

function useConnection<Seen>(read: () => Seen): Seen {
  const [seen, see] = useState(read);
  useEffect(() => {
    const watch = (): void => see(read);
    watch();
    watchers.add(watch);
    return () => void watchers.delete(watch);
  }, [read]);
  return seen;
}

const readAway = (): boolean => away;
const readReturns = (): number => returns;

/** Whether the server can't be reached. */
export function useAway(): boolean {
  return useConnection(readAway);
}

/** How often the server came back: whoever reads from it depends on that, and reads again. */
export function useReturns(): number {
  return useConnection(readReturns);
}

/** A part that is not there though the server is, as after an update, is not asked for without an end. */
const most = 3;

/** Loads a part of the page, and goes on trying while the server is gone. */
export async function loaded<Module>(load: () => Promise<Module>): Promise<Module> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await load();
    } catch (error) {
      lost();
      if (tries === most) throw error;
      await returned();
    }
  }
}

function returned(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const watch = (): void => {
    if (away) return;
    watchers.delete(watch);
    resolve();
  };
  watchers.add(watch);
  return promise;
}
