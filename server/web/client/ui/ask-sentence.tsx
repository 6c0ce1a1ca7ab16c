import { useId, useState } from 'preact/hooks';
import { FormDialog } from './form-dialog.tsx';

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
  const id = useId();
  const submit = async (): Promise<void> => {
    await onSubmit(text);
    onClose();
  };
  const input = {
    id,
    value: text,
    required: true,
    'aria-describedby': hint === undefined ? undefined : `${id}-hint`,
    onInput: (event: Event) => setText((event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value),
  };
  return (
    <FormDialog title={title} action={action} danger={danger ?? false} onSubmit={submit} onClose={onClose}>
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
    </FormDialog>
  );
}
