import { useId } from 'preact/hooks';
import { post } from '../../api/call.ts';
import { useLoad } from '../../api/use-load.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Loaded } from '../../ui/states.tsx';
import { personOf } from '../../ui/words.ts';

interface Owner {
  readonly actor: string;
  readonly display: string;
}

/** Hands an incident over to somebody else who sees to such. */
export function AssignForm({
  root,
  owner,
  onDone,
  onClose,
}: {
  /** Path of the incident. */
  readonly root: string;
  readonly owner: string | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const id = useId();
  const load = useLoad<{ readonly owners: readonly Owner[] }>('/incident-owners');
  const submit = async (form: FormData): Promise<void> => {
    await post(`${root}/assign`, { to: String(form.get('to')) });
    onDone();
    onClose();
  };
  return (
    <FormDialog title="Hand this incident over" action="Hand it over" onSubmit={submit} onClose={onClose}>
      <Loaded load={load}>
        {({ owners }) => (
          <div class="field">
            <label for={id}>Who sees to it from here on</label>
            <select id={id} name="to" required>
              {owners
                .filter(({ actor }) => actor !== owner)
                .map(({ actor, display }) => (
                  <option key={actor} value={actor}>
                    {display} ({personOf(actor)})
                  </option>
                ))}
            </select>
          </div>
        )}
      </Loaded>
    </FormDialog>
  );
}
