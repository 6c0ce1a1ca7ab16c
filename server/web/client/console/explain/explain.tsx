import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Explanation } from '../../../../policy-sets/explain.ts';
import { hasRole } from '../../api/boot.ts';
import { useLoad } from '../../api/use-load.ts';
import { OutcomeBadge } from '../../ui/outcome-badge.tsx';
import { Loaded } from '../../ui/states.tsx';
import { dateOf, personOf, short, zoneOf } from '../../ui/words.ts';

/** Why a post was held, changed or let go, and what the set in force says of it today. */
export function Explain() {
  const { query, route } = useLocation();
  const asked = query['post'] ?? '';
  const [post, setPost] = useState(asked);
  const submit = (event: Event): void => {
    event.preventDefault();
    route(`/console/explain?post=${encodeURIComponent(post.trim())}`);
  };
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1>Why was it held?</h1>
          <p class="muted">The decisions on a post: which policies spoke, and what they said.</p>
        </div>
      </header>
      <form class="card row" onSubmit={submit}>
        <div class="field grow">
          <label for="post">Address or id of a post, an activity or a hold</label>
          <input id="post" value={post} required onInput={(event) => setPost(event.currentTarget.value)} />
        </div>
        <button type="submit" class="button button-primary explain-go">
          Explain
        </button>
      </form>
      {asked !== '' && <Answer key={asked} post={asked} />}
    </div>
  );
}

function Answer({ post }: { readonly post: string }) {
  const load = useLoad<Explanation>(`/explanations?post=${encodeURIComponent(post)}`);
  return <Loaded load={load}>{(explanation) => <Shown explanation={explanation} />}</Loaded>;
}

function Shown({ explanation }: { readonly explanation: Explanation }) {
  const { decisions, reviews, today } = explanation;
  return (
    <>
      {decisions.map(({ id, zone, decidedAt, verdict }) => (
        <section key={id} class="card stack stack-tight" aria-label={`Decision of ${dateOf(decidedAt)}`}>
          <h2 class="row">
            <OutcomeBadge outcome={verdict.outcome} /> on its way to {zoneOf(zone)}
          </h2>
          <p class="muted small">
            {dateOf(decidedAt)}, by the set <span class="mono">{short(verdict.setVersion)}</span>
          </p>
          <Reasons verdict={verdict} />
        </section>
      ))}
      {today && (
        <section class="card stack stack-tight" aria-label="Today">
          <h2 class="row">
            Today it would be <OutcomeBadge outcome={today.outcome} />
          </h2>
          <Reasons verdict={today} />
        </section>
      )}
      {reviews.length > 0 && (
        <section class="card stack stack-tight" aria-label="Reviews">
          <h2>Reviews</h2>
          <ul class="reasons">
            {reviews.map(({ id, act, by, at, note }) => (
              <li key={id}>
                {act} by {personOf(by)}, {dateOf(at)}
                {note !== undefined && <div class="muted">{note}</div>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Reasons({ verdict }: { readonly verdict: Explanation['decisions'][number]['verdict'] }) {
  if (verdict.reasons.length === 0) return <p>No policy had anything to say.</p>;
  return (
    <ul class="reasons">
      {verdict.reasons.map(({ policy, title, outcome, guidance, observed, approved, findings }) => (
        <li key={policy}>
          <span class="row">
            <strong>{title}</strong> <OutcomeBadge outcome={outcome} />
            {observed && <span class="badge">only observed</span>}
            {approved && <span class="badge badge-success">approved</span>}
            {hasRole('policy-editor') && <span class="muted small mono">{policy}</span>}
          </span>
          {guidance !== '' && <div class="muted">{guidance}</div>}
          <div class="small muted">
            {findings.map(({ entity, field, confidence }) => `${entity} in ${field} (${confidence})`).join(', ')}
          </div>
        </li>
      ))}
    </ul>
  );
}
