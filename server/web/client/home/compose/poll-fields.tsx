import { say, sayCount } from '../texts/say.ts';
import type { DraftPoll } from './draft.ts';

const mostOptions = 8;
const lengths = [1, 6, 24, 72, 168];

export const newPoll: DraftPoll = { options: ['', ''], multiple: false, hours: 24 };

export function PollFields({
  poll,
  onChange,
}: {
  readonly poll: DraftPoll;
  readonly onChange: (poll: DraftPoll) => void;
}) {
  const { options, multiple, hours } = poll;
  const type = (index: number, text: string): void =>
    onChange({ ...poll, options: options.map((option, at) => (at === index ? text : option)) });
  return (
    <fieldset class="poll-fields">
      <legend class="label">{say('add-poll')}</legend>
      {options.map((option, index) => (
        <input
          key={index}
          value={option}
          maxLength={100}
          aria-label={say('option', { n: String(index + 1) })}
          placeholder={say('option', { n: String(index + 1) })}
          onInput={(event) => type(index, event.currentTarget.value)}
        />
      ))}
      <div class="row">
        {options.length < mostOptions && (
          <button
            type="button"
            class="button button-small"
            onClick={() => onChange({ ...poll, options: [...options, ''] })}
          >
            {say('add-option')}
          </button>
        )}
        <label class="row">
          <input
            type="checkbox"
            checked={multiple}
            onChange={(event) => onChange({ ...poll, multiple: event.currentTarget.checked })}
          />
          {say('poll-multiple')}
        </label>
        <label class="row">
          {say('poll-ends')}
          <select value={hours} onChange={(event) => onChange({ ...poll, hours: Number(event.currentTarget.value) })}>
            {lengths.map((n) => (
              <option key={n} value={n}>
                {n < 24 ? sayCount('hours', n) : sayCount('days', n / 24)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </fieldset>
  );
}
