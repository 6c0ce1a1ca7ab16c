import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useFailure } from '../api/use-failure.ts';
import { wordsOf } from '../api/use-load.ts';
import { Dialog } from './dialog.tsx';
import { Failure } from './states.tsx';

/** A form in a dialog: sent once at a time; what is typed stays where sending fails, with the reason above it. */
export function FormDialog({
  title,
  action,
  danger = false,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string;
  /** What the button says. */
  readonly action: string;
  readonly danger?: boolean;
  readonly onSubmit: (fields: FormData) => Promise<void>;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const { failure, fail, clear } = useFailure(wordsOf);
  const [busy, setBusy] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    clear();
    setBusy(true);
    onSubmit(new FormData(event.currentTarget as HTMLFormElement))
      .catch(fail)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <Failure message={failure} />
        {children}
        <div class="row">
          <button type="submit" class={`button ${danger ? 'button-danger' : 'button-primary'}`} disabled={busy}>
            {action}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
