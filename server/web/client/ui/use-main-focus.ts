import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** For the main part of a page: a screen reader starts at the place that was gone to, as after any other navigation. */
export function useMainFocus(place: string): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [place]);
  return main;
}
