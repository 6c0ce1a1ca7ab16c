import { useState } from 'preact/hooks';
import type { Activation } from '../../../../../federation/ports/index.ts';
import { hasRole } from '../../api/boot.ts';
import { post } from '../../api/call.ts';
import { AskSentence } from '../../ui/ask-sentence.tsx';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { dateOf, personOf, short } from '../../ui/words.ts';
import { Exceptions } from './exceptions.tsx';
import { Requests } from './requests.tsx';
import { type PolicySetsShown, usePolicySets } from './sets.ts';
import { Simulations } from './simulations.tsx';

/** Versions of the policy set and the switch between them. */
export function Policies() {
  const load = usePolicySets();
  return (
    <div class="page">
      <Loaded load={load}>{(sets) => <Shown sets={sets} reload={load.reload} />}</Loaded>
    </div>
  );
}

function Shown({ sets, reload }: { readonly sets: PolicySetsShown; readonly reload: () => void }) {
  const { versions, activations, requests } = sets;
  const [active] = activations;
  return (
    <>
      <Head active={active} undoable={activations.length > 1} reload={reload} />
      <Requests requests={requests} reload={reload} />
      <section class="card card-flush" aria-labelledby="versions">
        <h2 id="versions">Versions</h2>
        {versions.length === 0 ? (
          <Empty title="No policies yet">
            <p>Until there are some, everything that would leave is held.</p>
          </Empty>
        ) : (
          <ScrollX label="Versions of the policy set">
            <table>
              <TableHead columns={['Version', 'What it is for', 'By', 'When']} />
              <tbody>
                {versions.map(({ version, message, author, createdAt }) => (
                  <tr key={version}>
                    <th scope="row">
                      <span class="row">
                        <a class="mono" href={`/console/policies/versions/${version}`}>
                          {short(version)}
                        </a>
                        {version === active?.version && <span class="badge badge-success">in force</span>}
                      </span>
                    </th>
                    <td>{message}</td>
                    <td>{author === 'operator' ? 'operator' : personOf(author)}</td>
                    <td>{dateOf(createdAt)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollX>
        )}
      </section>
      <Exceptions key={active?.version} />
      <Simulations />
      <History activations={activations} />
    </>
  );
}

function Head({
  active,
  undoable,
  reload,
}: {
  readonly active: Activation | undefined;
  readonly undoable: boolean;
  readonly reload: () => void;
}) {
  const [back, setBack] = useState(false);
  return (
    <header class="page-head">
      <div>
        <h1>Policies</h1>
        <p class="muted">
          {active ? (
            <>
              <span class="mono">{short(active.version)}</span> is in force since {dateOf(active.activatedAt)}.
            </>
          ) : (
            'No set is in force: everything that would leave is held.'
          )}
        </p>
      </div>
      <div class="row">
        {undoable && hasRole('policy-editor', 'admin') && (
          <button type="button" class="button button-danger" onClick={() => setBack(true)}>
            Roll back
          </button>
        )}
        <a class="button" href="/console/policies/data">
          Data
        </a>
        {active && (
          <a class="button button-primary" href={`/console/policies/edit/${active.version}`}>
            {hasRole('policy-editor') ? 'Edit policies' : 'Try policies'}
          </a>
        )}
      </div>
      {back && (
        <AskSentence
          title="Go back to the set before"
          label="Why"
          hint="It is in force at once. The way back goes on record."
          action="Roll back"
          danger
          onSubmit={async (reason) => {
            await post('/policy-rollback', { reason });
            reload();
          }}
          onClose={() => setBack(false)}
        />
      )}
    </header>
  );
}

const causes: Readonly<Record<Activation['cause'], string>> = {
  folder: 'from the policy folder',
  request: 'asked for and approved',
  operator: 'by the operator alone',
  rollback: 'rolled back',
};

function History({ activations }: { readonly activations: readonly Activation[] }) {
  return (
    <section class="card card-flush" aria-labelledby="history">
      <h2 id="history">What came in force</h2>
      <ol class="history">
        {activations.map(({ n, version, activatedAt, cause, requestedBy, approvedBy, reason }) => (
          <li key={n}>
            <span class="mono">{short(version)}</span> · {dateOf(activatedAt)} · {causes[cause]}
            {requestedBy.startsWith('http') && ` · ${personOf(requestedBy)}`}
            {approvedBy !== undefined && ` and ${personOf(approvedBy)}`}
            {reason !== '' && <div class="muted">{reason}</div>}
          </li>
        ))}
      </ol>
    </section>
  );
}
