import { useId, useState } from 'preact/hooks';
import { post } from '../../api/call.ts';
import { wordsOf } from '../../api/use-load.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/states.tsx';
import { effects } from './effects.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Sets the rule for one outsider, in the place of the one before. */
export function AccountForm({ onDone, onClose }: { readonly onDone: () => void; readonly onClose: () => void }) {
  const [failure, setFailure] = useState<string>();
  const id = useId();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const days = Number(form.get('days'));
    const rule = {
      actor: String(form.get('actor')).trim(),
      ...Object.fromEntries(effects.map(({ name }) => [name, form.has(name)])),
      reason: form.get('reason'),
      ...(days > 0 && { expiresAt: Date.now() + days * dayMs }),
    };
    post('/moderation/accounts', rule).then(
      () => {
        onDone();
        onClose();
      },
      (error: unknown) => setFailure(wordsOf(error)),
    );
  };
  return (
    <Dialog title="Rule for an outsider" onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <Failure message={failure} />
        <div class="field">
          <label for={`${id}-actor`}>Address of the outsider</label>
          <input
            id={`${id}-actor`}
            name="actor"
            required
            autocapitalize="none"
            spellcheck={false}
            placeholder="https://example.org/users/someone"
          />
        </div>
        <fieldset class="stack stack-tight plain">
          <legend class="label">What holds for them</legend>
          {effects.map(({ name, title }) => (
            <label key={name} class="row">
              <input type="checkbox" name={name} /> {title}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for={`${id}-reason`}>Why</label>
          <input id={`${id}-reason`} name="reason" required maxLength={500} />
        </div>
        <div class="field">
          <label for={`${id}-days`}>For how many days; empty for no end</label>
          <input id={`${id}-days`} name="days" type="number" min={1} max={3650} />
        </div>
        <div class="row">
          <button type="submit" class="button button-primary">
            Set the rule
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
