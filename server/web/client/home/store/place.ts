import { useEffect } from 'preact/hooks';

interface Place {
  readonly post: string;
  /** Pixels from the top of the window to the top of the post. */
  readonly top: number;
}

const places = new Map<string, Place>();

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

function restore(place: Place | undefined): void {
  if (!place) return;
  // After the router, which begins every page at its top.
  requestAnimationFrame(() => {
    const post = document.querySelector(`[data-post="${CSS.escape(place.post)}"]`);
    if (post) scrollBy({ top: post.getBoundingClientRect().top - place.top, behavior: 'instant' });
  });
}

function placeNow(): Place | undefined {
  for (const post of document.querySelectorAll<HTMLElement>('[data-post]')) {
    const { top, bottom } = post.getBoundingClientRect();
    const id = post.dataset['post'];
    if (bottom > 0 && id !== undefined) return { post: id, top };
  }
  return undefined;
}
