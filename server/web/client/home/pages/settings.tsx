import { useId, useState } from 'preact/hooks';
import { ask, failureOf, useAsk } from '../api/ask.ts';
import type { Account } from '../api/entities.ts';
import { self } from '../api/self.ts';
import { Page } from '../shell/page.tsx';
import { Shown } from '../shell/states.tsx';
import { toast } from '../shell/toast.tsx';
import {
  type Appearance,
  appearance,
  appearances,
  chooseAppearance,
  chooseShortcuts,
  hasShortcuts,
} from '../store/choices.ts';
import { type Language, languageNames, say, spoken } from '../texts/say.ts';
import { NotificationChoices } from './notification-choices.tsx';
import { Sessions } from './sessions.tsx';

export function Settings() {
  return (
    <Page title={say('settings')}>
      <Look />
      <ProfileSettings />
      <NotificationChoices />
      <Sessions />
    </Page>
  );
}

/** How the app looks and speaks, and what is usual for new posts. */
function Look() {
  const id = useId();
  const [chosen, setChosen] = useState(appearance());
  const [keys, setKeys] = useState(hasShortcuts());
  const [visibility, setVisibility] = useState(self.visibility);
  const save = (source: object): Promise<unknown> =>
    ask('PATCH', '/api/v1/accounts/update_credentials', { body: { source } });
  const chooseLanguage = (language: Language): void => {
    save({ language }).then(
      () => location.reload(),
      (error: unknown) => toast(failureOf(error)),
    );
  };
  const chooseVisibility = (privacy: typeof visibility): void => {
    setVisibility(privacy);
    save({ privacy }).then(
      () => toast(say('saved')),
      (error: unknown) => toast(failureOf(error)),
    );
  };
  return (
    <section class="card stack" aria-labelledby={`${id}-look`}>
      <h2 id={`${id}-look`}>{say('appearance')}</h2>
      <div class="columns settings-columns">
        <div class="field">
          <label for={`${id}-language`}>{say('language')}</label>
          <select
            id={`${id}-language`}
            value={spoken()}
            onChange={(event) => chooseLanguage(event.currentTarget.value as Language)}
          >
            {Object.entries(languageNames).map(([code, name]) => (
              <option key={code} value={code} lang={code}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={`${id}-appearance`}>{say('appearance')}</label>
          <select
            id={`${id}-appearance`}
            value={chosen}
            onChange={(event) => {
              const wanted = event.currentTarget.value as Appearance;
              setChosen(wanted);
              chooseAppearance(wanted);
            }}
          >
            {appearances.map((one) => (
              <option key={one} value={one}>
                {say(one)}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={`${id}-zone`}>{say('usual-zone')}</label>
          <select
            id={`${id}-zone`}
            value={visibility}
            onChange={(event) => chooseVisibility(event.currentTarget.value as typeof visibility)}
          >
            {(['public', 'unlisted', 'private'] as const).map((one) => (
              <option key={one} value={one}>
                {say(`zone-${one}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <label class="row">
        <input
          type="checkbox"
          checked={keys}
          onChange={(event) => {
            setKeys(event.currentTarget.checked);
            chooseShortcuts(event.currentTarget.checked);
          }}
        />
        {say('keys-setting')}
      </label>
    </section>
  );
}

interface OwnAccount extends Account {
  readonly source: { readonly note: string };
}

function ProfileSettings() {
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
  const id = useId();
  const save = (event: Event): void => {
    event.preventDefault();
    const body = new FormData(event.currentTarget as HTMLFormElement);
    const picture = body.get('avatar');
    if (picture instanceof File && picture.size === 0) body.delete('avatar');
    ask('PATCH', '/api/v1/accounts/update_credentials', { body }).then(
      () => {
        setFailure(undefined);
        toast(say('saved'));
      },
      (error: unknown) => setFailure(failureOf(error)),
    );
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
        <button type="submit" class="button button-primary">
          {say('save')}
        </button>
      </div>
    </form>
  );
}
