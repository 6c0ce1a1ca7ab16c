import type { Waiting } from '../../../../moderation/queue.ts';
import { hasRole } from '../../api/boot.ts';
import { useLoad } from '../../api/use-load.ts';
import { plainOf } from '../../ui/masked-text.tsx';
import { Empty, Failure, Loaded } from '../../ui/states.tsx';
import { dateOf, distanceOf } from '../../ui/words.ts';
import { useAct } from '../use-act.ts';

interface Queue {
  readonly waiting: readonly Waiting[];
  readonly count: number;
}

/** Posts from outside that wait for a moderator, with what made them wait. */
export function WaitingPosts() {
  const load = useLoad<Queue>('/moderation/queue');
  const { failure, act } = useAct(load.reload);
  return (
    <section class="card card-flush" aria-labelledby="waiting">
      <h2 id="waiting">Posts from outside</h2>
      <Failure message={failure} />
      <Loaded load={load}>
        {({ waiting, count }) => (
          <>
            <p class="card-foot muted small" role="status">
              {count} {count === 1 ? 'post waits' : 'posts wait'}
              {count > waiting.length && `; the oldest ${waiting.length} are here`}
            </p>
            {count === 0 && <Empty title="Nothing waits" />}
            <ol class="history">
              {waiting.map((post) => (
                <One key={post.id} post={post} act={act} />
              ))}
            </ol>
          </>
        )}
      </Loaded>
    </section>
  );
}

function One({ post, act }: { readonly post: Waiting; readonly act: (path: string) => void }) {
  const { id, actor, heldAt, summary, content, score, signals, object, activity, type } = post;
  const root = `/moderation/queue/${encodeURIComponent(id)}`;
  return (
    <li class="stack stack-tight">
      <div class="iri">
        <strong>{actor}</strong>{' '}
        <span class="muted small">
          {type} · came {distanceOf(heldAt)} ({dateOf(heldAt)})
        </span>
      </div>
      <blockquote class="post">
        {summary !== '' && <p class="post-head">{plainOf(summary)}</p>}
        <p>{plainOf(content) || <span class="muted">It has no text.</span>}</p>
      </blockquote>
      <div class="small">
        Why it waits: {signals.map(({ signal, points }) => `${signal} (${points})`).join(', ')}; together {score}
      </div>
      <div class="muted small mono iri">{object ?? activity}</div>
      {hasRole('moderator') && (
        <div class="row">
          <button type="button" class="button button-small" onClick={() => act(`${root}/let-in`)}>
            Let in<span class="visually-hidden"> the post of {actor}</span>
          </button>
          <button type="button" class="button button-danger button-small" onClick={() => act(`${root}/reject`)}>
            Refuse<span class="visually-hidden"> the post of {actor}</span>
          </button>
        </div>
      )}
    </li>
  );
}
