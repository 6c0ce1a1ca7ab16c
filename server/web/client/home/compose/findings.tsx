import type { Mark } from '../../../../mastodon/checking.ts';
import { say } from '../texts/say.ts';
import type { Draft } from './draft.ts';
import { replaced, textAt } from './marks.ts';
import type { CheckedPost } from './use-check.ts';

interface Found {
  readonly draft: Draft;
  readonly marks: readonly Mark[];
  readonly said: CheckedPost;
  readonly onShow: (mark: Mark) => void;
  readonly onChange: (draft: Draft) => void;
}

/** What policies say: each with its guidance, with what it found, and with what could stand there instead. */
export function Findings({ draft, marks, said, onShow, onChange }: Found) {
  if (said.reasons.length === 0 && marks.length === 0) return null;
  const policies = new Map<string, { readonly title: string; readonly guidance: string }>();
  for (const { policy, title, guidance } of said.reasons) policies.set(policy, { title, guidance });
  for (const { policy } of marks) if (!policies.has(policy)) policies.set(policy, { title: policy, guidance: '' });
  return (
    <ul class="findings" aria-label={say('found')}>
      {[...policies].map(([policy, { title, guidance }]) => (
        <li key={policy} class="stack stack-tight">
          <div>
            <strong>{title}</strong>
            {guidance !== '' && <p class="small">{guidance}</p>}
          </div>
          {marks
            .filter((mark) => mark.policy === policy)
            .map((mark) => (
              <Fix key={`${mark.field} ${mark.start}`} mark={mark} draft={draft} onShow={onShow} onChange={onChange} />
            ))}
        </li>
      ))}
    </ul>
  );
}

function Fix({
  mark,
  draft,
  onShow,
  onChange,
}: Pick<Found, 'draft' | 'onShow' | 'onChange'> & { readonly mark: Mark }) {
  const text = textAt(draft, mark.field).slice(mark.start, mark.end);
  const shape = mark.outcome === 'block' || mark.outcome === 'hold' ? 'finding-text strict' : 'finding-text';
  return (
    <div class="row finding">
      {mark.field === 'status' ? (
        <button type="button" class={shape} title={say('show-in-text')} onClick={() => onShow(mark)}>
          {text}
        </button>
      ) : (
        <span class={shape}>{text}</span>
      )}
      <button type="button" class="button button-small" onClick={() => onChange(replaced(draft, mark, mark.instead))}>
        {mark.instead === '' ? say('take-out') : say('use-instead', { text: mark.instead })}
      </button>
    </div>
  );
}
