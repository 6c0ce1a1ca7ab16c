import { useRoute } from 'preact-iso';
import { Timeline } from '../post/timeline.tsx';
import { Page } from '../shell/page.tsx';
import { Nothing } from '../shell/states.tsx';
import { say } from '../texts/say.ts';

export function Bookmarks() {
  return (
    <Page title={say('bookmarks')}>
      <Timeline path="/api/v1/bookmarks" empty={<Nothing title={say('nothing-here')} />} />
    </Page>
  );
}

/** Posts with a hashtag. */
export function Tag() {
  const { params } = useRoute();
  const tag = params['tag'] ?? '';
  return (
    <Page title={`#${tag}`}>
      <Timeline
        key={tag}
        path={`/api/v1/timelines/tag/${encodeURIComponent(tag)}`}
        empty={<Nothing title={say('nothing-here')} />}
      />
    </Page>
  );
}
