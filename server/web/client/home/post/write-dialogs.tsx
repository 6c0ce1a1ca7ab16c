import { Dialog } from '../../ui/dialog.tsx';
import { useAsk } from '../api/ask.ts';
import type { Status } from '../api/entities.ts';
import { Composer } from '../compose/composer.tsx';
import { type Place, widestAnswer } from '../compose/draft.ts';
import { Shown } from '../shell/states.tsx';
import { keep } from '../store/statuses.ts';
import { say } from '../texts/say.ts';
import { Content } from './content.tsx';
import { contentOf } from './zone.tsx';

interface Source {
  readonly text: string;
  readonly spoiler_text: string;
}

/** A post as its author typed it, to be changed. */
export function EditDialog({ status, onClose }: { readonly status: Status; readonly onClose: () => void }) {
  const asked = useAsk<Source>(`/api/v1/statuses/${status.id}/source`);
  return (
    <Dialog title={say('edit')} onClose={onClose}>
      <Shown asked={asked}>
        {(source) => (
          <Composer
            place={placeOf(status, source)}
            label="compose-label"
            action="save"
            editing={status.id}
            onPosted={(changed) => {
              keep(changed);
              onClose();
            }}
          />
        )}
      </Shown>
      <button type="button" class="button button-quiet" onClick={onClose}>
        {say('cancel')}
      </button>
    </Dialog>
  );
}

/** Something said on a post, with the post in it. */
export function QuoteDialog({ status, onClose }: { readonly status: Status; readonly onClose: () => void }) {
  const place: Place = { name: `quote ${status.id}`, quotes: status.id, widest: widestAnswer(status) };
  return (
    <Dialog title={say('quote')} onClose={onClose}>
      <blockquote class="quote small">
        <strong>{status.account.display_name}</strong>
        <Content html={contentOf(status)} known={status} />
      </blockquote>
      <Composer place={place} label="compose-label" action="post" onPosted={onClose} />
      <button type="button" class="button button-quiet" onClick={onClose}>
        {say('cancel')}
      </button>
    </Dialog>
  );
}

function placeOf(status: Status, { text, spoiler_text: warning }: Source): Place {
  const { media_attachments: media } = status;
  const { visibility } = status.portico;
  const files = media.map(({ id, description, preview_url: preview }) => {
    const words = description ?? '';
    return { id, name: words || id, description: words, ...(preview !== null && { preview }) };
  });
  const start = { text, visibility, files, ...(warning !== '' && { warning }) };
  return { name: `edit ${status.id} ${status.edited_at ?? ''}`, widest: visibility, fixed: true, start };
}
