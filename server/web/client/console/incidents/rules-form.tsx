import { useId } from 'preact/hooks';
import type { IncidentRules, IncidentThreshold } from '../../../../ports/index.ts';
import { post } from '../../api/call.ts';
import { useLoad } from '../../api/use-load.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Loaded } from '../../ui/states.tsx';

const title = 'When is it an incident?';
const kinds = [
  ['policy', 'Posts that one policy stops'],
  ['author', 'Posts of one person that are stopped'],
] as const;

/** Sets from how many posts within how many minutes on it is an incident. */
export function RulesForm({ onClose }: { readonly onClose: () => void }) {
  const load = useLoad<IncidentRules>('/incident-rules');
  if (load.state !== 'loaded') {
    return (
      <Dialog title={title} onClose={onClose}>
        <Loaded load={load}>{() => null}</Loaded>
      </Dialog>
    );
  }
  const submit = async (form: FormData): Promise<void> => {
    const number = (name: string): number => Number(form.get(name));
    const asked = kinds.map(([kind]) => [kind, { count: number(`${kind}-count`), minutes: number(`${kind}-minutes`) }]);
    await post('/incident-rules', Object.fromEntries(asked));
    onClose();
  };
  return (
    <FormDialog title={title} action="Set" onSubmit={submit} onClose={onClose}>
      <p class="muted">What is held, blocked, redacted or kept closer counts. Zero is never.</p>
      {kinds.map(([kind, words]) => (
        <Threshold key={kind} kind={kind} words={words} threshold={load.value[kind]} />
      ))}
    </FormDialog>
  );
}

interface ThresholdProps {
  readonly kind: string;
  readonly words: string;
  readonly threshold: IncidentThreshold;
}

function Threshold({ kind, words, threshold: { count, minutes } }: ThresholdProps) {
  const id = useId();
  return (
    <fieldset class="stack stack-tight plain">
      <legend class="label">{words}</legend>
      <div class="row">
        <div class="field">
          <label for={`${id}-count`}>How many</label>
          <input
            id={`${id}-count`}
            name={`${kind}-count`}
            type="number"
            min={0}
            max={10_000}
            required
            defaultValue={String(count)}
          />
        </div>
        <div class="field">
          <label for={`${id}-minutes`}>Within minutes</label>
          <input
            id={`${id}-minutes`}
            name={`${kind}-minutes`}
            type="number"
            min={1}
            max={1440}
            required
            defaultValue={String(minutes)}
          />
        </div>
      </div>
    </fieldset>
  );
}
