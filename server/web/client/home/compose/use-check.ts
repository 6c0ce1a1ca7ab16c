import { useEffect, useState } from 'preact/hooks';
import type { Checked, Mark } from '../../../../mastodon/checking.ts';
import { post } from '../../api/call.ts';
import { useReturns } from '../../api/connection.ts';
import { type Draft, formOf, isEmpty, type Place } from './draft.ts';
import { carried } from './marks.ts';

export type CheckedPost = Extract<Checked, { kind: 'checked' }>;

export interface Check {
  readonly busy: boolean;
  /** The server could not say. */
  readonly failed: boolean;
  /** What was said last; its marks are moved along with what was typed since. */
  readonly said?: CheckedPost;
  readonly marks: readonly Mark[];
}

const pauseMs = 350;
const most = 5000;

/** What the policies say of a draft, asked whenever its author pauses. */
export function useCheck(draft: Draft, place: Place): Check {
  const [last, setLast] = useState<{ readonly said?: CheckedPost; readonly text: string }>({ text: '' });
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const asked = askedOf(draft, place);
  const returns = useReturns();
  useEffect(() => {
    if (asked === undefined) {
      setLast({ text: '' });
      setBusy(false);
      return undefined;
    }
    const controller = new AbortController();
    setBusy(true);
    const timer = setTimeout(() => {
      post<Checked>('/check', JSON.parse(asked) as object, controller.signal).then(
        (answer) => {
          setLast({ text: draft.text, ...(answer.kind === 'checked' && { said: answer }) });
          setFailed(answer.kind === 'refused');
          setBusy(false);
        },
        () => {
          if (controller.signal.aborted) return;
          setFailed(true);
          setBusy(false);
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
    // `asked` says all of the draft that matters.
  }, [asked, returns]);
  const marks = last.said ? carried(last.said.marks, last.text, draft.text) : [];
  return { busy, failed, marks, ...(last.said && { said: last.said }) };
}

function askedOf(draft: Draft, place: Place): string | undefined {
  const { poll, ...form } = formOf(draft, place) as { poll?: { options: string[]; multiple: boolean } };
  if (isEmpty(draft, place) || draft.text.length + (draft.warning?.length ?? 0) > most) return undefined;
  return JSON.stringify({ ...form, ...(poll && { poll: { options: poll.options, multiple: poll.multiple } }) });
}
