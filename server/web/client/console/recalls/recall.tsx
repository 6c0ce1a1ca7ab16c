import { useRoute } from 'preact-iso';
import type { Recall as Recalled } from '../../../../../federation/ports/index.ts';
import type { Recounted } from '../../../../recall/recalling.ts';
import { useLoad } from '../../api/use-load.ts';
import { usePolling } from '../../api/use-polling.ts';
import { Empty, Loaded } from '../../ui/states.tsx';
import { dateOf, zoneOf } from '../../ui/words.ts';

type Shown = Recalled & { readonly items: readonly Recounted[]; readonly next?: string };

const stands: Readonly<Record<Recounted['servers'][number]['stands'], string>> = {
  sent: 'info',
  retried: 'warning',
  acknowledged: 'success',
  unreached: 'danger',
};

/** One recall: how far it is, and server by server what was sent and answered. */
export function Recall() {
  const { params } = useRoute();
  const load = useLoad<Shown>(`/recalls/${encodeURIComponent(params['id'] ?? '')}`);
  const running = load.state === 'loaded' && load.value.state === 'running';
  const { reload } = load;
  usePolling(running, reload, 1000);
  return (
    <div class="page">
      <Loaded load={load}>{(recall) => <Report recall={recall} />}</Loaded>
    </div>
  );
}

function Report({ recall }: { readonly recall: Shown }) {
  const { startedAt, reason, state, dryRun, tally, total, items, next } = recall;
  return (
    <>
      <header class="page-head">
        <div>
          <p class="small">
            <a href="/console/recalls">Recalls</a>
          </p>
          <h1>Recall of {dateOf(startedAt)}</h1>
          <p class="muted">
            {reason} {dryRun && '(only looked: nothing was withdrawn or sent)'}
          </p>
        </div>
      </header>
      {state === 'running' && (
        <section class="card stack stack-tight" role="status">
          <label for="progress">
            {tally.looked} of {total}
          </label>
          <progress id="progress" value={tally.looked} max={Math.max(total, 1)} />
        </section>
      )}
      {items.length === 0 && (
        <div class="card">
          <Empty title="Everything that it looked at stands" />
        </div>
      )}
      {items.map(({ subject, zone, outcome, policies, servers }) => (
        <section key={`${subject} ${zone}`} class="card stack stack-tight" aria-label={subject}>
          <h2 class="mono">{subject}</h2>
          <p>
            {outcome}, seen by {zoneOf(zone)} · <span class="muted mono small">{policies.join(', ')}</span>
          </p>
          {servers.length > 0 && (
            <ul class="reasons">
              {servers.map((server) => (
                <li key={server.inbox}>
                  {server.host} <span class={`badge badge-${stands[server.stands]}`}>{server.stands}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
      {next !== undefined && <p class="muted">There is more; the API lists all of it.</p>}
    </>
  );
}
