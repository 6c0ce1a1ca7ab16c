import type { HeldPost } from '../../../../review/held-post.ts';
import type { ShownPost } from '../../../../review/reviewing.ts';
import { boot } from '../../api/boot.ts';
import { personOf, zoneOf } from '../../ui/words.ts';
import type { Result } from './decide-on.ts';
import { Words } from './words.tsx';

/** One of several selected posts: what would leave, why it is held, and what came of the decision. */
export function Selected({
  held,
  shown,
  result,
  onUnmark,
}: {
  readonly held: HeldPost;
  readonly shown: ShownPost | string | undefined;
  readonly result: Result | undefined;
  readonly onUnmark: ((id: string) => void) | undefined;
}) {
  const author = personOf(held.sentBy);
  const own = held.sentBy === boot.account.actor || held.actor === boot.account.actor;
  return (
    <li class="stack stack-tight">
      <div class="row row-between">
        <span>
          <strong>{author}</strong> <span class="muted small">to {zoneOf(held.zone)}</span>
        </span>
        {result && <span class={`badge badge-${result.settled ? 'success' : 'warning'}`}>{result.words}</span>}
        {onUnmark && (
          <button type="button" class="button button-small" onClick={() => onUnmark(held.id)}>
            Leave out<span class="visually-hidden"> what {author} wrote</span>
          </button>
        )}
      </div>
      <div class="small">{held.reasons.map(({ title }) => title).join('; ') || 'could not be checked'}</div>
      {typeof shown === 'string' && <p class="notice small">{shown}</p>}
      {typeof shown === 'object' && <Words document={shown.masked} />}
      {own && !result && <p class="notice small">This is yours: another reviewer has to approve it.</p>}
    </li>
  );
}
