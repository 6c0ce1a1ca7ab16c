import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useAsk } from '../api/ask.ts';
import type { Found } from '../api/entities.ts';
import { Post } from '../post/post.tsx';
import { Icon } from '../shell/icons.tsx';
import { Page } from '../shell/page.tsx';
import { Nothing, Shown } from '../shell/states.tsx';
import { keep } from '../store/statuses.ts';
import { say } from '../texts/say.ts';
import { Person } from './people.tsx';

/** People, posts and hashtags by their words or their address. */
export function Search() {
  const { query, route } = useLocation();
  const asked = query['q'] ?? '';
  const [text, setText] = useState(asked);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => setText(asked), [asked]);
  useEffect(() => field.current?.focus(), []);
  return (
    <Page title={say('search')}>
      <search>
        <form
          class="card field"
          onSubmit={(event) => {
            event.preventDefault();
            route(`/home/search?q=${encodeURIComponent(text.trim())}`);
          }}
        >
          <label for={id}>{say('search-label')}</label>
          <div class="row search-row">
            <input
              id={id}
              ref={field}
              type="search"
              class="grow"
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <button type="submit" class="button button-primary">
              <Icon name="search" />
              {say('search')}
            </button>
          </div>
        </form>
      </search>
      {asked === '' ? <p class="muted">{say('search-hint')}</p> : <Results key={asked} query={asked} />}
    </Page>
  );
}

function Results({ query }: { readonly query: string }) {
  const asked = useAsk<Found>(`/api/v2/search?resolve=true&q=${encodeURIComponent(query)}`);
  return (
    <Shown asked={asked}>
      {({ accounts, statuses, hashtags }) => {
        if (accounts.length + statuses.length + hashtags.length === 0) {
          return <Nothing title={say('search-none', { query })} />;
        }
        const ids = statuses.map(keep);
        return (
          <div class="stack">
            {accounts.length > 0 && (
              <section class="stack stack-tight">
                <h2>{say('people')}</h2>
                <ul class="people">
                  {accounts.map((account) => (
                    <Person key={account.id} account={account} />
                  ))}
                </ul>
              </section>
            )}
            {hashtags.length > 0 && (
              <section class="stack stack-tight">
                <h2>{say('tags')}</h2>
                <p class="row">
                  {hashtags.map(({ name }) => (
                    <a key={name} class="badge badge-accent" href={`/home/tags/${encodeURIComponent(name)}`}>
                      #{name}
                    </a>
                  ))}
                </p>
              </section>
            )}
            {ids.length > 0 && (
              <section class="stack stack-tight">
                <h2>{say('posts')}</h2>
                <div class="timeline">
                  {ids.map((id) => (
                    <Post key={id} id={id} />
                  ))}
                </div>
              </section>
            )}
          </div>
        );
      }}
    </Shown>
  );
}
