import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { PolicySetRecord } from '../../../../../federation/ports/index.ts';
import type { FileDifference } from '../../../../policy-sets/versions.ts';
import { hasRole } from '../../api/boot.ts';
import { post } from '../../api/call.ts';
import { useLoad, wordsOf } from '../../api/use-load.ts';
import { AskSentence } from '../../ui/ask-sentence.tsx';
import { Failure, Loaded } from '../../ui/states.tsx';
import { dateOf, personOf, short } from '../../ui/words.ts';
import { Diff } from './diff.tsx';
import { usePolicySets } from './sets.ts';

/** One version: what it changes, what it would have done, and the way into force. */
export function Version() {
  const { params } = useRoute();
  const version = params['version'] ?? '';
  const load = useLoad<PolicySetRecord>(`/policy-sets/${encodeURIComponent(version)}`);
  const sets = usePolicySets();
  return (
    <div class="page">
      <Loaded load={load}>
        {(record) => (
          <Loaded load={sets}>
            {({ activations, requests }) => (
              <Shown
                record={record}
                active={activations[0]?.version}
                asked={requests.some((one) => one.state === 'waiting' && one.version === record.version)}
                reload={sets.reload}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </div>
  );
}

function Shown({
  record,
  active,
  asked,
  reload,
}: {
  readonly record: PolicySetRecord;
  readonly active: string | undefined;
  readonly asked: boolean;
  readonly reload: () => void;
}) {
  const { version, message, author, createdAt } = record;
  const inForce = version === active;
  return (
    <>
      <header class="page-head">
        <div>
          <p class="small">
            <a href="/console/policies">Policies</a>
          </p>
          <h1>{message}</h1>
          <p class="muted row">
            <span class="mono">{short(version)}</span> {author === 'operator' ? 'operator' : personOf(author)},{' '}
            {dateOf(createdAt)} {inForce && <span class="badge badge-success">in force</span>}
            {asked && <span class="badge badge-warning">waits for a second editor</span>}
          </p>
        </div>
        <Steps version={version} settled={inForce || asked} reload={reload} />
      </header>
      <section class="card card-flush" aria-labelledby="changes">
        <h2 id="changes">{inForce ? 'Nothing differs from the set in force' : 'What differs from the set in force'}</h2>
        {!inForce && active !== undefined && <Changes version={version} active={active} />}
      </section>
    </>
  );
}

function Changes({ version, active }: { readonly version: string; readonly active: string }) {
  const load = useLoad<{ readonly files: readonly FileDifference[] }>(`/policy-sets/${version}/diff?from=${active}`);
  return <Loaded load={load}>{({ files }) => <Diff files={files} />}</Loaded>;
}

function Steps({
  version,
  settled,
  reload,
}: {
  readonly version: string;
  readonly settled: boolean;
  readonly reload: () => void;
}) {
  const { route } = useLocation();
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string>();
  if (!hasRole('policy-editor')) return null;
  const simulate = (): void => {
    post<{ readonly id: string }>('/simulations', { version }).then(
      ({ id }) => route(`/console/policies/simulations/${id}`),
      (error: unknown) => setFailure(wordsOf(error)),
    );
  };
  return (
    <div class="stack stack-tight">
      <Failure message={failure} />
      <div class="row">
        <a class="button" href={`/console/policies/edit/${version}`}>
          Edit from here
        </a>
        <button type="button" class="button" onClick={simulate}>
          Simulate
        </button>
        <button type="button" class="button button-primary" disabled={settled} onClick={() => setAsking(true)}>
          Request activation
        </button>
      </div>
      {asking && (
        <AskSentence
          title="Request activation"
          label="Why it should come in force"
          hint="Another policy editor reads this and decides."
          action="Request"
          onSubmit={async (reason) => {
            await post('/policy-requests', { version, reason });
            reload();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
