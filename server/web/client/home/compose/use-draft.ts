import { useEffect, useState } from 'preact/hooks';
import { failureOf } from '../api/ask.ts';
import { toast } from '../shell/toast.tsx';
import { say } from '../texts/say.ts';
import { type Draft, emptyDraft, keepDraft, loadDraft, type Place } from './draft.ts';
import { upload } from './upload.ts';

const mostFiles = 4;

export interface Drafting {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly clear: () => void;
  /** Whether it is kept on this device. */
  readonly kept: boolean;
  /** Name of the file that is on its way. */
  readonly uploading: string | undefined;
  readonly addFiles: (files: readonly File[]) => Promise<void>;
}

/** A draft that outlives the page: it is kept on this device with every change. */
export function useDraft(place: Place): Drafting {
  const [draft, change] = useState(() => loadDraft(place));
  const [kept, setKept] = useState(false);
  const [uploading, setUploading] = useState<string>();
  // A place is its name: what it starts with is of no matter later.
  useEffect(() => setKept(keepDraft(place, draft)), [place.name, draft]);
  const addFiles = async (files: readonly File[]): Promise<void> => {
    if (draft.files.length + files.length > mostFiles) toast(say('too-many-files'));
    for (const file of files.slice(0, mostFiles - draft.files.length)) {
      setUploading(file.name);
      try {
        const added = await upload(file, draft.as);
        change((now) => ({ ...now, files: [...now.files, added] }));
      } catch (error) {
        toast(say('upload-failed', { name: file.name, reason: failureOf(error) }));
      }
    }
    setUploading(undefined);
  };
  const clear = (): void => {
    const empty = emptyDraft(place);
    change(empty);
    // Whoever posts may close the page in the same moment.
    keepDraft(place, empty);
  };
  return { draft, change, clear, kept, uploading, addFiles };
}
