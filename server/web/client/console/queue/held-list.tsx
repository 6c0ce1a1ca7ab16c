import { useEffect, useRef } from 'preact/hooks';
import type { HeldPost } from '../../../../review/held-post.ts';
import { boot } from '../../api/boot.ts';
import { useWindow } from '../../ui/use-window.ts';
import { distanceOf, personOf } from '../../ui/words.ts';
import type { Settled } from './review-actions.tsx';

interface HeldListProps {
  readonly items: readonly HeldPost[];
  readonly more: boolean;
  readonly current: string | undefined;
  /** Ids of those that are selected; absent for whoever may only look. */
  readonly marked: ReadonlySet<string> | undefined;
  /** What became of the post that was decided on last. */
  readonly last: Settled | undefined;
  readonly onMark: (id: string) => void;
  readonly onMore: () => void;
  readonly onOpen: (id: string) => void;
}

/** Height of a row in CSS pixels, as in queue.css. */
const height = 92;

/** A listbox of which only what is in sight is in the document, so ten thousand scroll like ten. */
export function HeldList({ items, more, current, marked, last, onMark, onMore, onOpen }: HeldListProps) {
  const list = useRef<HTMLDivElement>(null);
  const { first, end } = useWindow(list, { rows: items.length, height });
  const chosen = items.findIndex(({ id }) => id === current);
  useEffect(() => {
    if (more && end >= items.length - 20) onMore();
  }, [more, end, items.length, onMore]);
  const move = (event: KeyboardEvent): void => {
    if (event.key === ' ' && marked && current !== undefined) {
      event.preventDefault();
      onMark(current);
      return;
    }
    const to = target(event.key, chosen, items.length);
    const item = to === undefined ? undefined : items[to];
    if (to === undefined || !item) return;
    event.preventDefault();
    onOpen(item.id);
    const element = list.current;
    if (!element) return;
    if (to * height < element.scrollTop) element.scrollTop = to * height;
    const below = (to + 1) * height - element.clientHeight;
    if (below > element.scrollTop) element.scrollTop = below;
  };
  return (
    <div class="card card-flush queue-list">
      <p class="card-head muted small" role="status">
        {items.length}
        {more ? '+' : ''} {items.length === 1 ? 'post waits' : 'posts wait'}
        {last !== undefined && ` · the last one was ${last}`}
      </p>
      <div
        ref={list}
        class="queue-rows"
        role="listbox"
        tabIndex={0}
        aria-label="Held posts"
        aria-multiselectable={marked !== undefined}
        aria-activedescendant={chosen >= first && chosen < end ? `held-${items[chosen]?.id}` : undefined}
        onKeyDown={move}
      >
        <div role="presentation" style={{ height: `${items.length * height}px` }}>
          <div role="presentation" style={{ transform: `translateY(${first * height}px)` }}>
            {items.slice(first, end).map((item, n) => (
              <Row
                key={item.id}
                item={item}
                place={first + n}
                of={items.length}
                chosen={item.id === current}
                marked={marked?.has(item.id)}
                onMark={onMark}
                onOpen={onOpen}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

function Row({
  item,
  place,
  of,
  chosen,
  marked,
  onMark,
  onOpen,
}: {
  readonly item: HeldPost;
  readonly place: number;
  readonly of: number;
  readonly chosen: boolean;
  readonly marked: boolean | undefined;
  readonly onMark: (id: string) => void;
  readonly onOpen: (id: string) => void;
}) {
  const [strictest] = item.reasons;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox takes the keys (ARIA practices, listbox)
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus and names its active option
    <div
      id={`held-${item.id}`}
      class="queue-row"
      role="option"
      aria-selected={chosen}
      aria-checked={marked}
      aria-posinset={place + 1}
      aria-setsize={of}
      onClick={() => onOpen(item.id)}
    >
      <div class="row row-between">
        <strong>{personOf(item.sentBy)}</strong>
        <span class="row">
          <span class="muted small">{distanceOf(item.heldAt)}</span>
          {marked !== undefined && (
            <span
              class="queue-tick"
              aria-hidden="true"
              onClick={(event) => {
                event.stopPropagation();
                onMark(item.id);
              }}
            >
              {marked ? '☑' : '☐'}
            </span>
          )}
        </span>
      </div>
      <div class="queue-title">{strictest?.title ?? 'could not be checked'}</div>
      <div class="row small muted">
        {item.tiers > 1 && (
          <span>
            {item.approvedBy.length} of {item.tiers} approved
          </span>
        )}
        {item.sentBy === boot.account.actor && <span>yours</span>}
        {item.expiresAt !== undefined && <span>ends {distanceOf(item.expiresAt)}</span>}
      </div>
    </div>
  );
}

function target(key: string, chosen: number, count: number): number | undefined {
  if (key === 'ArrowDown' || key === 'j') return Math.min(count - 1, chosen + 1);
  if (key === 'ArrowUp' || key === 'k') return Math.max(0, chosen - 1);
  if (key === 'PageDown') return Math.min(count - 1, chosen + 8);
  if (key === 'PageUp') return Math.max(0, chosen - 8);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return key === 'Enter' ? Math.max(0, chosen) : undefined;
}
