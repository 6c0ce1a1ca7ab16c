import { useMemo, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { PolicySetRecord } from '../../../../../federation/ports/index.ts';
import { post } from '../../api/call.ts';
import { useLoad } from '../../api/use-load.ts';
import { AskSentence } from '../../ui/ask-sentence.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { short } from '../../ui/words.ts';
import { type Changes, notesOf, useChanges, useCheck } from './draft.ts';
import { Examples } from './examples.tsx';
import { FileBar } from './file-bar.tsx';
import { MovedOn } from './moved-on.tsx';
import { Problems } from './problems.tsx';
import { TryIt } from './try-it.tsx';
import { YamlEditor } from './yaml-editor.tsx';

/** Writes a version of the policy set on top of another. */
export function Editor() {
  const { params } = useRoute();
  const from = params['from'] ?? '';
  const load = useLoad<PolicySetRecord>(from === 'new' ? undefined : `/policy-sets/${encodeURIComponent(from)}`);
  return (
    <div class="page page-wide">
      <Loaded load={load}>{(base) => <Desk key={base.version} base={base} />}</Loaded>
    </div>
  );
}

/** Files that people write; records and documents rest as hashes. */
const isWritten = (file: string): boolean => /\.(ya?ml|txt)$/.test(file);

function Desk({ base }: { readonly base: PolicySetRecord }) {
  const [changes, keep] = useChanges(base.version);
  const files = useMemo(() => ({ ...base.files, ...changes }), [base, changes]);
  const names = Object.keys(files).filter((file) => isWritten(file) && files[file] !== null);
  const [chosen, choose] = useState<string>();
  const file = chosen !== undefined && names.includes(chosen) ? chosen : (names[0] ?? '');
  const checking = useCheck(base.version, changes);
  const notes = useMemo(() => notesOf(checking).filter((one) => one.file === file), [file, checking]);
  const edit = (text: string): void => {
    const { [file]: _before, ...others } = changes;
    keep(text === base.files[file] ? others : { ...others, [file]: text });
  };
  const failing = checking.examples.filter(({ passes }) => passes === false).length;
  const tabs = [
    { name: 'try', title: 'Try it', panel: <TryIt from={base.version} files={changes} /> },
    {
      name: 'examples',
      title: `Examples${failing > 0 ? ` (${failing} fail)` : ''}`,
      panel: <Examples examples={checking.examples} />,
    },
    {
      name: 'problems',
      title: `Problems${notesOf(checking).length > 0 ? ` (${notesOf(checking).length})` : ''}`,
      panel: <Problems checking={checking} onOpen={choose} />,
    },
  ];
  return (
    <>
      <DeskHead base={base} changes={changes} broken={checking.problems.length > 0} onDiscard={() => keep({})} />
      <MovedOn base={base} changes={changes} />
      <div class="desk">
        <section class="card card-flush" aria-label="Files">
          <FileBar
            names={names}
            file={file}
            changes={changes}
            onChoose={choose}
            onAdd={(name, text) => {
              keep({ ...changes, [name]: text });
              choose(name);
            }}
          />
          <YamlEditor key={file} file={file} text={files[file] ?? ''} problems={notes} onChange={edit} />
        </section>
        <section class="card" aria-label="What it does">
          <Tabs label="What it does" tabs={tabs} />
        </section>
      </div>
    </>
  );
}

function DeskHead({
  base,
  changes,
  broken,
  onDiscard,
}: {
  readonly base: PolicySetRecord;
  readonly changes: Changes;
  readonly broken: boolean;
  readonly onDiscard: () => void;
}) {
  const { route } = useLocation();
  const [saving, setSaving] = useState(false);
  const count = Object.keys(changes).length;
  return (
    <header class="page-head">
      <div>
        <h1>Edit policies</h1>
        <p class="muted" role="status">
          On top of <span class="mono">{short(base.version)}</span> ·{' '}
          {count === 0 ? 'no changes yet' : `${count} ${count === 1 ? 'file' : 'files'} changed`}
        </p>
      </div>
      <div class="row">
        <button type="button" class="button button-quiet" disabled={count === 0} onClick={onDiscard}>
          Discard changes
        </button>
        <button
          type="button"
          class="button button-primary"
          disabled={count === 0 || broken}
          onClick={() => setSaving(true)}
        >
          Save as a version
        </button>
      </div>
      {saving && (
        <AskSentence
          title="Save as a version"
          label="What it is for"
          hint="Nothing changes by saving: a version comes in force when another editor approves it."
          action="Save"
          onSubmit={async (message) => {
            const body = { from: base.version, files: changes, message };
            const { version } = await post<{ readonly version: string }>('/policy-sets', body);
            onDiscard();
            route(`/console/policies/versions/${version}`);
          }}
          onClose={() => setSaving(false)}
        />
      )}
    </header>
  );
}
