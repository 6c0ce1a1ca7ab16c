import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { CallFailed } from '../../api/call.ts';
import { ask, failureOf } from '../api/ask.ts';
import type { Status } from '../api/entities.ts';
import { self } from '../api/self.ts';
import { onStream } from '../api/stream.ts';
import { Composer } from '../compose/composer.tsx';
import { type Place, widestAnswer } from '../compose/draft.ts';
import { Post } from '../post/post.tsx';
import { isHeld } from '../post/zone.tsx';
import { Page } from '../shell/page.tsx';
import { Failed, Nothing, Waiting } from '../shell/states.tsx';
import { keep, useStatus } from '../store/statuses.ts';
import { say } from '../texts/say.ts';

interface Around {
  readonly ancestors: readonly string[];
  readonly descendants: readonly string[];
}

/** A post with what it answers and what was answered. */
export function Thread() {
  const { params } = useRoute();
  const id = params['id'] ?? '';
  return (
    <Page title={say('thread')}>
      <Conversation key={id} id={id} />
    </Page>
  );
}

function Conversation({ id }: { readonly id: string }) {
  const status = useStatus(id);
  const [around, setAround] = useState<Around>();
  const [failure, setFailure] = useState<{ readonly message: string; readonly gone: boolean }>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setFailure(undefined);
    readThread(id).then(setAround, (error: unknown) => {
      const gone = error instanceof CallFailed && error.status === 404;
      setFailure({ message: failureOf(error), gone });
    });
  }, [id, turn]);
  useEffect(() => {
    const shown = new Set([id, ...(around?.ancestors ?? []), ...(around?.descendants ?? [])]);
    const look = (arrived: Status | undefined): void => {
      if (shown.has(arrived?.in_reply_to_id ?? '')) setTurn((n) => n + 1);
    };
    const stops = [
      onStream('update', (data) => look(JSON.parse(data) as Status)),
      onStream('notification', (data) => look((JSON.parse(data) as { status?: Status }).status)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [id, around]);
  if (failure?.gone || (around && !status)) return <Nothing title={say('gone')} hint={say('gone-hint')} />;
  if (failure && !status) return <Failed message={failure.message} again={() => setTurn(turn + 1)} />;
  if (!status) return <Waiting />;
  return (
    <div class="timeline thread">
      {around?.ancestors.map((one) => (
        <Post key={one} id={one} />
      ))}
      <Here id={id} />
      {failure && <Failed message={failure.message} again={() => setTurn(turn + 1)} />}
      {!isHeld(status) && <Answer status={status} onAnswered={() => setTurn(turn + 1)} />}
      {around?.descendants.map((one) => (
        <Post key={one} id={one} />
      ))}
    </div>
  );
}

async function readThread(id: string): Promise<Around> {
  const path = `/api/v1/statuses/${encodeURIComponent(id)}`;
  const [status, { ancestors, descendants }] = await Promise.all([
    ask<Status>('GET', path),
    ask<{ ancestors: Status[]; descendants: Status[] }>('GET', `${path}/context`),
  ]);
  keep(status);
  return { ancestors: ancestors.map(keep), descendants: descendants.map(keep) };
}

/** The post that the page is about, brought into sight below what it answers. */
function Here({ id }: { readonly id: string }) {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => here.current?.scrollIntoView({ block: 'center', behavior: 'instant' }), []);
  return (
    <div ref={here}>
      <Post id={id} focused />
    </div>
  );
}

function Answer({ status, onAnswered }: { readonly status: Status; readonly onAnswered: () => void }) {
  const { query } = useLocation();
  const card = useRef<HTMLElement>(null);
  const wanted = 'reply' in query;
  useEffect(() => {
    if (wanted) requestAnimationFrame(() => card.current?.querySelector('textarea')?.focus());
  }, [wanted]);
  const { id } = status;
  const widest = widestAnswer(status);
  const place: Place = { name: `reply ${id}`, replyTo: id, widest, start: { text: namesIn(status) } };
  return (
    <section ref={card} class="card" aria-label={say('reply-label')}>
      <Composer place={place} label="reply-label" action="post-reply" onPosted={onAnswered} />
    </section>
  );
}

/** The names of those who take part, but for the reader's own. */
function namesIn({ account, mentions }: Status): string {
  const names = [account.acct, ...mentions.map(({ acct }) => acct)];
  const others = [...new Set(names)].filter((acct) => acct !== self.account.name);
  return others.map((acct) => `@${acct} `).join('');
}
