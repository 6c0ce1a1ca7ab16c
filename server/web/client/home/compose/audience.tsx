import { useId } from 'preact/hooks';
import type { AudienceName } from '../api/entities.ts';
import { self } from '../api/self.ts';
import { audienceHint, audienceTitle } from '../texts/audiences.ts';
import { say } from '../texts/say.ts';
import { choicesOf, type Draft, type Place } from './draft.ts';

/** Who will see a post, and in whose name it is said. */
export function AudienceFields({
  draft,
  place,
  onChange,
}: {
  readonly draft: Draft;
  readonly place: Place;
  readonly onChange: (draft: Draft) => void;
}) {
  const id = useId();
  const { visibility, as } = draft;
  const named = self.speaksAs.find(({ name }) => name === as);
  return (
    <div class="audience">
      {self.speaksAs.length > 0 && !place.fixed && (
        <div class="field">
          <label for={`${id}-as`}>{say('post-as')}</label>
          <select
            id={`${id}-as`}
            value={as}
            aria-describedby={`${id}-as-hint`}
            // Files belong to the account that they were uploaded for.
            disabled={draft.files.length > 0}
            onChange={(event) => onChange({ ...draft, as: event.currentTarget.value })}
          >
            <option value="">{say('post-as-self', { name: self.account.display })}</option>
            {self.speaksAs.map(({ name, display }) => (
              <option key={name} value={name}>
                {display}
              </option>
            ))}
          </select>
          <p id={`${id}-as-hint`} class="muted small">
            {named && say('as-hint', { name: named.display })}
          </p>
        </div>
      )}
      <div class="field">
        <label for={`${id}-zone`}>{say('who-sees')}</label>
        <select
          id={`${id}-zone`}
          value={visibility}
          aria-describedby={`${id}-hint`}
          disabled={place.fixed}
          onChange={(event) => onChange({ ...draft, visibility: event.currentTarget.value as AudienceName })}
        >
          {choicesOf(place).map((one) => (
            <option key={one} value={one}>
              {audienceTitle(one)}
            </option>
          ))}
        </select>
        <p id={`${id}-hint`} class="muted small">
          {audienceHint(visibility)}
        </p>
      </div>
    </div>
  );
}
