import { useLocation } from 'preact-iso';
import { Composer } from '../compose/composer.tsx';
import { type Place, placeAgain } from '../compose/draft.ts';
import { Timeline } from '../post/timeline.tsx';
import { Page } from '../shell/page.tsx';
import { Nothing } from '../shell/states.tsx';
import { homePath } from '../store/feeds.ts';
import { say } from '../texts/say.ts';
import { Announcements } from './announcements.tsx';

const usual: Place = { name: 'home' };
const again = placeAgain();

/** What those say whom the reader follows. */
export function Home() {
  return <HomePage path={homePath} />;
}

/** What everybody here says. */
export function Everyone() {
  return <HomePage path="/api/v1/timelines/public?local=true" />;
}

function HomePage({ path }: { readonly path: string }) {
  const { path: at, query } = useLocation();
  const place = (query['again'] === undefined ? undefined : again) ?? usual;
  return (
    <Page
      title={say('home')}
      actions={
        <nav class="switch" aria-label={say('timelines')}>
          <a href="/home" aria-current={at === '/home' ? 'page' : undefined}>
            {say('of-followed')}
          </a>
          <a href="/home/everyone" aria-current={at === '/home/everyone' ? 'page' : undefined}>
            {say('of-everybody')}
          </a>
        </nav>
      }
    >
      <Announcements />
      <section class="card" aria-label={say('compose-label')}>
        <Composer key={place.name} place={place} label="compose-label" action="post" />
      </section>
      <Timeline key={path} path={path} empty={<Nothing title={say('home-empty')} hint={say('home-empty-hint')} />} />
    </Page>
  );
}
