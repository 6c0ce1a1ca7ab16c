import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Which rows of a list of equal heights are in sight, with some to spare: the others are not in the document. */
export function useWindow(
  list: RefObject<HTMLElement | null>,
  { rows, height }: { readonly rows: number; readonly height: number },
): { readonly first: number; readonly end: number } {
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const look = (): void => setSeen({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [list]);
  const spare = 8;
  const first = Math.max(0, Math.floor(seen.top / height) - spare);
  const end = Math.min(rows, Math.ceil((seen.top + seen.height) / height) + spare);
  return { first, end };
}
