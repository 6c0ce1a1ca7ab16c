import { useId, useState } from 'preact/hooks';
import type { Imported } from '../../../../moderation/domain-lists/importing.ts';
import { post } from '../../api/call.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';

/** Makes rules of a list, once it was looked at what that would do. */
export function ImportForm({ onDone, onClose }: { readonly onDone: () => void; readonly onClose: () => void }) {
  const [list, setList] = useState('');
  const [kind, setKind] = useState('block');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState<Imported>();
  const id = useId();
  const edit = (set: (value: string) => void) => (event: Event) => {
    setTried(undefined);
    set((event.currentTarget as HTMLInputElement).value);
  };
  const submit = async (): Promise<void> => {
    const outcome = await post<Imported>('/domain-lists/import', { list, kind, reason, dryRun: tried === undefined });
    if (outcome.kind === 'tried') return setTried(outcome);
    onDone();
    return onClose();
  };
  return (
    <FormDialog
      title="Import a list"
      action={tried ? 'Import it' : 'Look what it would do'}
      onSubmit={submit}
      onClose={onClose}
    >
      <div class="field">
        <label for={`${id}-list`}>The list: CSV, JSON, or one domain a line</label>
        <textarea id={`${id}-list`} value={list} required rows={8} spellcheck={false} onInput={edit(setList)} />
      </div>
      <div class="field">
        <label for={`${id}-kind`}>What its entries become</label>
        <select id={`${id}-kind`} value={kind} onChange={edit(setKind)}>
          <option value="block">rules that close</option>
          <option value="allow">rules that allow</option>
        </select>
      </div>
      <div class="field">
        <label for={`${id}-reason`}>Why</label>
        <input id={`${id}-reason`} value={reason} required maxLength={500} onInput={edit(setReason)} />
      </div>
      <div role="status">{tried && <Told outcome={tried} />}</div>
    </FormDialog>
  );
}

const skippedShown = 20;

function Told({ outcome: { added, changed, skipped } }: { readonly outcome: Imported }) {
  return (
    <div class="notice stack stack-tight">
      <p>
        Would be added: {added.length}. Would be changed: {changed.length}. Left as they are: {skipped.length}.
      </p>
      {skipped.length > 0 && (
        <ul class="reasons small">
          {skipped.slice(0, skippedShown).map(({ domain, reason }, index) => (
            <li key={index} class="iri">
              {domain}: {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
