import { say, type TextName } from '../texts/say.ts';
import { Tools } from './tools.tsx';
import type { Composing } from './use-composing.tsx';

/** From here on it is said how many letters are left. */
const fewLeft = 500;

/** What can go with a draft, what is left of it, and the way to post it. */
export function Foot({
  composing,
  action,
  editing,
}: {
  readonly composing: Composing;
  readonly action: TextName;
  readonly editing: boolean;
}) {
  const { draft, change, clear, kept, empty, left, ready, addFiles } = composing;
  return (
    <div class="row row-between composer-foot">
      <Tools draft={draft} editing={editing} onChange={change} onFiles={(files) => void addFiles(files)} />
      <div class="row">
        {left < fewLeft && (
          <span class="small muted">
            {left < 0 ? say('too-long', { n: String(-left) }) : say('left', { n: String(left) })}
          </span>
        )}
        {!empty && kept && !editing && (
          <button type="button" class="button button-quiet button-small" onClick={clear} title={say('draft-kept')}>
            {say('discard')}
          </button>
        )}
        <button type="submit" class="button button-primary" disabled={!ready}>
          {say(action)}
        </button>
      </div>
    </div>
  );
}
