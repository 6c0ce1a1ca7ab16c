import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { Tabs } from '../../ui/tabs.tsx';
import { ask, failureOf, useAsk } from '../api/ask.ts';
import type { Account, Relationship } from '../api/entities.ts';
import { isOurs, self } from '../api/self.ts';
import { Avatar } from '../post/avatar.tsx';
import { Content, textOf } from '../post/content.tsx';
import { Timeline } from '../post/timeline.tsx';
import { Page } from '../shell/page.tsx';
import { Nothing, Shown } from '../shell/states.tsx';
import { toast } from '../shell/toast.tsx';
import { say, type TextName } from '../texts/say.ts';
import { People } from './people.tsx';

/** Somebody: who they are, how the reader stands to them, and what they posted. */
export function Profile() {
  const { params } = useRoute();
  const acct = decodeURIComponent(params['acct'] ?? '');
  const asked = useAsk<Account>(`/api/v1/accounts/lookup?acct=${encodeURIComponent(acct)}`);
  return (
    <Page title={say('profile')}>
      <Shown asked={asked}>{(account) => <Person key={account.id} account={account} />}</Shown>
    </Page>
  );
}

function Person({ account }: { readonly account: Account }) {
  const path = `/api/v1/accounts/${account.id}`;
  return (
    <>
      <section class="card stack" aria-label={account.display_name}>
        <Head account={account} />
        {textOf(account.note) !== '' && <Content html={account.note} />}
        {account.fields.length > 0 && (
          <dl class="facts">
            {account.fields.map(({ name, value }) => [
              <dt key={name}>{name}</dt>,
              <dd key={`${name} value`}>{textOf(value)}</dd>,
            ])}
          </dl>
        )}
      </section>
      <Tabs
        label={say('profile')}
        tabs={[
          {
            name: 'posts',
            title: `${say('posts')} ${account.statuses_count}`,
            panel: <Timeline path={`${path}/statuses`} empty={<Nothing title={say('nothing-here')} />} />,
          },
          {
            name: 'following',
            title: `${say('following')} ${account.following_count}`,
            panel: <People path={`${path}/following`} />,
          },
          {
            name: 'followers',
            title: `${say('followers')} ${account.followers_count}`,
            panel: <People path={`${path}/followers`} />,
          },
        ]}
      />
    </>
  );
}

function Head({ account }: { readonly account: Account }) {
  const own = account.id === self.account.id;
  return (
    <div class="profile-head">
      <Avatar name={account.display_name} src={account.avatar} large />
      <div class="grow stack stack-tight">
        <h2>{account.display_name}</h2>
        <p class="row">
          <span class="muted">@{account.acct}</span>
          <span class={`badge badge-${isOurs(account) ? 'success' : 'info'}`}>{say(kindOf(account))}</span>
        </p>
        {own ? (
          <div class="row">
            <a class="button" href="/home/settings">
              {say('edit-profile')}
            </a>
          </div>
        ) : (
          <Standing account={account} />
        )}
      </div>
    </div>
  );
}

function kindOf(account: Account): TextName {
  if (account.bot) return 'program';
  if (account.group) return 'organisation';
  return isOurs(account) ? 'colleague' : 'outsider';
}

type Step = 'follow' | 'unfollow' | 'mute' | 'unmute' | 'block' | 'unblock';

/** How the reader stands to somebody, and the buttons that change it. */
function Standing({ account }: { readonly account: Account }) {
  const asked = useAsk<Relationship[]>(`/api/v1/accounts/relationships?id[]=${account.id}`);
  const [changed, setChanged] = useState<Relationship>();
  const [busy, setBusy] = useState(false);
  const take = (step: Step): void => {
    setBusy(true);
    ask<Relationship>('POST', `/api/v1/accounts/${account.id}/${step}`)
      .then(setChanged, (error: unknown) => toast(failureOf(error)))
      .finally(() => setBusy(false));
  };
  return (
    <Shown asked={asked}>
      {([read]) => {
        const now = changed ?? read;
        if (!now) return null;
        const bound = now.following || now.requested;
        const buttons: readonly (readonly [Step, TextName])[] = [
          [bound ? 'unfollow' : 'follow', now.requested ? 'requested' : now.following ? 'unfollow' : 'follow'],
          now.muting ? ['unmute', 'unmute'] : ['mute', 'mute'],
          now.blocking ? ['unblock', 'unblock'] : ['block', 'block'],
        ];
        return (
          <div class="row">
            {buttons.map(([step, words], index) => (
              <button
                key={words}
                type="button"
                class={index === 0 && !bound ? 'button button-primary' : 'button'}
                disabled={busy}
                onClick={() => take(step)}
              >
                {say(words)}
              </button>
            ))}
            <a class="button" href={`/home/messages?to=${encodeURIComponent(account.acct)}`}>
              {say('write-to')}
            </a>
            {now.followed_by && <span class="badge">{say('follows-you')}</span>}
          </div>
        );
      }}
    </Shown>
  );
}
