import type { HostState, QueueState } from '../../../../deliveries/operating.ts';
import { hasRole } from '../../api/boot.ts';
import { useLoad } from '../../api/use-load.ts';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { Empty, Failure, Loaded } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { dateOf, distanceOf } from '../../ui/words.ts';
import { useAct } from '../use-act.ts';

type Settle = (act: 'retry' | 'drop', host: string) => void;

/** What waits to go out, host by host, and what can be done about it. */
export function Deliveries() {
  const load = useLoad<QueueState>('/deliveries');
  const { failure, act } = useAct(load.reload);
  const settle: Settle = (what, host) => act(`/deliveries/${what}`, { host });
  return (
    <section class="card card-flush" aria-labelledby="deliveries">
      <div class="card-head row row-between">
        <h2 id="deliveries">Deliveries</h2>
        <button type="button" class="button button-small" onClick={load.reload}>
          Look again
        </button>
      </div>
      <Failure message={failure} />
      <Loaded load={load}>
        {(queue) => (
          <>
            <p class="card-foot muted small" role="status">
              {queue.waiting} waiting{queue.oldest !== undefined && `, the oldest since ${distanceOf(queue.oldest)}`} ·{' '}
              {queue.inFlight} on their way · {queue.givenUp} given up · {queue.inbound} came in and wait
            </p>
            {queue.hosts.length === 0 ? (
              <Empty title="Nothing waits, and every host takes what it is sent" />
            ) : (
              <Hosts hosts={queue.hosts} settle={settle} />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Hosts({ hosts, settle }: { readonly hosts: readonly HostState[]; readonly settle: Settle }) {
  return (
    <ScrollX label="Deliveries by host">
      <table>
        <TableHead columns={['Host', 'State', 'Waiting', 'Oldest', 'Last error']} act="Retry or drop" />
        <tbody>
          {hosts.map((host) => (
            <Host key={host.host} state={host} settle={settle} />
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

function Host({ state, settle }: { readonly state: HostState; readonly settle: Settle }) {
  const { host, queue, lastError } = state;
  return (
    <tr>
      <th scope="row">{host}</th>
      <td>
        {stateWords[state.state]}
        <div class="muted small">{untilOf(state)}</div>
      </td>
      <td>
        {queue?.waiting ?? 0}
        {queue !== undefined && queue.inFlight > 0 && ` + ${queue.inFlight} on their way`}
      </td>
      <td>{queue && distanceOf(queue.oldest)}</td>
      <td>{lastError}</td>
      <td>
        {hasRole('admin') && (
          <span class="row">
            <button type="button" class="button button-small" onClick={() => settle('retry', host)}>
              Try again<span class="visually-hidden"> to deliver to {host}</span>
            </button>
            {queue && (
              <button type="button" class="button button-danger button-small" onClick={() => settle('drop', host)}>
                Drop<span class="visually-hidden"> what waits for {host}</span>
              </button>
            )}
          </span>
        )}
      </td>
    </tr>
  );
}

const stateWords: Readonly<Record<HostState['state'], string>> = {
  fine: 'takes what it is sent',
  failing: 'fails at times',
  rests: 'failed, left alone for a while',
  dead: 'gone, asked once a day',
};

function untilOf({ restsUntil, deadSince, failingDays }: HostState): string {
  if (restsUntil !== undefined) return `until ${dateOf(restsUntil)}`;
  if (deadSince !== undefined) return `since ${dateOf(deadSince)}`;
  return failingDays.length > 0 ? `failed on ${failingDays.length} ${failingDays.length === 1 ? 'day' : 'days'}` : '';
}
