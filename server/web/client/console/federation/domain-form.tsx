import { useId, useState } from 'preact/hooks';
import { post } from '../../api/call.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { switches } from './switches.ts';

/** Sets the rule for a domain, in the place of the one before. */
export function DomainForm({ onDone, onClose }: { readonly onDone: () => void; readonly onClose: () => void }) {
  const [domain, setDomain] = useState('');
  const [reason, setReason] = useState('');
  const [on, setOn] = useState<readonly string[]>([]);
  const id = useId();
  const submit = async (): Promise<void> => {
    await post('/domains', { domain, reason, on });
    onDone();
    onClose();
  };
  const toggle = (name: string): void => {
    setOn(on.includes(name) ? on.filter((other) => other !== name) : [...on, name]);
  };
  return (
    <FormDialog title="Rule for a domain" action="Set the rule" onSubmit={submit} onClose={onClose}>
      <div class="field">
        <label for={`${id}-domain`}>Domain</label>
        <input
          id={`${id}-domain`}
          value={domain}
          required
          autocapitalize="none"
          spellcheck={false}
          placeholder="example.org"
          onInput={(event) => setDomain(event.currentTarget.value)}
        />
      </div>
      <fieldset class="stack stack-tight plain">
        <legend class="label">What holds for it</legend>
        {switches.map(({ name, title }) => (
          <label key={name} class="row">
            <input type="checkbox" checked={on.includes(name)} onChange={() => toggle(name)} /> {title}
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for={`${id}-reason`}>Why</label>
        <input
          id={`${id}-reason`}
          value={reason}
          required
          maxLength={500}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </div>
    </FormDialog>
  );
}
