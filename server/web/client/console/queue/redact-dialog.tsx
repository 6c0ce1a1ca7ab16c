import { useEffect, useId, useState } from 'preact/hooks';
import type { RedactedPost } from '../../../../review/reviewing.ts';
import { post } from '../../api/call.ts';
import { wordsOf } from '../../api/use-load.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Failure, Skeleton } from '../../ui/states.tsx';
import { Words } from './words.tsx';

type Preview = Extract<RedactedPost, { kind: 'redacted' }>;

interface RedactDialogProps {
  /** Path of the held post in the API. */
  readonly root: string;
  /** It left, or another reviewer has to agree as well. */
  readonly onDone: (kind: string) => void;
  readonly onClose: () => void;
}

/** Shows what readers outside would have of a held post without what was found in it, and releases that. */
export function RedactDialog({ root, onDone, onClose }: RedactDialogProps) {
  const id = useId();
  const [preview, setPreview] = useState<Preview | string>();
  useEffect(() => {
    post<Preview>(`${root}/redaction`).then(setPreview, (error: unknown) => setPreview(wordsOf(error)));
  }, [root]);
  if (typeof preview !== 'object') {
    return (
      <Dialog title="Redact and release" onClose={onClose}>
        {preview === undefined ? <Skeleton /> : <Failure message={preview} />}
        <div class="row">
          <button type="button" class="button button-quiet" onClick={onClose}>
            Close
          </button>
        </div>
      </Dialog>
    );
  }
  const release = async (form: FormData): Promise<void> => {
    const note = String(form.get('note')).trim();
    const { kind } = await post<{ readonly kind: string }>(`${root}/redact`, {
      digest: preview.digest,
      ...(note !== '' && { note }),
    });
    onDone(kind);
    onClose();
  };
  return (
    <FormDialog title="Redact and release" action="Release this" onSubmit={release} onClose={onClose}>
      <p class="muted">
        Outside, people read exactly this. Colleagues see the full text, and its author is told what was taken out.
      </p>
      <Words document={preview.document} />
      <div class="field">
        <label for={id}>Why it may leave like this (optional)</label>
        <input id={id} name="note" maxLength={500} aria-describedby={`${id}-hint`} />
        <p id={`${id}-hint`} class="muted small">
          Kept on record with your name.
        </p>
      </div>
    </FormDialog>
  );
}
