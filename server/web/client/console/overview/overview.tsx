import type { Overview as Numbers, PolicyCount } from '../../../../overview/overview.ts';
import { hasRole } from '../../api/boot.ts';
import { useLoad } from '../../api/use-load.ts';
import { OutcomeBadge } from '../../ui/outcome-badge.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { dateOf, distanceOf } from '../../ui/words.ts';
import { Chart } from './chart.tsx';
import { series, totalOf } from './series.ts';
import { Zones } from './zones.tsx';

/** What left, what did not, and what waits. */
export function Overview() {
  const load = useLoad<Numbers>('/overview');
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1>Overview</h1>
          <p class="muted">What crossed the gate in the last two weeks.</p>
        </div>
        <button type="button" class="button" onClick={load.reload}>
          Look again
        </button>
      </header>
      <Loaded load={load}>{(numbers) => <Shown numbers={numbers} />}</Loaded>
    </div>
  );
}

function Shown({ numbers }: { readonly numbers: Numbers }) {
  const { days, policies, zones, waiting, deliveries, inbound, at } = numbers;
  return (
    <>
      <section class="figures" aria-label="In two weeks">
        {series.map((one) => (
          <div key={one.name} class="card figure">
            <span class="figure-value">{totalOf(days, one)}</span>
            <span class="muted row">
              <i class={`dot dot-${one.tone}`} /> {one.title}
            </span>
          </div>
        ))}
        <div class="card figure">
          <span class="figure-value">
            {waiting.holds}
            {waiting.more && '+'}
          </span>
          <span class="muted">
            {hasRole('reviewer', 'auditor') ? <a href="/console/queue">wait for review</a> : 'wait for review'}
          </span>
        </div>
      </section>
      <section class="card stack" aria-labelledby="by-day">
        <h2 id="by-day">By day</h2>
        <Chart days={days} />
      </section>
      <Zones zones={zones} />
      <div class="columns">
        <Policies policies={policies} />
        <section class="card stack" aria-labelledby="health">
          <h2 id="health">Queues</h2>
          <dl class="facts">
            <dt>Wait to be delivered</dt>
            <dd>
              {deliveries.waiting + deliveries.inFlight}
              {deliveries.oldest !== undefined && `, the oldest since ${distanceOf(deliveries.oldest)}`}
            </dd>
            <dt>Delivered</dt>
            <dd>{deliveries.delivered}</dd>
            <dt>Given up</dt>
            <dd>
              {deliveries.givenUp}
              {deliveries.givenUp > 0 && hasRole('auditor', 'admin') && (
                <>
                  {' '}
                  <a href="/console/federation">see the hosts</a>
                </>
              )}
            </dd>
            <dt>Arrived, to be processed</dt>
            <dd>{inbound}</dd>
            <dt>Oldest held post</dt>
            <dd>{waiting.oldest === undefined ? 'none' : distanceOf(waiting.oldest)}</dd>
          </dl>
          <p class="muted small">As of {dateOf(at)}.</p>
        </section>
      </div>
    </>
  );
}

function Policies({ policies }: { readonly policies: readonly PolicyCount[] }) {
  return (
    <section class="card card-flush" aria-labelledby="by-policy">
      <h2 id="by-policy">By policy</h2>
      {policies.length === 0 ? (
        <Empty title="No policy had anything to say" />
      ) : (
        <table>
          <TableHead columns={['Policy', 'Posts are', { number: 'Posts' }]} />
          <tbody>
            {policies.map(({ policy, title, outcome, observed, count }) => (
              <tr key={policy}>
                <th scope="row">
                  {title}
                  <div class="muted small mono">{policy}</div>
                </th>
                <td>
                  <OutcomeBadge outcome={outcome} /> {observed && <span class="badge">only observed</span>}
                </td>
                <td class="number">{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
