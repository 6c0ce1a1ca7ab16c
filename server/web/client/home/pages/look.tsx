import { useState } from 'preact/hooks';
import { ask, failureOf } from '../api/ask.ts';
import { self } from '../api/self.ts';
import { toast } from '../shell/toast.tsx';
import { appearance, appearances, chooseAppearance, chooseShortcuts, hasShortcuts } from '../store/choices.ts';
import { type Language, languageNames, say, spoken } from '../texts/say.ts';
import { Choice } from './choice.tsx';

const languages = Object.entries(languageNames) as [Language, string][];
const zones = ['public', 'unlisted', 'private'] as const;

/** How the app looks and speaks, and what is usual for new posts. */
export function Look() {
  return (
    <section class="card stack" aria-label={say('appearance')}>
      <h2>{say('appearance')}</h2>
      <div class="columns settings-columns">
        <Choice
          label={say('language')}
          value={spoken()}
          options={languages.map(([value, words]) => ({ value, words, lang: value }))}
          onChoose={(language) => save({ language }, () => location.reload())}
        />
        <AppearanceChoice />
        <UsualZone />
      </div>
      <Shortcuts />
    </section>
  );
}

/** With the account, so that every client of its owner has it. */
function save(source: object, then: () => void): void {
  ask('PATCH', '/api/v1/accounts/update_credentials', { body: { source } }).then(then, (error: unknown) =>
    toast(failureOf(error)),
  );
}

function AppearanceChoice() {
  const [chosen, setChosen] = useState(appearance());
  return (
    <Choice
      label={say('appearance')}
      value={chosen}
      options={appearances.map((value) => ({ value, words: say(value) }))}
      onChoose={(wanted) => {
        setChosen(wanted);
        chooseAppearance(wanted);
      }}
    />
  );
}

function UsualZone() {
  const [visibility, setVisibility] = useState(self.visibility);
  return (
    <Choice
      label={say('usual-zone')}
      value={visibility}
      options={zones.map((value) => ({ value, words: say(`zone-${value}`) }))}
      onChoose={(privacy) => {
        setVisibility(privacy);
        save({ privacy }, () => toast(say('saved')));
      }}
    />
  );
}

function Shortcuts() {
  const [on, setOn] = useState(hasShortcuts());
  return (
    <label class="row">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => {
          setOn(event.currentTarget.checked);
          chooseShortcuts(event.currentTarget.checked);
        }}
      />
      {say('keys-setting')}
    </label>
  );
}
