import { useId, useState } from 'preact/hooks';
import { ask, failureOf, useAsk } from '../api/ask.ts';
import type { Account } from '../api/entities.ts';
import { Shown } from '../shell/states.tsx';
import { toast } from '../shell/toast.tsx';
import { say } from '../texts/say.ts';

interface OwnAccount extends Account {
  readonly source: { readonly note: string };
}

/** The reader's own profile, to be changed. */
export function ProfileSettings() {
  const asked = useAsk<OwnAccount>('/api/v1/accounts/verify_credentials');
  return (
    <section class="card stack" aria-label={say('settings-profile')}>
      <h2>{say('settings-profile')}</h2>
      <p class="muted">{say('profile-hint')}</p>
      <Shown asked={asked}>{(account) => <ProfileForm account={account} />}</Shown>
    </section>
  );
}

function ProfileForm({ account }: { readonly account: OwnAccount }) {
  const [name, setName] = useState(account.display_name);
  const [note, setNote] = useState(account.source.note);
  const [failure, setFailure] = useState<string>();
  // A picture is read by the policies before it is anybody's.
  const [busy, setBusy] = useState(false);
  const id = useId();
  const save = (event: Event): void => {
    event.preventDefault();
    const body = new FormData(event.currentTarget as HTMLFormElement);
    const picture = body.get('avatar');
    if (picture instanceof File && picture.size === 0) body.delete('avatar');
    setBusy(true);
    ask('PATCH', '/api/v1/accounts/update_credentials', { body })
      .then(
        () => {
          setFailure(undefined);
          toast(say('saved'));
        },
        (error: unknown) => setFailure(failureOf(error)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <form class="stack" onSubmit={save}>
      {failure !== undefined && (
        <p class="notice notice-danger" role="alert">
          {failure}
        </p>
      )}
      <div class="field">
        <label for={`${id}-name`}>{say('display-name')}</label>
        <input
          id={`${id}-name`}
          name="display_name"
          required
          maxLength={100}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={`${id}-note`}>{say('bio')}</label>
        <textarea
          id={`${id}-note`}
          name="note"
          maxLength={2000}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={`${id}-avatar`}>{say('picture')}</label>
        <input id={`${id}-avatar`} name="avatar" type="file" accept="image/png,image/jpeg,image/webp" />
      </div>
      <div class="row">
        <button type="submit" class="button button-primary" disabled={busy} aria-busy={busy}>
          {say('save')}
        </button>
      </div>
    </form>
  );
}
