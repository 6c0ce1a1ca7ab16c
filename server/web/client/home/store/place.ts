import { useEffect } from 'preact/hooks';
import { self } from '../api/self.ts';

interface Place {
  readonly post: string;
  /** Pixels from the top of the window to the top of the post. */
  readonly top: number;
}

/** Kept for the tab: which post of which timeline was on top, and nothing of what it says. */
const key = `portico-places ${self.account.name}`;

const places = new Map<string, Place>(cameBack() ? keptPlaces() : []);

/** Whoever opens the app anew begins at its top; whoever loads it again, or comes back to it, does not. */
function cameBack(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.type === 'reload' || navigation?.type === 'back_forward';
}

function keptPlaces(): [string, Place][] {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '[]') as [string, Place][];
  } catch {
    return [];
  }
}

/** Keeps the places over a reload. A browser that keeps nothing begins at the top. */
export function keepPlaces(): void {
  const keep = (): void => {
    try {
      sessionStorage.setItem(key, JSON.stringify([...places]));
    } catch {
      // Then it is not.
    }
  };
  addEventListener('pagehide', keep);
  document.addEventListener('visibilitychange', keep);
}

export function forgetPlaces(): void {
  places.clear();
}

/** The post that was on top of a timeline when its reader left. */
export function placeOf(page: string): string | undefined {
  return places.get(page)?.post;
}

/** Brings the reader back to the post that was on top when they left, whatever came or grew above it since. */
export function usePlace(page: string, ready: boolean): void {
  useEffect(() => {
    if (!ready) return undefined;
    restore(places.get(page));
    let frame = 0;
    const own = location.pathname;
    const look = (): void => {
      // The next page is gone to from the top, while this one still stands.
      if (location.pathname !== own) return;
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        const place = location.pathname === own ? placeNow() : undefined;
        if (place) places.set(page, place);
      });
    };
    addEventListener('scroll', look, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', look);
    };
  }, [page, ready]);
}

/** Frames within which posts above may still get their real heights. */
const settling = 20;

function restore(place: Place | undefined): void {
  if (!place) return;
  let left = settling;
  const step = (): void => {
    const post = document.querySelector(`[data-post="${CSS.escape(place.post)}"]`);
    const off = post ? post.getBoundingClientRect().top - place.top : 0;
    if (Math.abs(off) >= 1) scrollBy({ top: off, behavior: 'instant' });
    left -= 1;
    if (left > 0) requestAnimationFrame(step);
  };
  const stop = (): void => {
    left = 0;
  };
  // Whoever moves on by themselves is not held back.
  for (const moved of ['wheel', 'touchstart', 'keydown', 'pointerdown']) addEventListener(moved, stop, { once: true });
  // After the router, which begins every page at its top.
  requestAnimationFrame(step);
}

function placeNow(): Place | undefined {
  for (const post of document.querySelectorAll<HTMLElement>('[data-post]')) {
    const { top, bottom } = post.getBoundingClientRect();
    const id = post.dataset['post'];
    if (bottom > 0 && id !== undefined) return { post: id, top };
  }
  return undefined;
}
