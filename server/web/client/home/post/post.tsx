import { useState } from 'preact/hooks';
import type { Account, Status } from '../api/entities.ts';
import { Icon } from '../shell/icons.tsx';
import { useStatus } from '../store/statuses.ts';
import { ago, dateOf, say } from '../texts/say.ts';
import { Actions } from './actions.tsx';
import { Avatar } from './avatar.tsx';
import { Content } from './content.tsx';
import { Media } from './media.tsx';
import { isOwn } from './menu.tsx';
import { Poll } from './poll.tsx';
import { EditDialog, QuoteDialog } from './write-dialogs.tsx';
import { contentOf, isHeld, Zone } from './zone.tsx';

/** A post of a timeline by its id; a boost shows what it passes on. Nothing once it is gone. */
export function Post({ id, focused = false }: { readonly id: string; readonly focused?: boolean }) {
  const status = useStatus(id);
  if (!status) return null;
  return status.reblog ? (
    <Card id={status.reblog.id} by={status.account} focused={focused} listed={id} />
  ) : (
    <Card id={id} focused={focused} listed={id} />
  );
}

interface Carded {
  readonly id: string;
  /** Id under which it is in the list. */
  readonly listed: string;
  readonly by?: Account;
  /** The one that its page is about. */
  readonly focused: boolean;
}

function Card({ id, by, focused, listed }: Carded) {
  const status = useStatus(id);
  const [dialog, setDialog] = useState<'edit' | 'quote'>();
  const [wanted, want] = useState(focused);
  if (!status) return null;
  const { account, filtered = [] } = status;
  const [match] = filtered;
  if (match && !wanted) return <Filtered {...match.filter} onShow={() => want(true)} />;
  return (
    <article
      class={focused ? 'post-card post-focused' : 'post-card'}
      data-post={listed}
      aria-label={`${account.display_name}: ${say(isHeld(status) ? 'zone-held' : `zone-${status.visibility}`)}`}
      tabIndex={-1}
    >
      {by && (
        <p class="post-by muted small">
          <Icon name="boost" />
          <a href={`/home/people/${by.acct}`}>{say('boosted', { name: by.display_name })}</a>
        </p>
      )}
      <Avatar name={account.display_name} src={account.avatar} />
      <div class="post-body">
        <Head status={status} />
        <Body status={status} />
        {status.quote && <Quote quote={status.quote} />}
        <Actions status={status} onWrite={setDialog} />
      </div>
      {dialog === 'edit' && <EditDialog status={status} onClose={() => setDialog(undefined)} />}
      {dialog === 'quote' && <QuoteDialog status={status} onClose={() => setDialog(undefined)} />}
    </article>
  );
}

/** What the reader's own filters say of a post. */
function Filtered({
  title,
  filter_action: action,
  onShow,
}: {
  readonly title: string;
  readonly filter_action: string;
  readonly onShow: () => void;
}) {
  if (action === 'hide') return null;
  return (
    <p class="filtered row row-between muted">
      {say('filtered', { title })}
      <button type="button" class="button button-small" onClick={onShow}>
        {say('show-more')}
      </button>
    </p>
  );
}

function Head({ status }: { readonly status: Status }) {
  const { account, created_at: at, edited_at: edited } = status;
  return (
    <header class="post-head">
      <a class="post-author" href={`/home/people/${account.acct}`}>
        <strong>{account.display_name}</strong> <span class="muted">@{account.acct}</span>
      </a>
      <span class="post-facts">
        <Zone status={status} />
        {/* What waits has no time yet. */}
        {!isHeld(status) && (
          <a class="muted small" href={`/home/posts/${status.id}`}>
            <time dateTime={at} title={dateOf(at)}>
              {ago(at)}
            </time>
            {edited !== null && ` · ${say('edited')}`}
          </a>
        )}
      </span>
    </header>
  );
}

function Body({ status }: { readonly status: Status }) {
  const { spoiler_text: warning, media_attachments: media, sensitive, poll } = status;
  const [open, setOpen] = useState(warning === '');
  const inner = (
    <>
      <Content html={contentOf(status)} known={status} />
      {poll && <Poll status={status} poll={poll} own={isOwn(status)} />}
      <Media files={media} hidden={sensitive && warning === ''} />
    </>
  );
  if (warning === '') return inner;
  return (
    <div class="warned">
      <p class="row">
        <strong>{warning}</strong>
        <button type="button" class="button button-small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {say(open ? 'show-less' : 'show-more')}
        </button>
      </p>
      {open && inner}
    </div>
  );
}

function Quote({ quote }: { readonly quote: NonNullable<Status['quote']> }) {
  const { quoted_status: quoted } = quote;
  if (!quoted) return <p class="quote muted">{say('quoted-gone')}</p>;
  return (
    <blockquote class="quote">
      <Head status={quoted} />
      <Content html={contentOf(quoted)} known={quoted} />
    </blockquote>
  );
}
