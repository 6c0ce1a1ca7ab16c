import { useRef, useState } from 'preact/hooks';
import { CallFailed } from '../../api/call.ts';
import { useFailure } from '../../api/use-failure.ts';
import { ask, failureOf } from '../api/ask.ts';
import type { Status } from '../api/entities.ts';
import type { Question } from './confirm-dialog.tsx';

/** What comes with a post that its author was asked about. */
export interface Answered {
  readonly justification?: string;
  readonly for_review?: boolean;
}

export interface Posting {
  readonly busy: boolean;
  readonly failure?: string;
  /** The server wants the author's word. */
  readonly question?: Question;
  readonly send: (form: object, answered?: Answered) => void;
  readonly drop: () => void;
}

/**
 * Sends a form; what comes back is a post, a question, or a failure. A form that is sent again as it was has the same key,
 * so that what arrived without an answer is not there twice.
 */
export function usePosting(
  { method, path }: { readonly method: 'POST' | 'PUT'; readonly path: string },
  onPosted: (status: Status) => void,
): Posting {
  const [busy, setBusy] = useState(false);
  const { failure, fail, clear } = useFailure(failureOf);
  const [question, setQuestion] = useState<Question>();
  const sent = useRef({ body: '', key: '' });
  const send = (form: object, answered: Answered = {}): void => {
    const body = { ...form, ...answered };
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: crypto.randomUUID() };
    setBusy(true);
    clear();
    ask<Status>(method, path, { body, headers: { 'Idempotency-Key': sent.current.key } })
      .then(
        (status) => {
          setQuestion(undefined);
          onPosted(status);
        },
        (error: unknown) => {
          const asked = questionIn(error);
          setQuestion(asked);
          if (!asked) fail(error);
        },
      )
      .finally(() => setBusy(false));
  };
  const drop = (): void => setQuestion(undefined);
  return { busy, send, drop, ...(failure !== undefined && { failure }), ...(question && { question }) };
}

function questionIn(error: unknown): Question | undefined {
  if (!(error instanceof CallFailed)) return undefined;
  const told = error.problem['portico'] as { outcome?: string; justification?: boolean } | undefined;
  if (told?.outcome !== 'confirm') return undefined;
  return { error: error.message, justification: told.justification === true };
}
