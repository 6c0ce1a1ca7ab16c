import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Dialog } from '../../ui/dialog.tsx';
import { ask, failureOf } from '../api/ask.ts';
import type { Status } from '../api/entities.ts';
import { toast } from '../shell/toast.tsx';
import { say } from '../texts/say.ts';
import { remove } from './acts.ts';

interface About {
  readonly status: Status;
  readonly onClose: () => void;
}

export function AskDelete({ status, onClose }: About) {
  return (
    <Asked title={say('delete')} done={say('deleted')} go={() => remove(status)} onClose={onClose}>
      <p>{say('delete-sure')}</p>
    </Asked>
  );
}

/** To the moderators of this server. */
export function AskReport({ status, onClose }: About) {
  const [comment, setComment] = useState('');
  const id = useId();
  const body = { account_id: status.account.id, status_ids: [status.id], comment };
  return (
    <Asked
      title={say('report')}
      done={say('reported')}
      go={() => ask('POST', '/api/v1/reports', { body })}
      onClose={onClose}
    >
      <div class="field">
        <label for={id}>{say('report-why')}</label>
        <textarea id={id} maxLength={1000} value={comment} onInput={(event) => setComment(event.currentTarget.value)} />
      </div>
    </Asked>
  );
}

/** A question before something is done; what was typed stays where it fails. */
function Asked({
  title,
  done,
  go,
  onClose,
  children,
}: {
  readonly title: string;
  readonly done: string;
  readonly go: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const [failure, setFailure] = useState<string>();
  const submit = (event: Event): void => {
    event.preventDefault();
    go().then(
      () => {
        onClose();
        toast(done);
      },
      (error: unknown) => setFailure(failureOf(error)),
    );
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        {failure !== undefined && (
          <p class="notice notice-danger" role="alert">
            {failure}
          </p>
        )}
        {children}
        <div class="row">
          <button type="submit" class="button button-danger">
            {title}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {say('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
