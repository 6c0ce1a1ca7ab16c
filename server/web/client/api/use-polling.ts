import { useEffect } from 'preact/hooks';

/** Reads again every so many milliseconds while something runs. */
export function usePolling(running: boolean, reload: () => void, everyMs: number): void {
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(reload, everyMs);
    return () => clearInterval(timer);
  }, [running, reload, everyMs]);
}
