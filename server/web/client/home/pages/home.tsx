import { Composer } from '../compose/composer.tsx';
import type { Place } from '../compose/draft.ts';
import { Timeline } from '../post/timeline.tsx';
import { Page } from '../shell/page.tsx';
import { Nothing } from '../shell/states.tsx';
import { homePath } from '../store/feeds.ts';
import { say } from '../texts/say.ts';

const place: Place = { name: 'home' };

export function Home() {
  return (
    <Page title={say('home')}>
      <section class="card" aria-label={say('compose-label')}>
        <Composer place={place} label="compose-label" action="post" />
      </section>
      <Timeline path={homePath} empty={<Nothing title={say('home-empty')} hint={say('home-empty-hint')} />} />
    </Page>
  );
}
