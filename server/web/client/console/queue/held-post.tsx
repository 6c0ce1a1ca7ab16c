import { useState } from 'preact/hooks';
import type { JsonObject } from '../../../../../policies/index.ts';
import type { HeldPost } from '../../../../review/held-post.ts';
import type { ShownPost } from '../../../../review/reviewing.ts';
import { boot, hasRole } from '../../api/boot.ts';
import { post } from '../../api/call.ts';
import { useLoad, wordsOf } from '../../api/use-load.ts';
import { Failure, Loaded } from '../../ui/states.tsx';
import { dateOf, distanceOf, personOf, zoneOf } from '../../ui/words.ts';
import { ReviewActions, type Settled } from './review-actions.tsx';
import { Words } from './words.tsx';

/** One held post: what it says as far as that may be seen, why it is held, and what can be done about it. */
export function HeldPostView({ id, onSettled }: { readonly id: string; readonly onSettled: (how: Settled) => void }) {
  const load = useLoad<ShownPost>(`/holds/${encodeURIComponent(id)}`);
  return (
    <section class="card stack queue-post" aria-label="Held post">
      <Loaded load={load}>{(shown) => <Shown shown={shown} onSettled={onSettled} reload={load.reload} />}</Loaded>
    </section>
  );
}

function Shown({
  shown,
  onSettled,
  reload,
}: {
  readonly shown: ShownPost;
  readonly onSettled: (how: Settled) => void;
  readonly reload: () => void;
}) {
  const { post: held } = shown;
  const [draft, setDraft] = useState<JsonObject>();
  const [failure, setFailure] = useState<string>();
  const reveal = (): void => {
    setFailure(undefined);
    post<{ readonly draft: JsonObject }>(`/holds/${encodeURIComponent(held.id)}/reveal`).then(
      (revealed) => setDraft(revealed.draft),
      (error: unknown) => setFailure(wordsOf(error)),
    );
  };
  return (
    <>
      <header class="row row-between">
        <div>
          <h2>{personOf(held.sentBy)}</h2>
          <p class="muted small">
            to {zoneOf(held.zone)} · held {distanceOf(held.heldAt)} ({dateOf(held.heldAt)})
          </p>
        </div>
        {draft === undefined ? (
          <button type="button" class="button button-small" onClick={reveal}>
            Reveal what it says
          </button>
        ) : (
          <button type="button" class="button button-small" onClick={() => setDraft(undefined)}>
            Mask again
          </button>
        )}
      </header>
      <Failure message={failure} />
      {draft !== undefined && (
        <p class="notice notice-warning small">You see it as it was written. That is on record.</p>
      )}
      <Words document={draft ?? shown.masked} />
      <Facts held={held} />
      {hasRole('reviewer') && (
        <ReviewActions
          held={held}
          digest={shown.digest}
          own={held.sentBy === boot.account.actor || held.actor === boot.account.actor}
          onSettled={onSettled}
          onChanged={reload}
        />
      )}
    </>
  );
}

function Facts({ held }: { readonly held: HeldPost }) {
  return (
    <>
      <div class="stack stack-tight">
        <h3>Why it is held</h3>
        <ul class="reasons">
          {held.reasons.map(({ policy, title, guidance }) => (
            <li key={policy}>
              <strong>{title}</strong> <span class="muted small mono">{policy}</span>
              {guidance !== '' && <div class="muted">{guidance}</div>}
            </li>
          ))}
          {held.cause !== 'policy' && <li>It could not be checked. It goes on by itself once it can be.</li>}
        </ul>
      </div>
      {held.justification !== undefined && (
        <div class="stack stack-tight">
          <h3>What its author says</h3>
          <blockquote class="said">{held.justification}</blockquote>
        </div>
      )}
      <Talk held={held} />
      {held.tiers > 1 && (
        <p>
          Needs {held.tiers} approvals. {held.approvedBy.length + held.redactedBy.length === 0 && 'None yet.'}
          {held.approvedBy.length > 0 && `Approved by ${held.approvedBy.map(personOf).join(', ')}. `}
          {held.redactedBy.length > 0 && `To be released redacted: ${held.redactedBy.map(personOf).join(', ')}.`}
        </p>
      )}
      {held.expiresAt !== undefined && (
        <p class="muted small">Given up {distanceOf(held.expiresAt)} if nobody decides.</p>
      )}
    </>
  );
}

/** What reviewers ask and its author answers, as it was said. */
function Talk({ held: { questions, answers } }: { readonly held: HeldPost }) {
  if (questions.length + answers.length === 0) return null;
  const said = [
    ...questions.map((one) => ({ ...one, verb: 'asks' })),
    ...answers.map((one) => ({ ...one, verb: 'answers' })),
  ].sort((a, b) => a.at - b.at);
  return (
    <div class="stack stack-tight">
      <h3>Questions and answers</h3>
      <ol class="talk">
        {said.map(({ by, at, note, verb }) => (
          <li key={`${at} ${note}`} class={verb === 'answers' ? 'talk-answer' : undefined}>
            <span class="muted small">
              {personOf(by)} {verb}, {distanceOf(at)}
            </span>
            <div>{note}</div>
          </li>
        ))}
      </ol>
    </div>
  );
}
