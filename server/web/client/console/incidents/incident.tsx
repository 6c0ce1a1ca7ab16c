import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { ShownIncident } from '../../../../incidents/incidents.ts';
import { boot, hasRole } from '../../api/boot.ts';
import { post } from '../../api/call.ts';
import { useLoad } from '../../api/use-load.ts';
import { AskSentence } from '../../ui/ask-sentence.tsx';
import { OutcomeBadge } from '../../ui/outcome-badge.tsx';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { Failure, Loaded } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { dateOf, distanceOf, personOf, zoneOf } from '../../ui/words.ts';
import { useAct } from '../use-act.ts';
import { AssignForm } from './assign-form.tsx';
import { StateBadge } from './state-badge.tsx';

/** One incident: what was stopped, who sees to it, and what came of it. */
export function IncidentPage() {
  const { params } = useRoute();
  const load = useLoad<ShownIncident>(`/incidents/${encodeURIComponent(params['id'] ?? '')}`);
  return (
    <div class="page">
      <Loaded load={load}>{(incident) => <Shown incident={incident} reload={load.reload} />}</Loaded>
    </div>
  );
}

interface ShownProps {
  readonly incident: ShownIncident;
  readonly reload: () => void;
}

function Shown({ incident, reload }: ShownProps) {
  const { kind, subject, title, state, owner, openedAt, latestAt, count, closed } = incident;
  return (
    <>
      <header class="page-head">
        <div>
          <p class="small">
            <a href="/console/incidents">Incidents</a>
          </p>
          <h1>{title}</h1>
          <p class="muted">
            {count} posts{' '}
            {kind === 'policy' ? `that the policy ${subject} stopped` : `of ${personOf(subject)} were stopped`}
          </p>
        </div>
      </header>
      <section class="card stack" aria-labelledby="stand">
        <h2 id="stand">How it stands</h2>
        <dl class="facts">
          <dt>State</dt>
          <dd>
            <StateBadge state={state} />
          </dd>
          <dt>Owner</dt>
          <dd>{owner === undefined ? 'nobody yet' : personOf(owner)}</dd>
          <dt>Opened</dt>
          <dd>{dateOf(openedAt)}</dd>
          <dt>Latest post</dt>
          <dd>
            {distanceOf(latestAt)} ({dateOf(latestAt)})
          </dd>
        </dl>
        {closed && (
          <blockquote class="said">
            <span class="muted small">
              {personOf(closed.by)} closed it, {dateOf(closed.at)}
            </span>
            {'\n'}
            {closed.note}
          </blockquote>
        )}
        {hasRole('reviewer', 'policy-editor', 'admin') && <Acts incident={incident} reload={reload} />}
      </section>
      <Items items={incident.items} count={count} />
    </>
  );
}

function Acts({ incident: { id, state, owner }, reload }: ShownProps) {
  const [closing, setClosing] = useState(false);
  const [handing, setHanding] = useState(false);
  const { failure, act } = useAct(reload);
  const root = `/incidents/${encodeURIComponent(id)}`;
  const mine = state === 'acknowledged' && owner === boot.account.actor;
  return (
    <>
      <Failure message={failure} />
      <div class="row">
        {state !== 'closed' && !mine && (
          <button type="button" class="button button-primary" onClick={() => act(`${root}/acknowledge`)}>
            Take it on
          </button>
        )}
        {state !== 'closed' && (
          <button type="button" class="button" onClick={() => setHanding(true)}>
            Hand it over
          </button>
        )}
        {state === 'closed' ? (
          <button type="button" class="button" onClick={() => act(`${root}/reopen`)}>
            Open it again
          </button>
        ) : (
          <button type="button" class="button" onClick={() => setClosing(true)}>
            Close
          </button>
        )}
      </div>
      {handing && <AssignForm root={root} owner={owner} onDone={reload} onClose={() => setHanding(false)} />}
      {closing && (
        <AskSentence
          title="Close this incident"
          label="What came of it"
          hint="Kept with the incident. What is stopped from here on counts anew."
          action="Close it"
          onSubmit={async (note) => {
            await post(`${root}/close`, { note });
            reload();
          }}
          onClose={() => setClosing(false)}
        />
      )}
    </>
  );
}

function Items({ items, count }: Pick<ShownIncident, 'items' | 'count'>) {
  return (
    <section class="card card-flush" aria-labelledby="stopped">
      <h2 id="stopped">What was stopped</h2>
      {count > items.length && <p class="card-foot muted small">The latest {items.length} are here.</p>}
      <ScrollX label="Stopped posts, the latest first">
        <table>
          <TableHead columns={['When', 'Author', 'Bound for', 'Outcome', 'Decision in the ledger']} />
          <tbody>
            {items.toReversed().map(({ decision, actor, at, zone, outcome, hold }) => (
              <tr key={decision}>
                <th scope="row">{dateOf(at)}</th>
                <td>{personOf(actor)}</td>
                <td>{zoneOf(zone)}</td>
                <td>
                  <OutcomeBadge outcome={outcome} />{' '}
                  {hold !== undefined && hasRole('reviewer', 'auditor') && (
                    <a href={`/console/queue/${hold}`}>
                      look at it<span class="visually-hidden"> in the review queue, {dateOf(at)}</span>
                    </a>
                  )}
                </td>
                <td class="mono small iri">{decision}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  );
}
