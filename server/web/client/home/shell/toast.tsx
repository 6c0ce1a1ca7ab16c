import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

let show: ((message: ComponentChildren) => void) | undefined;

/** Says something for a moment, below the page. */
export function toast(message: ComponentChildren): void {
  show?.(message);
}

const shownMs = 8000;

/** Where toasts stand; once in a page, and always there, so that a screen reader tells what comes. */
export function Toasts() {
  const [message, setMessage] = useState<ComponentChildren>();
  useEffect(() => {
    show = setMessage;
    return () => {
      show = undefined;
    };
  }, []);
  useEffect(() => {
    if (message === undefined) return undefined;
    const timer = setTimeout(() => setMessage(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <div class="toasts" role="status">
      {message !== undefined && <div class="toast">{message}</div>}
    </div>
  );
}
