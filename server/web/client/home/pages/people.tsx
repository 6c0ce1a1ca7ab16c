import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { askPage, failureOf } from '../api/ask.ts';
import type { Account } from '../api/entities.ts';
import { Avatar } from '../post/avatar.tsx';
import { Failed, Nothing, Waiting } from '../shell/states.tsx';
import { say } from '../texts/say.ts';

/** People of a path, page by page. */
export function People({ path }: { readonly path: string }) {
  const [people, setPeople] = useState<readonly Account[]>([]);
  const [next, setNext] = useState<string | undefined>(path);
  const [failure, setFailure] = useState<string>();
  const [started, setStarted] = useState(false);
  const more = (): void => {
    if (next === undefined) return;
    setFailure(undefined);
    askPage<Account[]>(next).then(
      ({ body, next: after }) => {
        setPeople((before) => [...before, ...body]);
        setNext(body.length > 0 ? after : undefined);
        setStarted(true);
      },
      (error: unknown) => setFailure(failureOf(error)),
    );
  };
  useEffect(more, []);
  if (failure !== undefined) return <Failed message={failure} again={more} />;
  if (!started) return <Waiting />;
  if (people.length === 0) return <Nothing title={say('nothing-here')} />;
  return (
    <>
      <ul class="people">
        {people.map((account) => (
          <Person key={account.id} account={account} />
        ))}
      </ul>
      {next !== undefined && people.length >= 40 && (
        <button type="button" class="button button-quiet" onClick={more}>
          {say('more')}
        </button>
      )}
    </>
  );
}

export function Person({ account, children }: { readonly account: Account; readonly children?: ComponentChildren }) {
  return (
    <li class="person">
      <Avatar name={account.display_name} src={account.avatar} />
      <a class="post-author grow" href={`/home/people/${account.acct}`}>
        <strong>{account.display_name}</strong> <span class="muted">@{account.acct}</span>
      </a>
      {children}
    </li>
  );
}
