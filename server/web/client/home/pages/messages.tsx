import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { ask, useAsk } from '../api/ask.ts';
import type { Conversation } from '../api/entities.ts';
import { Composer } from '../compose/composer.tsx';
import type { Place } from '../compose/draft.ts';
import { Avatar } from '../post/avatar.tsx';
import { textOf } from '../post/content.tsx';
import { Page } from '../shell/page.tsx';
import { Nothing, Shown } from '../shell/states.tsx';
import { ago, say } from '../texts/say.ts';

/** Conversations of those who are named in them alone. */
export function Messages() {
  const { query } = useLocation();
  const to = query['to'];
  const asked = useAsk<Conversation[]>('/api/v1/conversations');
  const [writing, setWriting] = useState(to !== undefined);
  const place: Place = {
    name: to === undefined ? 'message' : `message ${to}`,
    widest: 'direct',
    fixed: true,
    start: { visibility: 'direct', ...(to !== undefined && { text: `@${to} ` }) },
  };
  return (
    <Page
      title={say('messages')}
      actions={
        !writing && (
          <button type="button" class="button" onClick={() => setWriting(true)}>
            {say('new-message')}
          </button>
        )
      }
    >
      {writing && (
        <section class="card stack" aria-label={say('new-message')}>
          <p class="muted small">{say('message-hint')}</p>
          <Composer key={place.name} place={place} label="message-label" action="send" onPosted={asked.reload} />
        </section>
      )}
      <Shown asked={asked}>
        {(conversations) =>
          conversations.length === 0 ? (
            <Nothing title={say('messages-empty')} hint={say('message-hint')} />
          ) : (
            <ul class="people">
              {conversations.map((conversation) => (
                <OneConversation key={conversation.id} conversation={conversation} />
              ))}
            </ul>
          )
        }
      </Shown>
    </Page>
  );
}

function OneConversation({ conversation }: { readonly conversation: Conversation }) {
  const { id, unread, accounts, last_status: last } = conversation;
  const [first] = accounts;
  const names = accounts.map(({ display_name: name }) => name).join(', ');
  const read = (): void => {
    if (unread) ask('POST', `/api/v1/conversations/${id}/read`).catch(() => undefined);
  };
  return (
    <li class="person conversation">
      <Avatar name={first?.display_name ?? ''} src={first?.avatar} />
      <a class="grow" href={`/home/posts/${last.id}`} onClick={read}>
        <strong>{names === '' ? last.account.display_name : names}</strong>{' '}
        <span class="muted small">{ago(last.created_at)}</span>{' '}
        {unread && <span class="badge badge-accent">{say('unread')}</span>}
        <span class="conversation-text muted">{textOf(last.content).slice(0, 160)}</span>
      </a>
    </li>
  );
}
