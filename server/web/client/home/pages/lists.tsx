import { useId, useState } from 'preact/hooks';
import { ask, failureOf, useAsk } from '../api/ask.ts';
import type { List } from '../api/entities.ts';
import { Icon } from '../shell/icons.tsx';
import { Page } from '../shell/page.tsx';
import { Nothing, Shown } from '../shell/states.tsx';
import { say } from '../texts/say.ts';

/** The reader's lists. */
export function Lists() {
  const asked = useAsk<List[]>('/api/v1/lists');
  return (
    <Page title={say('lists')}>
      <NewList onMade={asked.reload} />
      <Shown asked={asked}>
        {(lists) =>
          lists.length === 0 ? (
            <Nothing title={say('lists-empty')} hint={say('lists-hint')} />
          ) : (
            <ul class="people">
              {lists.map(({ id, title }) => (
                <li key={id} class="person">
                  <Icon name="lists" />
                  <a class="grow" href={`/home/lists/${id}`}>
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Page>
  );
}

function NewList({ onMade }: { readonly onMade: () => void }) {
  const [title, setTitle] = useState('');
  const [failure, setFailure] = useState<string>();
  const id = useId();
  const make = (event: Event): void => {
    event.preventDefault();
    ask('POST', '/api/v1/lists', { body: { title } }).then(
      () => {
        setTitle('');
        setFailure(undefined);
        onMade();
      },
      (error: unknown) => setFailure(failureOf(error)),
    );
  };
  return (
    <form class="card field" onSubmit={make}>
      {failure !== undefined && (
        <p class="notice notice-danger" role="alert">
          {failure}
        </p>
      )}
      <label for={id}>{say('list-name')}</label>
      <div class="row search-row">
        <input
          id={id}
          class="grow"
          required
          maxLength={200}
          value={title}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
        <button type="submit" class="button button-primary">
          {say('create')}
        </button>
      </div>
    </form>
  );
}
