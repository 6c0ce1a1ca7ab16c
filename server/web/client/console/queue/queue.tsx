import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { hasRole } from '../../api/boot.ts';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Bulk } from './bulk.tsx';
import { HeldList } from './held-list.tsx';
import { HeldPostView } from './held-post.tsx';
import type { Settled } from './review-actions.tsx';
import { useHolds } from './use-holds.ts';
import { useMarks } from './use-marks.ts';

/** The review queue: what waits on the left, the one that is looked at on the right. */
export function Queue() {
  const { params } = useRoute();
  const { route } = useLocation();
  const holds = useHolds();
  const marks = useMarks();
  const [last, setLast] = useState<Settled>();
  const id = params['id'];
  const open = (next: string | undefined): void => route(`/console/queue${next === undefined ? '' : `/${next}`}`, true);
  return (
    <div class="page page-wide">
      <header class="page-head">
        <div>
          <h1>Review queue</h1>
          <p class="muted">What policies hold, oldest first. Nothing here has left.</p>
        </div>
        <button type="button" class="button" onClick={holds.reload}>
          Look again
        </button>
      </header>
      <Loaded load={holds}>
        {(items) =>
          items.length === 0 ? (
            <div class="card">
              <Empty title="Nothing waits">
                <p>Posts that a policy holds appear here.</p>
              </Empty>
            </div>
          ) : (
            <div class="queue">
              <HeldList
                items={items}
                more={holds.more}
                current={id}
                marked={hasRole('reviewer') ? marks.marked : undefined}
                last={last}
                onMark={marks.toggle}
                onMore={holds.next}
                onOpen={open}
              />
              {marks.marked.size > 0 ? (
                <Bulk
                  posts={items.filter((item) => marks.marked.has(item.id))}
                  onUnmark={marks.toggle}
                  onDone={(settled) => {
                    settled.forEach(holds.drop);
                    marks.clear();
                    open(undefined);
                  }}
                />
              ) : id === undefined ? (
                <div class="card queue-empty">
                  <Empty title="Choose a post">
                    <p>
                      Move with <kbd>↑</kbd> <kbd>↓</kbd>, select several with <kbd>Space</kbd>.
                    </p>
                  </Empty>
                </div>
              ) : (
                <HeldPostView
                  key={id}
                  id={id}
                  onSettled={(how) => {
                    setLast(how);
                    const at = items.findIndex((item) => item.id === id);
                    holds.drop(id);
                    open((items[at + 1] ?? items[at - 1])?.id);
                  }}
                />
              )}
            </div>
          )
        }
      </Loaded>
    </div>
  );
}
