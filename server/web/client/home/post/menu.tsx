import { useRef, useState } from 'preact/hooks';
import { ask, failureOf } from '../api/ask.ts';
import type { Status } from '../api/entities.ts';
import { isOurs, self } from '../api/self.ts';
import { Icon } from '../shell/icons.tsx';
import { toast } from '../shell/toast.tsx';
import { keep } from '../store/statuses.ts';
import { say } from '../texts/say.ts';
import { AskDelete, AskReport } from './asks.tsx';
import { isHeld } from './zone.tsx';

/** Whether its reader may change a post: their own, or one of an account that they publish for. */
export function isOwn({ account }: Status): boolean {
  const { speaksAs, account: own } = self;
  return account.id === own.id || (isOurs(account) && speaksAs.some(({ name }) => name === account.acct));
}

/** What may be written on a post beside answers. */
export type Writing = 'edit' | 'quote';

function mayQuote({ quote_approval: approval }: Status): boolean {
  return approval?.current_user === 'automatic' || approval?.current_user === 'manual';
}

export function Menu({ status, onWrite }: { readonly status: Status; readonly onWrite: (what: Writing) => void }) {
  const details = useRef<HTMLDetailsElement>(null);
  const [asking, setAsking] = useState<'delete' | 'report'>();
  const own = isOwn(status);
  const close = (): void => details.current?.removeAttribute('open');
  const act = (work: () => void) => () => {
    close();
    work();
  };
  const relate = (kind: 'mute' | 'block') =>
    act(() => {
      ask('POST', `/api/v1/accounts/${status.account.id}/${kind}`).then(
        () => toast(`${say(kind)}: @${status.account.acct}`),
        (error: unknown) => toast(failureOf(error)),
      );
    });
  return (
    <>
      <details
        ref={details}
        class="menu"
        onKeyDown={(event) => event.key === 'Escape' && close()}
        onFocusOut={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && close()}
      >
        <summary class="act">
          <Icon name="more" />
          <span class="visually-hidden">{say('more-acts')}</span>
        </summary>
        <div class="menu-items">
          <button type="button" onClick={act(() => copy(status.url))}>
            {say('copy-link')}
          </button>
          {mayQuote(status) && !isHeld(status) && (
            <button type="button" onClick={act(() => onWrite('quote'))}>
              {say('quote')}
            </button>
          )}
          {own && !isHeld(status) && (
            <>
              <button type="button" onClick={act(() => pin(status))}>
                {say(status.pinned ? 'unpin' : 'pin')}
              </button>
              <button type="button" onClick={act(() => onWrite('edit'))}>
                {say('edit')}
              </button>
            </>
          )}
          {own && (
            <button type="button" onClick={act(() => setAsking('delete'))}>
              {say('delete')}
            </button>
          )}
          {!own && (
            <>
              <button type="button" onClick={relate('mute')}>
                {say('mute')} @{status.account.acct}
              </button>
              <button type="button" onClick={relate('block')}>
                {say('block')} @{status.account.acct}
              </button>
              <button type="button" onClick={act(() => setAsking('report'))}>
                {say('report')}
              </button>
            </>
          )}
        </div>
      </details>
      {asking === 'delete' && <AskDelete status={status} onClose={() => setAsking(undefined)} />}
      {asking === 'report' && <AskReport status={status} onClose={() => setAsking(undefined)} />}
    </>
  );
}

function pin(status: Status): void {
  const step = status.pinned ? 'unpin' : 'pin';
  ask<Status>('POST', `/api/v1/statuses/${status.id}/${step}`).then(
    (changed) => {
      keep(changed);
      toast(say(changed.pinned ? 'pinned' : 'unpinned'));
    },
    (error: unknown) => toast(failureOf(error)),
  );
}

function copy(text: string): void {
  navigator.clipboard.writeText(text).then(
    () => toast(say('copied')),
    () => toast(text),
  );
}
