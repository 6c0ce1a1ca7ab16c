import { useState } from 'preact/hooks';
import type { Incident } from '../../../../ports/index.ts';
import { hasRole } from '../../api/boot.ts';
import { useLoad } from '../../api/use-load.ts';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { dateOf, distanceOf, personOf } from '../../ui/words.ts';
import { RulesForm } from './rules-form.tsx';
import { StateBadge } from './state-badge.tsx';

/** Many posts that were stopped within a short time, as one thing that somebody sees to. */
export function Incidents() {
  const [state, setState] = useState<'open' | 'closed'>('open');
  const [ruling, setRuling] = useState(false);
  const load = useLoad<{ readonly incidents: readonly Incident[] }>(`/incidents?state=${state}`);
  const other = state === 'open' ? 'closed' : 'open';
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1>Incidents</h1>
          <p class="muted">Where a policy, or a person, has more posts stopped within a short time than usual.</p>
        </div>
        <div class="row">
          <button type="button" class="button" onClick={load.reload}>
            Look again
          </button>
          {hasRole('policy-editor', 'admin') && (
            <button type="button" class="button" onClick={() => setRuling(true)}>
              When is it one?
            </button>
          )}
        </div>
      </header>
      <section class="card card-flush" aria-labelledby="incidents">
        <div class="card-head row row-between">
          <h2 id="incidents">{state === 'open' ? 'Not closed' : 'Closed'}</h2>
          <button type="button" class="button button-small" onClick={() => setState(other)}>
            Show {other} ones
          </button>
        </div>
        <Loaded load={load}>
          {({ incidents }) =>
            incidents.length === 0 ? (
              <Empty title={state === 'open' ? 'No incident is open' : 'None was closed yet'} />
            ) : (
              <Table incidents={incidents} />
            )
          }
        </Loaded>
      </section>
      {ruling && <RulesForm onClose={() => setRuling(false)} />}
    </div>
  );
}

function Table({ incidents }: { readonly incidents: readonly Incident[] }) {
  return (
    <ScrollX label="Incidents">
      <table>
        <TableHead columns={['Incident', 'State', 'Posts', 'Latest', 'Opened']} />
        <tbody>
          {incidents.map(({ id, kind, title, subject, state, owner, count, latestAt, openedAt }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`/console/incidents/${id}`}>{title}</a>
                <div class="muted small">
                  {kind === 'policy' ? `policy ${subject}` : `posts of ${personOf(subject)}`}
                </div>
              </th>
              <td>
                <StateBadge state={state} />
                {owner !== undefined && <div class="muted small">{personOf(owner)}</div>}
              </td>
              <td>{count}</td>
              <td>{distanceOf(latestAt)}</td>
              <td>{dateOf(openedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}
