import { useEffect, useState } from 'preact/hooks';
import { ask, askPage, failureOf } from '../api/ask.ts';
import type { Account, NotificationGroup, NotificationPage } from '../api/entities.ts';
import { onStream } from '../api/stream.ts';
import { Avatar } from '../post/avatar.tsx';
import { textOf } from '../post/content.tsx';
import { Post } from '../post/post.tsx';
import { Page } from '../shell/page.tsx';
import { Failed, Nothing, Waiting } from '../shell/states.tsx';
import { toast } from '../shell/toast.tsx';
import { keep, statusOf } from '../store/statuses.ts';
import { markRead } from '../store/unread.ts';
import { ago, say } from '../texts/say.ts';

const path = '/api/v2/notifications';

interface Group extends NotificationGroup {
  readonly people: readonly Account[];
}

/** What happened: things about one post stand together. */
export function Notifications() {
  const [groups, setGroups] = useState<readonly Group[]>();
  const [next, setNext] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const read = (from: string, after: readonly Group[]): void => {
    setFailure(undefined);
    askPage<NotificationPage>(from).then(
      ({ body, next: following }) => {
        setGroups([...after, ...groupsIn(body)]);
        setNext(body.notification_groups.length > 0 ? following : undefined);
        const [newest] = body.notification_groups;
        if (newest && from === path) markRead(newest.most_recent_notification_id);
      },
      (error: unknown) => setFailure(failureOf(error)),
    );
  };
  useEffect(() => {
    read(path, []);
    return onStream('notification', () => read(path, []));
  }, []);
  return (
    <Page title={say('notifications')}>
      {failure !== undefined && <Failed message={failure} again={() => read(path, [])} />}
      {!groups && failure === undefined && <Waiting />}
      {groups?.length === 0 && <Nothing title={say('notifications-empty')} />}
      {groups && groups.length > 0 && (
        <ul class="notes timeline">
          {groups.map((group) => (
            <li key={`${group.group_key} ${group.most_recent_notification_id}`}>
              <Note group={group} />
            </li>
          ))}
        </ul>
      )}
      {groups && next !== undefined && groups.length >= 20 && (
        <button type="button" class="button button-quiet" onClick={() => read(next, groups)}>
          {say('more')}
        </button>
      )}
    </Page>
  );
}

function groupsIn({ accounts, statuses, notification_groups: groups }: NotificationPage): Group[] {
  for (const status of statuses) keep(status);
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return groups.map((group) => ({ ...group, people: group.sample_account_ids.flatMap((id) => byId.get(id) ?? []) }));
}

function Note({ group }: { readonly group: Group }) {
  const { type, people, status_id: statusId, latest_page_notification_at: at } = group;
  const [first] = people;
  if (type === 'mention' && statusId !== undefined) return <Post id={statusId} />;
  const status = statusId === undefined ? undefined : statusOf(statusId);
  return (
    <div class="note">
      <span class="note-faces">
        {people.slice(0, 4).map((account) => (
          <Avatar key={account.id} name={account.display_name} src={account.avatar} />
        ))}
      </span>
      <div class="grow stack stack-tight">
        <p>
          {first ? <a href={`/home/people/${first.acct}`}>{wordsOf(group, first.display_name)}</a> : wordsOf(group, '')}{' '}
          <span class="muted small">{ago(at)}</span>
        </p>
        {status && (
          <a class="note-post muted" href={`/home/posts/${status.id}`}>
            {textOf(status.content).slice(0, 200)}
          </a>
        )}
        {type === 'follow_request' && first && <Request account={first} />}
      </div>
    </div>
  );
}

function wordsOf({ type, notifications_count: count }: Group, name: string): string {
  if (type === 'favourite' || type === 'reblog' || type === 'follow') {
    return count > 1 ? sayMore(type, count - 1, name) : say(`n-${type}-one`, { name });
  }
  if (type === 'follow_request') return say('n-follow-request', { name });
  return say(type === 'mention' ? 'n-mention' : 'n-other', { name });
}

/** `{name} and {n} more`: the number is of the others, so that it is never the singular of all. */
function sayMore(type: 'favourite' | 'reblog' | 'follow', more: number, name: string): string {
  return say(`n-${type}-other`, { name, n: String(more) });
}

function Request({ account }: { readonly account: Account }) {
  const [done, setDone] = useState(false);
  const answer = (step: 'authorize' | 'reject'): void => {
    ask('POST', `/api/v1/follow_requests/${account.id}/${step}`).then(
      () => setDone(true),
      (error: unknown) => toast(failureOf(error)),
    );
  };
  if (done) return <p class="muted small">{say('saved')}</p>;
  return (
    <div class="row">
      <button type="button" class="button button-small button-primary" onClick={() => answer('authorize')}>
        {say('accept')}
      </button>
      <button type="button" class="button button-small" onClick={() => answer('reject')}>
        {say('reject')}
      </button>
    </div>
  );
}
