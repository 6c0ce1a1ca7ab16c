import { useId, useState } from 'preact/hooks';
import { wordsOf } from '../api/use-load.ts';
import { Dialog } from './dialog.tsx';
import { Failure } from './states.tsx';

interface Asked {
  readonly title: string;
  readonly label: string;
  readonly hint?: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly password?: boolean;
  /** What is typed stays where it fails. */
  readonly onSubmit: (text: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks for one text and does something with it. */
export function AskSentence({ title, label, hint, action, danger, password, onSubmit, onClose }: Asked) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const submit = (event: Event): void => {
    event.preventDefault();
    setBusy(true);
    onSubmit(text).then(onClose, (error: unknown) => {
      setFailure(wordsOf(error));
      setBusy(false);
    });
  };
  const input = {
    id,
    value: text,
    required: true,
    'aria-describedby': hint === undefined ? undefined : `${id}-hint`,
    onInput: (event: Event) => setText((event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value),
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <Failure message={failure} />
        <div class="field">
          <label for={id}>{label}</label>
          {password ? (
            <input type="password" autocomplete="current-password" {...input} />
          ) : (
            <textarea maxLength={500} {...input} />
          )}
          {hint !== undefined && (
            <p id={`${id}-hint`} class="muted small">
              {hint}
            </p>
          )}
        </div>
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
