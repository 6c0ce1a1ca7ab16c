import { useId, useState } from 'preact/hooks';
import type { DataKind, DataSet } from '../../../../../policy-sets/data-sets.ts';
import { post } from '../../../api/call.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { base64Of } from '../base64.ts';
import { kinds } from './kinds.ts';

interface UploadFormProps {
  /** Version to build on. */
  readonly from: string | undefined;
  /** What is replaced; absent where something is added. */
  readonly replaces: DataSet | undefined;
  readonly onDone: (version: string) => void;
  readonly onClose: () => void;
}

/** What the server takes at once, a third less than its limit for what comes as base64. */
const bytesMost = 45 * 1024 * 1024;

/** Adds a data set, or puts other files in its place. */
export function UploadForm({ from, replaces, onDone, onClose }: UploadFormProps) {
  const id = useId();
  const [kind, setKind] = useState<DataKind>(replaces?.kind ?? 'dictionaries');
  const words = kinds.find((one) => one.kind === kind);
  const submit = async (form: FormData): Promise<void> => {
    const chosen = form.getAll('files').filter((file) => file instanceof File);
    const files = await Promise.all(chosen.map(async (file) => ({ name: file.name, content: await base64Of(file) })));
    if (chosen.reduce((sum, { size }) => sum + size, 0) > bytesMost) {
      throw new Error('Together these are larger than 45 MB: hand them in by `portico policy push` on the server.');
    }
    const name = replaces?.name ?? String(form.get('name'));
    const body = { ...(from !== undefined && { from }), kind, name, files };
    const { version } = await post<{ readonly version: string }>('/policy-data', body);
    onDone(version);
    onClose();
  };
  return (
    <FormDialog
      title={replaces ? `Replace ${replaces.name}` : 'Add data'}
      action={replaces ? 'Replace it' : 'Add it'}
      onSubmit={submit}
      onClose={onClose}
    >
      {!replaces && (
        <>
          <div class="field">
            <label for={`${id}-kind`}>What it is</label>
            <select id={`${id}-kind`} value={kind} onChange={(event) => setKind(event.currentTarget.value as DataKind)}>
              {kinds.map((one) => (
                <option key={one.kind} value={one.kind}>
                  {one.title}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for={`${id}-name`}>Its name, as policies use it</label>
            <input
              id={`${id}-name`}
              name="name"
              required
              maxLength={64}
              pattern="[a-z0-9][a-z0-9\-]*"
              autocapitalize="none"
              spellcheck={false}
              aria-describedby={`${id}-name-hint`}
            />
            <p id={`${id}-name-hint`} class="muted small">
              Small letters, digits and dashes, such as code-names.
            </p>
          </div>
        </>
      )}
      <div class="field">
        <label for={`${id}-files`}>{words?.several ? 'Files' : 'File'}</label>
        <input
          id={`${id}-files`}
          name="files"
          type="file"
          required
          multiple={words?.several ?? false}
          accept={words?.accept}
          aria-describedby={`${id}-files-hint`}
        />
        <p id={`${id}-files-hint`} class="muted small">
          {words?.hint}
        </p>
      </div>
      <p class="muted small">Nothing changes by this: it makes a version, which another editor has to approve.</p>
    </FormDialog>
  );
}
