import { useEffect, useId, useState } from 'preact/hooks';
import type { Finding, Outcome } from '../../../../../policies/index.ts';
import type { TriedDraft } from '../../../../policy-sets/drafting.ts';
import { post } from '../../api/call.ts';
import { useReturns } from '../../api/connection.ts';
import { useFailure } from '../../api/use-failure.ts';
import { wordsOf } from '../../api/use-load.ts';
import { OutcomeBadge } from '../../ui/outcome-badge.tsx';
import { Failure } from '../../ui/states.tsx';
import { base64Of } from './base64.ts';
import { type Changes, pauseMs } from './draft.ts';

/** Bytes of a file that the server takes for a try. */
const mostBytes = 10 * 1024 * 1024;

interface Attached {
  readonly name: string;
  /** Base64. */
  readonly content: string;
}

/** What the set that is being written says of a post, while it is typed. The post is kept nowhere. */
export function TryIt({ from, files }: { readonly from: string; readonly files: Changes }) {
  const [text, setText] = useState('');
  const [zone, setZone] = useState('public');
  const [file, setFile] = useState<Attached>();
  const [tried, setTried] = useState<{ readonly text: string; readonly answer: TriedDraft }>();
  const { failure, fail, clear } = useFailure(wordsOf);
  const id = useId();
  const returns = useReturns();
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      if (text === '' && !file) return setTried(undefined);
      const asked = { from, files, text, zone, ...(file && { file }) };
      post<TriedDraft>('/policy-sets/try', asked, controller.signal).then(
        (answer) => {
          setTried({ text, answer });
          clear();
        },
        (error: unknown) => {
          if (!controller.signal.aborted) fail(error);
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [from, files, text, zone, file, returns]);
  const attach = (given: File | undefined): void => {
    if (!given) return;
    clear();
    if (given.size > mostBytes) return fail(new Error(`${given.name} is larger than 10 MiB.`));
    base64Of(given).then((content) => setFile({ name: given.name, content }), fail);
  };
  return (
    <div class="stack">
      <div class="field">
        <label for={`${id}-text`}>A post, as somebody might write it</label>
        <textarea
          id={`${id}-text`}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onPaste={(event) => attach(event.clipboardData?.files[0])}
        />
      </div>
      {file ? (
        <div class="row row-between">
          <span class="iri">with {file.name}</span>
          <button type="button" class="button button-small" onClick={() => setFile(undefined)}>
            Take it off
          </button>
        </div>
      ) : (
        <div class="field">
          <label for={`${id}-file`}>A picture or a document with it</label>
          <input id={`${id}-file`} type="file" onChange={(event) => attach(event.currentTarget.files?.[0])} />
        </div>
      )}
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
  const { outcome, reasons, read } = answer;
  const findings = reasons.flatMap((reason) => reason.findings);
  return (
    <>
      <p class="row">
        It would be <OutcomeBadge outcome={outcome as Outcome} />
      </p>
      {text !== '' && (
        <blockquote class="post">
          <Highlighted text={text} findings={findings.filter(({ field }) => field === '/text')} />
        </blockquote>
      )}
      {read.map(({ field, text: said }) => (
        <ReadInFile key={field} field={field} text={said} findings={findings.filter((one) => one.field === field)} />
      ))}
      <ul class="reasons">
        {reasons.map(({ policy, title, outcome: what, guidance, observed, findings: found }) => (
          <li key={policy}>
            <span class="row">
              <strong>{title}</strong> <OutcomeBadge outcome={what} />
              {observed && <span class="badge">only observed</span>}
            </span>
            {guidance !== '' && <div class="muted">{guidance}</div>}
            <div class="small muted">
              {found.map(({ entity, confidence }) => `${entity} (${confidence})`).join(', ')}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

interface ReadProps {
  /** `attachment[0].ocr` and the like. */
  readonly field: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

function ReadInFile({ field, text, findings }: ReadProps) {
  const part = /\.(\w+)/.exec(field)?.[1];
  if (part === 'name' && findings.length === 0) return null;
  const where = part === 'name' ? 'The name of the file' : part === 'ocr' ? 'Seen in the picture' : 'Read in the file';
  return (
    <blockquote class="post">
      <span class="muted small">{where}</span>
      {'\n'}
      <Highlighted text={text} findings={findings} />
    </blockquote>
  );
}

/** The text with everything marked that a policy found; what several found is marked once. */
function Highlighted({ text, findings }: { readonly text: string; readonly findings: readonly Finding[] }) {
  const inText = findings.toSorted((a, b) => a.start - b.start);
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
