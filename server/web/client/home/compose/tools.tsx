import { useRef } from 'preact/hooks';
import { self } from '../api/self.ts';
import { Icon } from '../shell/icons.tsx';
import { say } from '../texts/say.ts';
import type { Draft } from './draft.ts';
import { newPoll } from './poll-fields.tsx';

interface Held {
  readonly draft: Draft;
  readonly editing: boolean;
  readonly onChange: (draft: Draft) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** What can go with a text: files, a warning, a poll. */
export function Tools({ draft, editing, onChange, onFiles }: Held) {
  const input = useRef<HTMLInputElement>(null);
  const { warning, poll, ...rest } = draft;
  const without = { ...rest, ...(poll && { poll }) };
  return (
    <div class="row tools">
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        multiple
        accept={self.mediaTypes.join(',')}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      {!poll && (
        <button type="button" class="act" onClick={() => input.current?.click()}>
          <Icon name="media" />
          <span class="visually-hidden">{say('add-media')}</span>
        </button>
      )}
      <button
        type="button"
        class="act"
        aria-pressed={warning !== undefined}
        onClick={() => onChange(warning === undefined ? { ...draft, warning: '' } : without)}
      >
        <Icon name="warning" />
        <span class="visually-hidden">{say('add-warning')}</span>
      </button>
      {!editing && draft.files.length === 0 && (
        <button
          type="button"
          class="act"
          aria-pressed={poll !== undefined}
          onClick={() =>
            onChange({ ...rest, ...(warning !== undefined && { warning }), ...(!poll && { poll: newPoll }) })
          }
        >
          <Icon name="poll" />
          <span class="visually-hidden">{say('add-poll')}</span>
        </button>
      )}
    </div>
  );
}
