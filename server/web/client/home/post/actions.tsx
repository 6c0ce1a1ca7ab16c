import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { failureOf } from '../api/ask.ts';
import type { Status } from '../api/entities.ts';
import { Icon, type IconName } from '../shell/icons.tsx';
import { toast } from '../shell/toast.tsx';
import { say, type TextName } from '../texts/say.ts';
import { isOn, type Toggle, toggle } from './acts.ts';
import { Menu, type Writing } from './menu.tsx';
import { isHeld } from './zone.tsx';

/** What a reader can do with a post. Keys press these very buttons, by their `data-act`. */
export function Actions({ status, onWrite }: { readonly status: Status; readonly onWrite: (what: Writing) => void }) {
  const { route } = useLocation();
  const held = isHeld(status);
  const boostable = status.visibility === 'public' || status.visibility === 'unlisted';
  return (
    <div class="acts">
      {!held && (
        <>
          <button type="button" class="act" data-act="reply" onClick={() => route(`/home/posts/${status.id}?reply`)}>
            <Icon name="reply" />
            <span class="visually-hidden">{say('reply')}</span>
            <Count n={status.replies_count} />
          </button>
          {boostable && <Act status={status} act="reblog" label="boost" icon="boost" n={status.reblogs_count} />}
          <Act status={status} act="favourite" label="favourite" icon="favourite" n={status.favourites_count} />
          <Act status={status} act="bookmark" label="bookmark" icon="bookmark" n={0} />
        </>
      )}
      <Menu status={status} onWrite={onWrite} />
    </div>
  );
}

function Act({
  status,
  act,
  label,
  icon,
  n,
}: {
  readonly status: Status;
  readonly act: Toggle;
  readonly label: TextName;
  readonly icon: IconName;
  readonly n: number;
}) {
  const [busy, setBusy] = useState(false);
  const on = isOn(status, act);
  const press = (): void => {
    setBusy(true);
    toggle(status, act)
      .catch((error: unknown) => toast(failureOf(error)))
      .finally(() => setBusy(false));
  };
  return (
    <button type="button" class={`act act-${act}`} data-act={label} aria-pressed={on} aria-busy={busy} onClick={press}>
      <Icon name={icon} filled={on && act !== 'reblog'} />
      <span class="visually-hidden">{say(label)}</span>
      <Count n={n} />
    </button>
  );
}

function Count({ n }: { readonly n: number }) {
  return n > 0 ? <span class="act-count">{n}</span> : null;
}
