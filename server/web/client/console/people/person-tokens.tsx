import { useState } from 'preact/hooks';
import type { TokenRecord } from '../../../../ports/token.ts';
import { post } from '../../api/call.ts';
import { useLoad, wordsOf } from '../../api/use-load.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure, Loaded } from '../../ui/states.tsx';
import { dateOf } from '../../ui/words.ts';

type Shown = Pick<TokenRecord, 'scope' | 'issuedAt' | 'expiresAt'> & {
  readonly id: string;
  readonly clientId?: string;
};

/** What acts for somebody, and an end to all of it. */
export function PersonTokens({
  name,
  endable,
  onClose,
}: {
  readonly name: string;
  readonly endable: boolean;
  readonly onClose: () => void;
}) {
  const root = `/people/${encodeURIComponent(name)}`;
  const load = useLoad<{ readonly tokens: readonly Shown[] }>(`${root}/tokens`);
  const [failure, setFailure] = useState<string>();
  const end = (): void => {
    post(`${root}/sign-out`).then(load.reload, (error: unknown) => setFailure(wordsOf(error)));
  };
  return (
    <Dialog title={`What acts for @${name}`} onClose={onClose}>
      <Failure message={failure} />
      <Loaded load={load}>
        {({ tokens }) =>
          tokens.length === 0 ? (
            <p>Nothing: they are signed out everywhere.</p>
          ) : (
            <ul class="reasons">
              {tokens.map(({ id, scope, issuedAt, expiresAt, clientId }) => (
                <li key={id}>
                  {clientId === undefined ? 'Session or token' : 'App'} since {dateOf(issuedAt)}
                  <div class="muted small">
                    may {scope} · ends {dateOf(expiresAt)}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <div class="row">
        {endable && (
          <button type="button" class="button button-danger" onClick={end}>
            Sign out everywhere
          </button>
        )}
        <button type="button" class="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
