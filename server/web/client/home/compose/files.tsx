import { useId } from 'preact/hooks';
import { Icon } from '../shell/icons.tsx';
import { say } from '../texts/say.ts';
import type { DraftFile } from './draft.ts';

interface Files {
  readonly files: readonly DraftFile[];
  readonly onChange: (files: readonly DraftFile[]) => void;
  /** What was typed of one of them stands. */
  readonly onDescribed: (file: DraftFile) => void;
}

/** The files of a draft, each with a field for who can't see it. */
export function Files({ files, onChange, onDescribed }: Files) {
  if (files.length === 0) return null;
  return (
    <ul class="draft-files">
      {files.map((file) => (
        <OneFile
          key={file.id}
          file={file}
          onText={(description) => onChange(files.map((one) => (one === file ? { ...file, description } : one)))}
          onDescribed={() => onDescribed(file)}
          onRemove={() => onChange(files.filter((one) => one !== file))}
        />
      ))}
    </ul>
  );
}

function OneFile({
  file,
  onText,
  onDescribed,
  onRemove,
}: {
  readonly file: DraftFile;
  readonly onText: (description: string) => void;
  readonly onDescribed: () => void;
  readonly onRemove: () => void;
}) {
  const id = useId();
  return (
    <li>
      {file.preview === undefined ? (
        <span class="draft-thumb" aria-hidden="true">
          <Icon name="media" />
        </span>
      ) : (
        <img class="draft-thumb" src={file.preview} alt="" />
      )}
      <div class="field grow">
        <label for={id}>{say('alt-label', { name: file.name })}</label>
        <textarea
          id={id}
          class="draft-alt"
          data-alt
          rows={2}
          maxLength={1500}
          value={file.description}
          aria-describedby={`${id}-hint`}
          onInput={(event) => onText(event.currentTarget.value)}
          onBlur={onDescribed}
        />
        <p id={`${id}-hint`} class="muted small">
          {say('alt-hint')}
        </p>
      </div>
      <button type="button" class="act" aria-label={`${say('remove')}: ${file.name}`} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </li>
  );
}
