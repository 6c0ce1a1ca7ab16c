import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Failed, Waiting } from '../shell/states.tsx';
import { readOn, showWaiting, useFeed } from '../store/feeds.ts';
import { usePlace } from '../store/place.ts';
import { say, sayCount } from '../texts/say.ts';
import { Post } from './post.tsx';

/** Posts of a path, read on as the reader comes near the end. `empty` stands where there are none. */
export function Timeline({ path, empty }: { readonly path: string; readonly empty: ComponentChildren }) {
  const feed = useFeed(path);
  const { ids, waiting, next, state, failure, returning = false } = feed;
  const end = useRef<HTMLDivElement>(null);
  const goesOn = state === 'ready' && next !== undefined && ids.length > 0;
  usePlace(path, ids.length > 0 && !returning);
  useEffect(() => {
    const mark = end.current;
    if (!mark || !goesOn) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void readOn(path);
      },
      { rootMargin: '1200px' },
    );
    observer.observe(mark);
    return () => observer.disconnect();
  }, [path, goesOn, ids.length]);
  const show = (): void => {
    showWaiting(path);
    scrollTo({ top: 0, behavior: 'instant' });
  };
  return (
    <div class="timeline" aria-busy={state === 'loading'}>
      <div class="pill-place" role="status">
        {waiting.length > 0 && (
          <button type="button" class="button button-primary pill" data-act="show-new" onClick={show}>
            {sayCount('new-posts', waiting.length)}
          </button>
        )}
      </div>
      {ids.map((id) => (
        <Post key={id} id={id} />
      ))}
      {(state === 'new' || state === 'loading') && <Waiting />}
      {failure !== undefined && <Failed message={failure} again={() => void readOn(path)} />}
      {state === 'ready' && ids.length === 0 && empty}
      {goesOn && (
        <div ref={end} class="timeline-end">
          <button type="button" class="button button-quiet" onClick={() => void readOn(path)}>
            {say('more')}
          </button>
        </div>
      )}
      {state === 'ready' && next === undefined && ids.length > 20 && <p class="muted timeline-end">{say('the-end')}</p>}
    </div>
  );
}
