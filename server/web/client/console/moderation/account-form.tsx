import { useId } from 'preact/hooks';
import { post } from '../../api/call.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { effects } from './effects.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Sets the rule for one outsider, in the place of the one before. */
export function AccountForm({ onDone, onClose }: { readonly onDone: () => void; readonly onClose: () => void }) {
  const id = useId();
  const submit = async (form: FormData): Promise<void> => {
    const days = Number(form.get('days'));
    await post('/moderation/accounts', {
      actor: String(form.get('actor')).trim(),
      ...Object.fromEntries(effects.map(({ name }) => [name, form.has(name)])),
      reason: form.get('reason'),
      ...(days > 0 && { expiresAt: Date.now() + days * dayMs }),
    });
    onDone();
    onClose();
  };
  return (
    <FormDialog title="Rule for an outsider" action="Set the rule" onSubmit={submit} onClose={onClose}>
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
    </FormDialog>
  );
}
