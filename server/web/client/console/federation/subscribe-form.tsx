import { useId } from 'preact/hooks';
import { post } from '../../api/call.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';

/** Has rules made of a list elsewhere, once a day. */
export function SubscribeForm({ onDone, onClose }: { readonly onDone: () => void; readonly onClose: () => void }) {
  const id = useId();
  const submit = async (form: FormData): Promise<void> => {
    await post('/domain-lists', {
      url: form.get('url'),
      title: form.get('title'),
      kind: form.get('kind'),
      priority: Number(form.get('priority')),
      expireDays: Number(form.get('days')),
      dryRun: form.has('dryRun'),
    });
    onDone();
    onClose();
  };
  return (
    <FormDialog title="Subscribe to a list" action="Subscribe" onSubmit={submit} onClose={onClose}>
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
    </FormDialog>
  );
}
