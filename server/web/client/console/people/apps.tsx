import { useId, useState } from 'preact/hooks';
import type { ClientRules, UnknownClients } from '../../../../oauth/client-rules.ts';
import { hasRole } from '../../api/boot.ts';
import { post } from '../../api/call.ts';
import { useLoad } from '../../api/use-load.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Empty, Failure, Loaded } from '../../ui/states.tsx';
import { useAct } from '../use-act.ts';

const may: Readonly<Record<UnknownClients, string>> = {
  allow: 'may do what people let them',
  read: 'may only read',
  refuse: 'are refused',
};

/** Which apps people may use. */
export function Apps() {
  const load = useLoad<ClientRules>('/clients');
  const { failure, act } = useAct(load.reload);
  const [adding, setAdding] = useState(false);
  const admin = hasRole('admin');
  return (
    <section class="card card-flush" aria-labelledby="apps">
      <div class="card-head row row-between">
        <h2 id="apps">Apps</h2>
        {admin && (
          <button type="button" class="button button-small" onClick={() => setAdding(true)}>
            List an app
          </button>
        )}
      </div>
      <Failure message={failure} />
      <Loaded load={load}>
        {({ unknown, places }) => (
          <>
            <div class="card-foot field">
              <label for="unknown-apps">Apps that are not listed</label>
              <select
                id="unknown-apps"
                value={unknown}
                disabled={!admin}
                onChange={(event) => act('/clients/unknown', { unknown: event.currentTarget.value })}
              >
                {Object.entries(may).map(([name, words]) => (
                  <option key={name} value={name}>
                    {words}
                  </option>
                ))}
              </select>
            </div>
            {places.length === 0 ? (
              <Empty title="No app is listed" />
            ) : (
              <ul class="history">
                {places.map((place) => (
                  <li key={place} class="row row-between">
                    <span class="mono iri">{place}</span>
                    {admin && (
                      <button
                        type="button"
                        class="button button-small"
                        onClick={() => act('/clients/remove', { place })}
                      >
                        Take off<span class="visually-hidden"> {place}</span>
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
      {adding && <AppForm onDone={load.reload} onClose={() => setAdding(false)} />}
    </section>
  );
}

function AppForm({ onDone, onClose }: { readonly onDone: () => void; readonly onClose: () => void }) {
  const id = useId();
  const submit = async (form: FormData): Promise<void> => {
    await post('/clients', { place: String(form.get('place')).trim() });
    onDone();
    onClose();
  };
  return (
    <FormDialog title="List an app" action="List it" onSubmit={submit} onClose={onClose}>
      <div class="field">
        <label for={id}>Where it sends people back to</label>
        <input id={id} name="place" required maxLength={2000} autocapitalize="none" spellcheck={false} />
        <p class="muted small">An origin such as https://app.example, or a scheme such as app:</p>
      </div>
    </FormDialog>
  );
}
