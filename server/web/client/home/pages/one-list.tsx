import { useId, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { Dialog } from '../../ui/dialog.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { ask, failureOf, useAsk } from '../api/ask.ts';
import type { Account, List } from '../api/entities.ts';
import { Timeline } from '../post/timeline.tsx';
import { Page } from '../shell/page.tsx';
import { Nothing, Shown } from '../shell/states.tsx';
import { toast } from '../shell/toast.tsx';
import { say } from '../texts/say.ts';
import { Person } from './people.tsx';

/** One list: posts of those on it, and who that is. */
export function OneList() {
  const { params } = useRoute();
  const path = `/api/v1/lists/${encodeURIComponent(params['id'] ?? '')}`;
  const asked = useAsk<List>(path);
  const [deleting, setDeleting] = useState(false);
  return (
    <Shown asked={asked}>
      {({ id, title }) => (
        <Page
          title={title}
          actions={
            <button type="button" class="button button-danger button-small" onClick={() => setDeleting(true)}>
              {say('delete-list')}
            </button>
          }
        >
          <Tabs
            label={title}
            tabs={[
              {
                name: 'posts',
                title: say('posts'),
                panel: (
                  <Timeline path={`/api/v1/timelines/list/${id}`} empty={<Nothing title={say('nothing-here')} />} />
                ),
              },
              { name: 'members', title: say('members'), panel: <Members path={`${path}/accounts`} /> },
            ]}
          />
          {deleting && <AskDelete path={path} onClose={() => setDeleting(false)} />}
        </Page>
      )}
    </Shown>
  );
}

function Members({ path }: { readonly path: string }) {
  const asked = useAsk<Account[]>(`${path}?limit=80`);
  const remove = ({ id }: Account): void => {
    ask('DELETE', path, { body: { account_ids: [id] } }).then(asked.reload, (error: unknown) =>
      toast(failureOf(error)),
    );
  };
  return (
    <div class="stack">
      <AddMember path={path} onAdded={asked.reload} />
      <Shown asked={asked}>
        {(people) =>
          people.length === 0 ? (
            <Nothing title={say('nothing-here')} />
          ) : (
            <ul class="people">
              {people.map((account) => (
                <Person key={account.id} account={account}>
                  <button type="button" class="button button-small" onClick={() => remove(account)}>
                    {say('remove')}
                    <span class="visually-hidden"> {account.display_name}</span>
                  </button>
                </Person>
              ))}
            </ul>
          )
        }
      </Shown>
    </div>
  );
}

function AddMember({ path, onAdded }: { readonly path: string; readonly onAdded: () => void }) {
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<string>();
  const id = useId();
  const add = async (): Promise<void> => {
    const acct = encodeURIComponent(name.trim().replace(/^@/, ''));
    const account = await ask<Account>('GET', `/api/v1/accounts/lookup?acct=${acct}`);
    await ask('POST', path, { body: { account_ids: [account.id] } });
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    add().then(
      () => {
        setName('');
        setFailure(undefined);
        onAdded();
      },
      (error: unknown) => setFailure(failureOf(error)),
    );
  };
  return (
    <form class="field" onSubmit={submit}>
      {failure !== undefined && (
        <p class="notice notice-danger" role="alert">
          {failure}
        </p>
      )}
      <label for={id}>{say('add-member')}</label>
      <div class="row search-row">
        <input
          id={id}
          class="grow"
          required
          placeholder="@name"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {say('add')}
        </button>
      </div>
    </form>
  );
}

function AskDelete({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  const { route } = useLocation();
  const [failure, setFailure] = useState<string>();
  const go = (): void => {
    ask('DELETE', path).then(
      () => route('/home/lists'),
      (error: unknown) => setFailure(failureOf(error)),
    );
  };
  return (
    <Dialog title={say('delete-list')} onClose={onClose}>
      {failure !== undefined && (
        <p class="notice notice-danger" role="alert">
          {failure}
        </p>
      )}
      <p>{say('delete-list-sure')}</p>
      <div class="row">
        <button type="button" class="button button-danger" onClick={go}>
          {say('delete-list')}
        </button>
        <button type="button" class="button button-quiet" onClick={onClose}>
          {say('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
