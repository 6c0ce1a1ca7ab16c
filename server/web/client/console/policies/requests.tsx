import { useState } from 'preact/hooks';
import type { ActivationRequest } from '../../../../../federation/ports/index.ts';
import { boot, hasRole } from '../../api/boot.ts';
import { post } from '../../api/call.ts';
import { wordsOf } from '../../api/use-load.ts';
import { Failure } from '../../ui/states.tsx';
import { distanceOf, personOf, short } from '../../ui/words.ts';

/** What editors ask for; another one decides. */
export function Requests({
  requests,
  reload,
}: {
  readonly requests: readonly ActivationRequest[];
  readonly reload: () => void;
}) {
  const waiting = requests.filter(({ state }) => state === 'waiting');
  if (waiting.length === 0) return null;
  return (
    <section class="card stack" aria-labelledby="requests">
      <h2 id="requests">Waiting for a second editor</h2>
      {waiting.map((request) => (
        <Request key={request.id} request={request} reload={reload} />
      ))}
    </section>
  );
}

function Request({ request, reload }: { readonly request: ActivationRequest; readonly reload: () => void }) {
  const { id, version, requestedBy, requestedAt, reason } = request;
  const [failure, setFailure] = useState<string>();
  const own = requestedBy === boot.account.actor;
  const decide = (what: 'approve' | 'reject'): void => {
    setFailure(undefined);
    post(`/policy-requests/${encodeURIComponent(id)}/${what}`).then(reload, (error: unknown) =>
      setFailure(wordsOf(error)),
    );
  };
  return (
    <div class="stack stack-tight">
      <Failure message={failure} />
      <div class="row row-between">
        <div>
          <a class="mono" href={`/console/policies/versions/${version}`}>
            {short(version)}
          </a>{' '}
          · {own ? 'you' : personOf(requestedBy)}, {distanceOf(requestedAt)}
          <div class="muted">{reason}</div>
        </div>
        {hasRole('policy-editor') && (
          <div class="row">
            {!own && (
              <button type="button" class="button button-primary" onClick={() => decide('approve')}>
                Approve and activate
              </button>
            )}
            <button type="button" class="button" onClick={() => decide('reject')}>
              {own ? 'Take back' : 'Decline'}
            </button>
          </div>
        )}
      </div>
      {own && <p class="muted small">Another editor has to approve this.</p>}
    </div>
  );
}
