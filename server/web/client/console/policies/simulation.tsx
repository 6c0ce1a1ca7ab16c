import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { Effect, Mark, PolicyReport, Sample, Simulation as Simulated } from '../../../../ports/simulation.ts';
import { boot, hasRole } from '../../api/boot.ts';
import { post } from '../../api/call.ts';
import { useLoad } from '../../api/use-load.ts';
import { usePolling } from '../../api/use-polling.ts';
import { MaskedText } from '../../ui/masked-text.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { dateOf, short } from '../../ui/words.ts';

type Shown = Simulated & { readonly marks?: readonly Mark[] };

/** What a version would have done with what was posted before. */
export function Simulation() {
  const { params } = useRoute();
  const load = useLoad<Shown>(`/simulations/${encodeURIComponent(params['id'] ?? '')}`);
  const running = load.state === 'loaded' && load.value.state === 'running';
  const { reload } = load;
  usePolling(running, reload, 500);
  return (
    <div class="page">
      <Loaded load={load}>{(simulation) => <Report simulation={simulation} reload={reload} />}</Loaded>
    </div>
  );
}

function Report({ simulation, reload }: { readonly simulation: Shown; readonly reload: () => void }) {
  const { version, since, state, done, total, report, startedAt } = simulation;
  return (
    <>
      <header class="page-head">
        <div>
          <p class="small">
            <a href={`/console/policies/versions/${version}`}>Version {short(version)}</a>
          </p>
          <h1>Simulation</h1>
          <p class="muted">
            On {since === 0 ? 'everything posted before' : `what was posted since ${dateOf(since)}`},{' '}
            {dateOf(startedAt)}
          </p>
        </div>
        {state === 'done' && (
          <a class="button button-primary" href={`/console/policies/versions/${version}`}>
            Go on with this version
          </a>
        )}
      </header>
      {state === 'running' && (
        <section class="card stack stack-tight" role="status">
          <label for="progress">
            {done} of {total} posts
          </label>
          <progress id="progress" value={done} max={Math.max(total, 1)} />
        </section>
      )}
      {state === 'failed' && <p class="notice notice-danger">It did not end well. Start it again.</p>}
      {report && (
        <>
          <p>
            {report.posts} {report.posts === 1 ? 'post was' : 'posts were'} decided on once more
            {report.gone > 0 && `; of ${report.gone} nothing is left`}.
          </p>
          {report.policies.length === 0 && (
            <div class="card">
              <Empty title="No policy has anything to say of them" />
            </div>
          )}
          {report.policies.map((policy) => (
            <Policy key={policy.policy} report={policy} simulation={simulation} reload={reload} />
          ))}
        </>
      )}
    </>
  );
}

function Policy({
  report,
  simulation,
  reload,
}: {
  readonly report: PolicyReport;
  readonly simulation: Shown;
  readonly reload: () => void;
}) {
  const numbers = [
    ['stopped that left', report.newlyStopped],
    ['let go that was stopped', report.newlyLetGo],
    ['leave in another form', report.changed],
    ['as before', report.unchanged],
  ] as const;
  return (
    <section class="card stack" aria-label={report.policy}>
      <h2 class="mono">{report.policy}</h2>
      <div class="figures">
        {numbers.map(([words, count]) => (
          <div key={words} class="figure">
            <span class="figure-value">{count}</span>
            <span class="muted small">{words}</span>
          </div>
        ))}
      </div>
      {report.samples.map((sample) => (
        <SampleView key={sample.post} sample={sample} policy={report.policy} simulation={simulation} reload={reload} />
      ))}
    </section>
  );
}

const before: Readonly<Record<Effect, string>> = {
  passes: 'left as written',
  'is-changed': 'left in another form',
  'is-stopped': 'was stopped',
};

const after: Readonly<Record<Effect, string>> = {
  passes: 'would leave as written',
  'is-changed': 'would leave in another form',
  'is-stopped': 'would be stopped',
};

function SampleView({
  sample,
  policy,
  simulation,
  reload,
}: {
  readonly sample: Sample;
  readonly policy: string;
  readonly simulation: Shown;
  readonly reload: () => void;
}) {
  const { post: id, was, would, texts } = sample;
  const own = simulation.marks?.find((m) => m.policy === policy && m.post === id && m.by === boot.account.actor);
  const [marked, setMarked] = useState(own?.verdict);
  const mark = (verdict: Mark['verdict']): void => {
    setMarked(verdict);
    post(`/simulations/${encodeURIComponent(simulation.id)}/marks`, { policy, post: id, verdict }).then(reload, () =>
      setMarked(undefined),
    );
  };
  return (
    <div class="stack stack-tight">
      <blockquote class="post">
        {texts.length === 0 ? (
          <span class="muted">It can’t be masked.</span>
        ) : (
          texts.map((text) => <MaskedText key={text} text={text} />)
        )}
      </blockquote>
      <div class="row row-between">
        <span class="muted small">
          {before[was]} → {after[would]}
        </span>
        {hasRole('policy-editor', 'reviewer') && (
          <fieldset class="row marks">
            <legend class="visually-hidden">Is the policy right about this post?</legend>
            {(['true', 'false'] as const).map((verdict) => (
              <button
                key={verdict}
                type="button"
                class="button button-small"
                aria-pressed={marked === verdict}
                onClick={() => mark(verdict)}
              >
                {marked === verdict ? '✓ ' : ''}
                {verdict === 'true' ? 'Right' : 'False alarm'}
              </button>
            ))}
          </fieldset>
        )}
      </div>
    </div>
  );
}
