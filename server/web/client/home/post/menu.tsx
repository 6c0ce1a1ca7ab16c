import { useRef, useState } from 'preact/hooks';
import { Dialog } from '../../ui/dialog.tsx';
import { ask, failureOf } from '../api/ask.ts';
import type { Status } from '../api/entities.ts';
import { isOurs, self } from '../api/self.ts';
import { Icon } from '../shell/icons.tsx';
import { toast } from '../shell/toast.tsx';
import { say } from '../texts/say.ts';
import { remove } from './acts.ts';
import { isHeld } from './zone.tsx';

/** Whether its reader may change a post: their own, or one of an account that they publish for. */
export function isOwn({ account }: Status): boolean {
  const { speaksAs, account: own } = self;
  return account.id === own.id || (isOurs(account) && speaksAs.some(({ name }) => name === account.acct));
}

export function Menu({ status, onEdit }: { readonly status: Status; readonly onEdit: () => void }) {
  const details = useRef<HTMLDetailsElement>(null);
  const [asking, setAsking] = useState(false);
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
          {own && !isHeld(status) && (
            <button type="button" onClick={act(onEdit)}>
              {say('edit')}
            </button>
          )}
          {own && (
            <button type="button" onClick={act(() => setAsking(true))}>
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
            </>
          )}
        </div>
      </details>
      {asking && <AskDelete status={status} onClose={() => setAsking(false)} />}
    </>
  );
}

function AskDelete({ status, onClose }: { readonly status: Status; readonly onClose: () => void }) {
  const [failure, setFailure] = useState<string>();
  const go = (): void => {
    remove(status).then(
      () => {
        onClose();
        toast(say('deleted'));
      },
      (error: unknown) => setFailure(failureOf(error)),
    );
  };
  return (
    <Dialog title={say('delete')} onClose={onClose}>
      {failure !== undefined && (
        <p class="notice notice-danger" role="alert">
          {failure}
        </p>
      )}
      <p>{say('delete-sure')}</p>
      <div class="row">
        <button type="button" class="button button-danger" onClick={go}>
          {say('delete')}
        </button>
        <button type="button" class="button button-quiet" onClick={onClose}>
          {say('cancel')}
        </button>
      </div>
    </Dialog>
  );
}

function copy(text: string): void {
  navigator.clipboard.writeText(text).then(
    () => toast(say('copied')),
    () => toast(text),
  );
}
