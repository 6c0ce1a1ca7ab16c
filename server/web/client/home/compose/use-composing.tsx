import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Status } from '../api/entities.ts';
import { isHeld } from '../post/zone.tsx';
import { toast } from '../shell/toast.tsx';
import { addOwn } from '../store/feeds.ts';
import { say } from '../texts/say.ts';
import { formOf, isEmpty, longest, type Place } from './draft.ts';
import { type Check, type CheckedPost, useCheck } from './use-check.ts';
import { type Drafting, useDraft } from './use-draft.ts';
import { type Answered, type Posting, usePosting } from './use-posting.ts';

export interface Composing extends Drafting {
  readonly check: Check;
  readonly posting: Posting;
  readonly empty: boolean;
  /** Letters that it may still have; less than none where it has too many. */
  readonly left: number;
  /** Whether it can be sent as it is. */
  readonly ready: boolean;
  /** A file has no description, and its author was told. */
  readonly undescribed: boolean;
  readonly form: RefObject<HTMLFormElement | null>;
  readonly submit: () => void;
  readonly answer: (answered: Answered) => void;
}

/** A draft, what the policies say of it, and its way to the server. */
export function useComposing(
  place: Place,
  editing: string | undefined,
  onPosted?: (status: Status) => void,
): Composing {
  const drafting = useDraft(place);
  const { draft, clear, uploading } = drafting;
  const check = useCheck(draft, place);
  const [told, setTold] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const posting = usePosting(targetOf(editing), (status) => {
    clear();
    setTold(false);
    if (editing === undefined && place.replyTo === undefined) addOwn(status);
    toast(<Said status={status} said={check.said} />);
    onPosted?.(status);
  });
  const left = longest - draft.text.length - (draft.warning?.length ?? 0);
  const empty = isEmpty(draft, place);
  const ready = !empty && left >= 0 && !posting.busy && uploading === undefined;
  const undescribed = draft.files.findIndex(({ description }) => description.trim() === '');
  const answer = (answered: Answered): void => posting.send(formOf(draft, place), answered);
  const submit = (): void => {
    if (!ready) return;
    if (undescribed === -1 || told) return answer({});
    setTold(true);
    form.current?.querySelectorAll<HTMLElement>('[data-alt]')[undescribed]?.focus();
  };
  const state = { check, posting, empty, left, ready, undescribed: told && undescribed !== -1 };
  return { ...drafting, ...state, form, submit, answer };
}

function targetOf(editing: string | undefined): { readonly method: 'POST' | 'PUT'; readonly path: string } {
  const path = '/api/v1/statuses';
  return editing === undefined ? { method: 'POST', path } : { method: 'PUT', path: `${path}/${editing}` };
}

/** What became of it. */
function Said({ status, said }: { readonly status: Status; readonly said: CheckedPost | undefined }) {
  if (isHeld(status)) {
    return (
      <>
        {say('held')} <a href={`/home/posts/${status.id}`}>{say('held-look')}</a>
      </>
    );
  }
  return <>{say(said?.outcome === 'redact' ? 'posted-redacted' : 'posted')}</>;
}
