import { useState } from 'preact/hooks';
import { AskSentence } from '../../ui/ask-sentence.tsx';
import type { Changes } from './draft.ts';
import { type Made, starters } from './starters.ts';

interface FileBarProps {
  readonly names: readonly string[];
  readonly file: string;
  readonly changes: Changes;
  readonly onChoose: (file: string) => void;
  readonly onAdd: (file: string, text: string) => void;
}

/** Which file is edited, and new ones. */
export function FileBar({ names, file, changes, onChoose, onAdd }: FileBarProps) {
  const [adding, setAdding] = useState<Made>();
  const starter = adding && starters[adding];
  return (
    <div class="card-head row">
      <div class="grow">
        <label class="visually-hidden" for="file">
          File
        </label>
        <select id="file" value={file} onChange={(event) => onChoose(event.currentTarget.value)}>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
              {name in changes ? ' (changed)' : ''}
            </option>
          ))}
        </select>
      </div>
      <button type="button" class="button" onClick={() => setAdding('policy')}>
        New policy
      </button>
      <button type="button" class="button" onClick={() => setAdding('exception')}>
        New exception
      </button>
      {starter && (
        <AskSentence
          title={starter.title}
          label="Its id"
          hint="Small letters, digits and dashes, such as code-names."
          action="Create"
          onSubmit={async (id) => {
            if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) throw new Error('Use small letters, digits and dashes only.');
            const name = starter.file(id);
            if (names.includes(name)) throw new Error('There is one with this id.');
            onAdd(name, starter.text(id));
          }}
          onClose={() => setAdding(undefined)}
        />
      )}
    </div>
  );
}
