import { useId, useState } from 'preact/hooks';
import { post } from '../../api/call.ts';
import { wordsOf } from '../../api/use-load.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/states.tsx';
import { switches } from './switches.ts';

/** Sets the rule for a domain, in the place of the one before. */
export function DomainForm({ onDone, onClose }: { readonly onDone: () => void; readonly onClose: () => void }) {
  const [domain, setDomain] = useState('');
  const [reason, setReason] = useState('');
  const [on, setOn] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<string>();
  const id = useId();
  const submit = (event: Event): void => {
    event.preventDefault();
    post('/domains', { domain, reason, on }).then(
      () => {
        onDone();
        onClose();
      },
      (error: unknown) => setFailure(wordsOf(error)),
    );
  };
  const toggle = (name: string): void => {
    setOn(on.includes(name) ? on.filter((other) => other !== name) : [...on, name]);
  };
  return (
    <Dialog title="Rule for a domain" onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <Failure message={failure} />
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
