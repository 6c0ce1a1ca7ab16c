import { useState } from 'preact/hooks';
import type { ListKind } from '../../../../moderation/domain-lists/entry.ts';
import type { Subscription } from '../../../../ports/subscription.ts';
import { hasRole } from '../../api/boot.ts';
import { get } from '../../api/call.ts';
import { useLoad, wordsOf } from '../../api/use-load.ts';
import { Empty, Failure, Loaded } from '../../ui/states.tsx';
import { dateOf } from '../../ui/words.ts';
import { save } from '../save.ts';
import { useAct } from '../use-act.ts';
import { ImportForm } from './import-form.tsx';
import { SubscribeForm } from './subscribe-form.tsx';

/** Lists of domains: brought in, handed out, and followed elsewhere. */
export function Lists({ onChanged }: { readonly onChanged: () => void }) {
  const load = useLoad<{ readonly lists: readonly Subscription[] }>('/domain-lists');
  const [adding, setAdding] = useState<'import' | 'subscribe'>();
  const [failure, setFailure] = useState<string>();
  const hand = (kind: ListKind): void => {
    get<{ readonly list: string }>(`/domain-lists/export?kind=${kind}&form=csv`).then(
      ({ list }) => save(`domain-${kind}list.csv`, list, 'text/csv'),
      (error: unknown) => setFailure(wordsOf(error)),
    );
  };
  const changed = (): void => {
    load.reload();
    onChanged();
  };
  return (
    <section class="card card-flush" aria-labelledby="lists">
      <div class="card-head row row-between">
        <h2 id="lists">Lists of domains</h2>
        <span class="row">
          <button type="button" class="button button-small" onClick={() => hand('block')}>
            Download blocks
          </button>
          <button type="button" class="button button-small" onClick={() => hand('allow')}>
            Download allowed ones
          </button>
          {hasRole('admin') && (
            <>
              <button type="button" class="button button-small" onClick={() => setAdding('import')}>
                Import a list
              </button>
              <button type="button" class="button button-small" onClick={() => setAdding('subscribe')}>
                Subscribe to a list
              </button>
            </>
          )}
        </span>
      </div>
      <Failure message={failure} />
      <Loaded load={load}>{({ lists }) => <Subscriptions lists={lists} onChanged={changed} />}</Loaded>
      {adding === 'import' && <ImportForm onDone={onChanged} onClose={() => setAdding(undefined)} />}
      {adding === 'subscribe' && <SubscribeForm onDone={changed} onClose={() => setAdding(undefined)} />}
    </section>
  );
}

function Subscriptions({
  lists,
  onChanged,
}: {
  readonly lists: readonly Subscription[];
  readonly onChanged: () => void;
}) {
  const { failure, act } = useAct(onChanged);
  if (lists.length === 0) return <Empty title="No list is subscribed to" />;
  return (
    <>
      <Failure message={failure} />
      <ol class="history">
        {lists.map((list) => (
          <li key={list.id} class="row row-between">
            <div>
              <strong>{list.title}</strong>{' '}
              <span class="muted small">
                {list.kind === 'block' ? 'closes' : 'allows'} · priority {list.priority}
                {list.dryRun && ' · only looked at'}
              </span>
              <div class="muted small mono iri">{list.url}</div>
              <div class="muted small">{runWords(list)}</div>
            </div>
            {hasRole('admin') && (
              <button
                type="button"
                class="button button-small"
                onClick={() => act(`/domain-lists/${encodeURIComponent(list.id)}/remove`)}
              >
                End<span class="visually-hidden"> the subscription to {list.title}</span>
              </button>
            )}
          </li>
        ))}
      </ol>
      {hasRole('admin') && (
        <div class="row card-foot">
          <button type="button" class="button button-small" onClick={() => act('/domain-lists/run', { dryRun: false })}>
            Read them all again
          </button>
        </div>
      )}
    </>
  );
}

function runWords({ lastRun }: Subscription): string {
  if (!lastRun) return 'not read yet';
  const { kind, at, added, changed, removed, skipped, reason } = lastRun;
  if (kind === 'failed') return `failed ${dateOf(at)}: ${reason ?? 'no reason given'}`;
  const counts = `${added} added, ${changed} changed, ${removed} removed, ${skipped} skipped`;
  return `${kind === 'tried' ? 'looked at' : 'read'} ${dateOf(at)}: ${counts}`;
}
