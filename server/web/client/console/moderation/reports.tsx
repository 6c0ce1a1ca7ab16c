import { useState } from 'preact/hooks';
import type { Report } from '../../../../../federation/ports/index.ts';
import type { ReportAct } from '../../../../moderation/reporting.ts';
import { hasRole } from '../../api/boot.ts';
import { useLoad } from '../../api/use-load.ts';
import { Empty, Failure, Loaded } from '../../ui/states.tsx';
import { dateOf, personOf } from '../../ui/words.ts';
import { useAct } from '../use-act.ts';

/** Reports that wait, or those that were dealt with. */
export function Reports() {
  const [state, setState] = useState<'open' | 'resolved'>('open');
  const load = useLoad<{ readonly reports: readonly Report[] }>(`/reports?state=${state}`);
  return (
    <section class="card card-flush" aria-labelledby="reports">
      <div class="card-head row row-between">
        <h2 id="reports">{state === 'open' ? 'Open reports' : 'Settled reports'}</h2>
        <button
          type="button"
          class="button button-small"
          onClick={() => setState(state === 'open' ? 'resolved' : 'open')}
        >
          {state === 'open' ? 'Show settled ones' : 'Show open ones'}
        </button>
      </div>
      <Loaded load={load}>
        {({ reports }) =>
          reports.length === 0 ? (
            <Empty title={state === 'open' ? 'No report waits' : 'None was settled yet'} />
          ) : (
            <ol class="history">
              {reports.map((report) => (
                <One key={report.id} report={report} reload={load.reload} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}

function One({ report, reload }: { readonly report: Report; readonly reload: () => void }) {
  const { id, by, about, items, comment, at, assignedTo, resolved } = report;
  return (
    <li class="stack stack-tight">
      <div>
        <strong>About {about.map(personOf).join(', ') || 'nobody here'}</strong>{' '}
        <span class="muted small">{dateOf(at)}</span>
      </div>
      {comment !== '' && <blockquote class="said">{comment}</blockquote>}
      {items.length > 0 && (
        <ul class="reasons">
          {items.map((item) => (
            <li key={item} class="mono small iri">
              {item}
            </li>
          ))}
        </ul>
      )}
      <div class="muted small iri">
        from {by}
        {assignedTo !== undefined && ` · ${personOf(assignedTo)} is on it`}
        {resolved && ` · settled by ${personOf(resolved.by)}, ${dateOf(resolved.at)}: ${actWords(resolved.act)}`}
      </div>
      {hasRole('moderator') && <Settle id={id} open={!resolved} taken={assignedTo !== undefined} reload={reload} />}
    </li>
  );
}

interface SettleProps {
  readonly id: string;
  readonly open: boolean;
  readonly taken: boolean;
  readonly reload: () => void;
}

function Settle({ id, open, taken, reload }: SettleProps) {
  const [what, setWhat] = useState<ReportAct>('none');
  const { failure, act } = useAct(reload);
  const root = `/reports/${encodeURIComponent(id)}`;
  if (!open) {
    return (
      <div class="stack stack-tight">
        <Failure message={failure} />
        <div>
          <button type="button" class="button button-small" onClick={() => act(`${root}/reopen`)}>
            Open it again
          </button>
        </div>
      </div>
    );
  }
  return (
    <div class="stack stack-tight">
      <Failure message={failure} />
      <div class="row">
        <select
          aria-label="What is done about it"
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value as ReportAct)}
        >
          {acts.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="button button-primary button-small"
          onClick={() => act(`${root}/resolve`, { act: what })}
        >
          Settle
        </button>
        {!taken && (
          <button type="button" class="button button-small" onClick={() => act(`${root}/assign`)}>
            Take it on
          </button>
        )}
      </div>
    </div>
  );
}

const acts: readonly { readonly name: ReportAct; readonly title: string }[] = [
  { name: 'none', title: 'nothing has to be done' },
  { name: 'silence', title: 'silence the outsiders it names' },
  { name: 'suspend', title: 'suspend the outsiders it names' },
  { name: 'delete', title: 'delete the posts it names' },
];

function actWords(act: string | undefined): string {
  return acts.find(({ name }) => name === act)?.title ?? 'nothing had to be done';
}
