import { useId, useState } from 'preact/hooks';
import { post } from '../../api/call.ts';
import { wordsOf } from '../../api/use-load.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/states.tsx';

/** Has rules made of a list elsewhere, once a day. */
export function SubscribeForm({ onDone, onClose }: { readonly onDone: () => void; readonly onClose: () => void }) {
  const [failure, setFailure] = useState<string>();
  const id = useId();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const asked = {
      url: form.get('url'),
      title: form.get('title'),
      kind: form.get('kind'),
      priority: Number(form.get('priority')),
      expireDays: Number(form.get('days')),
      dryRun: form.has('dryRun'),
    };
    post('/domain-lists', asked).then(
      () => {
        onDone();
        onClose();
      },
      (error: unknown) => setFailure(wordsOf(error)),
    );
  };
  return (
    <Dialog title="Subscribe to a list" onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <Failure message={failure} />
        <div class="field">
          <label for={`${id}-url`}>Its address</label>
          <input id={`${id}-url`} name="url" type="url" required maxLength={2048} />
        </div>
        <div class="field">
          <label for={`${id}-title`}>What it is called here</label>
          <input id={`${id}-title`} name="title" required maxLength={500} />
        </div>
        <div class="field">
          <label for={`${id}-kind`}>What its entries become</label>
          <select id={`${id}-kind`} name="kind">
            <option value="block">rules that close</option>
            <option value="allow">rules that allow</option>
          </select>
        </div>
        <div class="field">
          <label for={`${id}-priority`}>Priority: of two lists the higher one says</label>
          <input id={`${id}-priority`} name="priority" type="number" required min={0} max={255} defaultValue="100" />
        </div>
        <div class="field">
          <label for={`${id}-days`}>Days after which a rule ends that it names no more; 0 for never</label>
          <input id={`${id}-days`} name="days" type="number" required min={0} max={3650} defaultValue="0" />
        </div>
        <label class="row">
          <input type="checkbox" name="dryRun" defaultChecked /> only tell what it would do
        </label>
        <div class="row">
          <button type="submit" class="button button-primary">
            Subscribe
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
