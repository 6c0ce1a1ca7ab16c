import { useEffect, useId, useState } from 'preact/hooks';
import type { Finding, Outcome } from '../../../../../policies/index.ts';
import type { TriedDraft } from '../../../../policy-sets/drafting.ts';
import { post } from '../../api/call.ts';
import { wordsOf } from '../../api/use-load.ts';
import { OutcomeBadge } from '../../ui/outcome-badge.tsx';
import { Failure } from '../../ui/states.tsx';
import { type Changes, pauseMs } from './draft.ts';

/** What the set that is being written says of a text, while it is typed. The text is kept nowhere. */
export function TryIt({ from, files }: { readonly from: string; readonly files: Changes }) {
  const [text, setText] = useState('');
  const [zone, setZone] = useState('public');
  const [tried, setTried] = useState<{ readonly text: string; readonly answer: TriedDraft }>();
  const [failure, setFailure] = useState<string>();
  const id = useId();
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      if (text === '') return setTried(undefined);
      post<TriedDraft>('/policy-sets/try', { from, files, text, zone }, controller.signal).then(
        (answer) => {
          setTried({ text, answer });
          setFailure(undefined);
        },
        (error: unknown) => {
          if (!controller.signal.aborted) setFailure(wordsOf(error));
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [from, files, text, zone]);
  return (
    <div class="stack">
      <div class="field">
        <label for={`${id}-text`}>A post, as somebody might write it</label>
        <textarea id={`${id}-text`} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </div>
      <div class="field">
        <label for={`${id}-zone`}>Who would see it</label>
        <select id={`${id}-zone`} value={zone} onChange={(event) => setZone(event.currentTarget.value)}>
          <option value="public">everyone</option>
          <option value="addressed">outsiders who are named, and followers</option>
        </select>
      </div>
      <Failure message={failure} />
      <div aria-live="polite" class="stack">
        {tried && <Answer text={tried.text} answer={tried.answer} />}
      </div>
    </div>
  );
}

function Answer({ text, answer }: { readonly text: string; readonly answer: TriedDraft }) {
  if (answer.kind === 'broken') return <p class="notice notice-warning">Correct the files first: see the problems.</p>;
  const { outcome, reasons } = answer;
  return (
    <>
      <p class="row">
        It would be <OutcomeBadge outcome={outcome as Outcome} />
      </p>
      <blockquote class="post">
        <Highlighted text={text} findings={reasons.flatMap(({ findings }) => findings)} />
      </blockquote>
      <ul class="reasons">
        {reasons.map(({ policy, title, outcome: what, guidance, observed, findings }) => (
          <li key={policy}>
            <span class="row">
              <strong>{title}</strong> <OutcomeBadge outcome={what} />
              {observed && <span class="badge">only observed</span>}
            </span>
            {guidance !== '' && <div class="muted">{guidance}</div>}
            <div class="small muted">
              {findings.map(({ entity, confidence }) => `${entity} (${confidence})`).join(', ')}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The text with everything marked that a policy found; what several found is marked once. */
function Highlighted({ text, findings }: { readonly text: string; readonly findings: readonly Finding[] }) {
  const inText = findings.filter(({ field }) => field === '/text').sort((a, b) => a.start - b.start);
  const parts = [];
  let at = 0;
  for (const { start, end, entity } of inText) {
    if (end <= at) continue;
    const first = Math.max(start, at);
    parts.push(text.slice(at, first), <mark title={entity}>{text.slice(first, end)}</mark>);
    at = end;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
