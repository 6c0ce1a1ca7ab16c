import { useId, useRef } from 'preact/hooks';
import type { Mark } from '../../../../mastodon/checking.ts';
import { failureOf } from '../api/ask.ts';
import type { Status } from '../api/entities.ts';
import { toast } from '../shell/toast.tsx';
import { say, type TextName } from '../texts/say.ts';
import { AudienceFields } from './audience.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { Place } from './draft.ts';
import { DropForm } from './drop-form.tsx';
import { Files } from './files.tsx';
import { Foot } from './foot.tsx';
import { MarkedArea } from './marked-area.tsx';
import { PollFields } from './poll-fields.tsx';
import { describe } from './upload.ts';
import { type Composing, useComposing } from './use-composing.tsx';
import { VerdictLine, WhatPoliciesSay } from './verdict.tsx';

interface Composed {
  readonly place: Place;
  readonly label: TextName;
  readonly action: TextName;
  /** The post whose text this changes. */
  readonly editing?: string;
  readonly onPosted?: (status: Status) => void;
}

/** Where posts are written. While somebody types it says what the policies would, and keeps the draft whatever comes. */
export function Composer({ place, label, action, editing, onPosted }: Composed) {
  const composing = useComposing(place, editing, onPosted);
  const { draft, change, form, submit, addFiles, uploading } = composing;
  return (
    <DropForm form={form} onSubmit={submit} onFiles={(files) => void addFiles(files)}>
      <Texts composing={composing} place={place} label={label} />
      <Files
        files={draft.files}
        onChange={(files) => change({ ...draft, files })}
        onDescribed={(file) => {
          describe(file, draft.as).catch((error: unknown) => toast(failureOf(error)));
        }}
      />
      <div role="status">
        {uploading !== undefined && <p class="muted small">{say('uploading', { name: uploading })}</p>}
      </div>
      {draft.poll && <PollFields poll={draft.poll} onChange={(poll) => change({ ...draft, poll })} />}
      {editing === undefined && <AudienceFields draft={draft} place={place} onChange={change} />}
      <Troubles composing={composing} />
      <Foot composing={composing} action={action} editing={editing !== undefined} />
      <Question composing={composing} />
    </DropForm>
  );
}

function Texts({ composing, place, label }: Pick<Composed, 'place' | 'label'> & { readonly composing: Composing }) {
  const { draft, change, check, submit, addFiles, empty } = composing;
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const show = ({ start, end }: Mark): void => {
    area.current?.focus();
    area.current?.setSelectionRange(start, end);
  };
  return (
    <>
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
      {!empty && <WhatPoliciesSay check={check} draft={draft} place={place} onShow={show} onChange={change} />}
    </>
  );
}

/** What keeps it from being sent. */
function Troubles({ composing: { undescribed, posting } }: { readonly composing: Composing }) {
  return (
    <>
      {undescribed && (
        <p class="notice notice-warning" role="alert">
          {say('alt-missing')}
        </p>
      )}
      {posting.failure !== undefined && (
        <p class="notice notice-danger" role="alert">
          {posting.failure}
        </p>
      )}
    </>
  );
}

function Question({ composing: { posting, answer } }: { readonly composing: Composing }) {
  if (!posting.question) return null;
  return (
    <ConfirmDialog
      question={posting.question}
      onYes={(justification) => answer(justification === '' ? {} : { justification })}
      onReview={() => answer({ for_review: true })}
      onClose={posting.drop}
    />
  );
}
