import type { RefObject } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { Mark } from '../../../../mastodon/checking.ts';
import { failureOf } from '../api/ask.ts';
import type { Status } from '../api/entities.ts';
import { isHeld } from '../post/zone.tsx';
import { toast } from '../shell/toast.tsx';
import { addOwn } from '../store/feeds.ts';
import { say, type TextName } from '../texts/say.ts';
import { AudienceFields } from './audience.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { choicesOf, formOf, isEmpty, longest, type Place } from './draft.ts';
import { Files } from './files.tsx';
import { Findings } from './findings.tsx';
import { MarkedArea } from './marked-area.tsx';
import { PollFields } from './poll-fields.tsx';
import { Tools } from './tools.tsx';
import { describe } from './upload.ts';
import { type CheckedPost, useCheck } from './use-check.ts';
import { useDraft } from './use-draft.ts';
import { usePosting } from './use-posting.ts';
import { OutsideView, VerdictLine } from './verdict.tsx';

interface Composing {
  readonly place: Place;
  readonly label: TextName;
  readonly action: TextName;
  /** The post whose text this changes. */
  readonly editing?: string;
  readonly onPosted?: (status: Status) => void;
}

/** Where posts are written. While somebody types it says what the policies would, and keeps the draft whatever comes. */
export function Composer({ place, label, action, editing, onPosted }: Composing) {
  const { draft, change, clear, kept, uploading, addFiles } = useDraft(place);
  const check = useCheck(draft, place);
  const [warned, setWarned] = useState(false);
  const [over, setOver] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const target =
    editing === undefined
      ? ({ method: 'POST', path: '/api/v1/statuses' } as const)
      : ({ method: 'PUT', path: `/api/v1/statuses/${editing}` } as const);
  const posting = usePosting(target, (status) => {
    clear();
    setWarned(false);
    if (editing === undefined && place.replyTo === undefined) addOwn(status);
    toast(<Said status={status} said={check.said} />);
    onPosted?.(status);
  });
  const left = longest - draft.text.length - (draft.warning?.length ?? 0);
  const empty = isEmpty(draft, place);
  const submit = (): void => {
    if (empty || left < 0 || posting.busy || uploading !== undefined) return;
    const undescribed = draft.files.findIndex(({ description }) => description.trim() === '');
    if (undescribed !== -1 && !warned) {
      setWarned(true);
      form.current?.querySelectorAll<HTMLElement>('[data-alt]')[undescribed]?.focus();
      return;
    }
    posting.send(formOf(draft, place));
  };
  return (
    <form
      ref={form}
      class={over ? 'composer composer-over' : 'composer'}
      data-composer
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void addFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {draft.warning !== undefined && (
        <div class="field">
          <label for={`${id}-warning`}>{say('warning-label')}</label>
          <input
            id={`${id}-warning`}
            value={draft.warning}
            onInput={(event) => change({ ...draft, warning: event.currentTarget.value })}
          />
        </div>
      )}
      <div class="field">
        <label for={`${id}-text`}>{say(label)}</label>
        <MarkedArea
          id={`${id}-text`}
          area={area}
          text={draft.text}
          marks={check.marks}
          describedBy={`${id}-verdict`}
          onText={(text) => change({ ...draft, text })}
          onFiles={(files) => void addFiles(files)}
          onSend={submit}
        />
      </div>
      <VerdictLine id={`${id}-verdict`} check={check} />
      {check.said && !empty && (
        <>
          <Findings
            draft={draft}
            marks={check.marks}
            said={check.said}
            onShow={(mark) => select(area, mark)}
            onChange={change}
          />
          <div class="row row-between">
            <OutsideView said={check.said} />
            {isStopped(check.said) && choicesOf(place).includes('private') && (
              <button
                type="button"
                class="button button-small"
                onClick={() => change({ ...draft, visibility: 'private' })}
              >
                {say('keep-inside')}
              </button>
            )}
          </div>
        </>
      )}
      <Files
        files={draft.files}
        onChange={(files) => change({ ...draft, files })}
        onDescribed={(file) => {
          describe(file, draft.as).catch((error: unknown) => toast(failureOf(error)));
        }}
      />
      <div role="status">
        {uploading !== undefined && <p class="muted small">{say('uploading', { name: uploading })}</p>}
        {over && <p class="muted small">{say('drop-here')}</p>}
      </div>
      {draft.poll && <PollFields poll={draft.poll} onChange={(poll) => change({ ...draft, poll })} />}
      {editing === undefined && <AudienceFields draft={draft} place={place} onChange={change} />}
      {warned && draft.files.some(({ description }) => description.trim() === '') && (
        <p class="notice notice-warning" role="alert">
          {say('alt-missing')}
        </p>
      )}
      {posting.failure !== undefined && (
        <p class="notice notice-danger" role="alert">
          {posting.failure}
        </p>
      )}
      <div class="row row-between composer-foot">
        <Tools
          draft={draft}
          editing={editing !== undefined}
          onChange={change}
          onFiles={(files) => void addFiles(files)}
        />
        <div class="row">
          {left < 500 && (
            <span class="small muted">
              {left < 0 ? say('too-long', { n: String(-left) }) : say('left', { n: String(left) })}
            </span>
          )}
          {!empty && kept && editing === undefined && (
            <button type="button" class="button button-quiet button-small" onClick={clear} title={say('draft-kept')}>
              {say('discard')}
            </button>
          )}
          <button
            type="submit"
            class="button button-primary"
            disabled={empty || left < 0 || posting.busy || uploading !== undefined}
          >
            {say(action)}
          </button>
        </div>
      </div>
      {posting.question && (
        <ConfirmDialog
          question={posting.question}
          onYes={(justification) => posting.send(formOf(draft, place), justification === '' ? {} : { justification })}
          onReview={() => posting.send(formOf(draft, place), { for_review: true })}
          onClose={posting.drop}
        />
      )}
    </form>
  );
}

function select(area: RefObject<HTMLTextAreaElement | null>, { start, end }: Mark): void {
  area.current?.focus();
  area.current?.setSelectionRange(start, end);
}

function isStopped({ outcome }: CheckedPost): boolean {
  return outcome === 'block' || outcome === 'hold' || outcome === 'confirm';
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
