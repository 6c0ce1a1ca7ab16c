import type { Mark } from '../../../../mastodon/checking.ts';
import { outcomeTones } from '../../ui/words.ts';
import type { AudienceName } from '../api/entities.ts';
import { Content } from '../post/content.tsx';
import { partnerOf } from '../texts/audiences.ts';
import { say, type TextName } from '../texts/say.ts';
import { choicesOf, type Draft, type Place } from './draft.ts';
import { Findings } from './findings.tsx';
import type { Check, CheckedPost } from './use-check.ts';

/** One line that says what posting would come to. It stands always, so that a screen reader tells its changes. */
export function VerdictLine({ check, id }: { readonly check: Check; readonly id: string }) {
  const { busy, failed, said } = check;
  const tone = said && !failed && !isInside(said) ? outcomeTones[said.outcome] : 'success';
  return (
    <p id={id} class="verdict-line small" role="status">
      {failed ? (
        <span class="badge badge-warning">{say('check-off')}</span>
      ) : said ? (
        <span class={`badge badge-${tone}`}>{wordsOf(said)}</span>
      ) : (
        busy && <span class="muted">{say('checking')}</span>
      )}
    </p>
  );
}

function isInside({ zone }: CheckedPost): boolean {
  return zone === 'internal';
}

function wordsOf(said: CheckedPost): string {
  if (said.keptInside) return say('kept-inside');
  if (said.narrowed) return say('narrowed');
  if (isInside(said)) return say('inside');
  return say(`would-${said.outcome}` satisfies TextName);
}

/** The post as readers outside would have it. */
function OutsideView({ said, audience }: { readonly said: CheckedPost; readonly audience: AudienceName }) {
  const { outside, zone } = said;
  return (
    <details class="outside">
      <summary>{viewedBy(audience)}</summary>
      {zone === 'internal' ? (
        <p class="muted">{say('outside-nothing')}</p>
      ) : outside ? (
        <div class="outside-post">
          {outside.summary !== '' && <strong>{outside.summary}</strong>}
          <Content html={outside.content} />
          {outside.descriptions.map((text) => (
            <p key={text} class="muted small">
              {text === '' ? say('no-description') : text}
            </p>
          ))}
        </div>
      ) : (
        <p class="muted">{say('outside-stopped')}</p>
      )}
    </details>
  );
}

/** Whose eyes the preview has: each zone has a rendition of its own. */
function viewedBy(audience: AudienceName): string {
  const zone = partnerOf(audience);
  if (zone !== undefined) return say('outside-view-partner', { name: zone });
  return say(audience === 'followers' || audience === 'direct' ? 'outside-view-addressed' : 'outside-view');
}

/** What policies find and advise, how it reads outside, and the way to keep it inside where it may not leave. */
export function WhatPoliciesSay({
  check: { said, marks },
  draft,
  place,
  onShow,
  onChange,
}: {
  readonly check: Check;
  readonly draft: Draft;
  readonly place: Place;
  readonly onShow: (mark: Mark) => void;
  readonly onChange: (draft: Draft) => void;
}) {
  if (!said) return null;
  const stopped = said.outcome === 'block' || said.outcome === 'hold' || said.outcome === 'confirm';
  return (
    <>
      <Findings draft={draft} marks={marks} said={said} onShow={onShow} onChange={onChange} />
      <div class="row row-between">
        <OutsideView said={said} audience={draft.visibility} />
        {stopped && choicesOf(place).includes('private') && (
          <button
            type="button"
            class="button button-small"
            onClick={() => onChange({ ...draft, visibility: 'private' })}
          >
            {say('keep-inside')}
          </button>
        )}
      </div>
    </>
  );
}
