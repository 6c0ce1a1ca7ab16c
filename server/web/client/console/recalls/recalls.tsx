import { useState } from 'preact/hooks';
import type { Recall } from '../../../../../federation/ports/index.ts';
import { hasRole } from '../../api/boot.ts';
import { post } from '../../api/call.ts';
import { useLoad } from '../../api/use-load.ts';
import { AskSentence } from '../../ui/ask-sentence.tsx';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { type Column, TableHead } from '../../ui/table-head.tsx';
import { dateOf, personOf } from '../../ui/words.ts';

const causes: Readonly<Record<Recall['cause'], string>> = {
  activation: 'a policy set came in force',
  request: 'everything that left was looked at',
  post: 'one post',
};
const columns: readonly Column[] = [
  'When',
  'Why',
  { number: 'Looked at' },
  { number: 'Taken back' },
  { number: 'Revised' },
  'State',
];
const states = { running: 'info', done: 'success', superseded: 'warning' } as const;

/** What was taken back, and what others answered. */
export function Recalls() {
  const load = useLoad<{ readonly recalls: readonly Recall[] }>('/recalls');
  const [asking, setAsking] = useState<'look' | 'take-back'>();
  const start = async (reason: string, dryRun: boolean): Promise<void> => {
    await post('/recalls', { reason, dryRun });
    load.reload();
  };
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1>Recalls</h1>
          <p class="muted">Taking back what policies no longer allow. What others do with their copies is theirs.</p>
        </div>
        {hasRole('policy-editor', 'admin') && (
          <div class="row">
            <button type="button" class="button" onClick={() => setAsking('look')}>
              Look what it would take back
            </button>
            <button type="button" class="button button-danger" onClick={() => setAsking('take-back')}>
              Take back
            </button>
          </div>
        )}
      </header>
      <Loaded load={load}>{({ recalls }) => <List recalls={recalls} />}</Loaded>
      {asking !== undefined && (
        <AskSentence
          title={asking === 'look' ? 'Look at everything that left' : 'Take back what is not allowed any more'}
          label="Why"
          hint={
            asking === 'look'
              ? 'Nothing is withdrawn or sent.'
              : 'Posts are withheld here at once; Delete and Update go to every server that got them.'
          }
          action={asking === 'look' ? 'Look' : 'Take back'}
          danger={asking === 'take-back'}
          onSubmit={(reason) => start(reason, asking === 'look')}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}

function List({ recalls }: { readonly recalls: readonly Recall[] }) {
  if (recalls.length === 0) {
    return (
      <div class="card">
        <Empty title="Nothing was taken back" />
      </div>
    );
  }
  return (
    <ScrollX label="Recalls" card>
      <table>
        <TableHead columns={columns} />
        <tbody>
          {recalls.map(({ id, startedAt, cause, by, reason, tally, total, state, dryRun }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`/console/recalls/${id}`}>{dateOf(startedAt)}</a>
              </th>
              <td>
                {causes[cause]} {by.includes('/users/') && `· ${personOf(by)}`}
                {reason !== '' && reason !== causes[cause] && <div class="muted">{reason}</div>}
              </td>
              <td class="number">
                {tally.looked} of {total}
              </td>
              <td class="number">{tally.withdrawn}</td>
              <td class="number">{tally.revised}</td>
              <td>
                <span class="row">
                  <span class={`badge badge-${states[state]}`}>{state}</span>
                  {dryRun && <span class="badge">only looked</span>}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}
