import { ask, failureOf, useAsk } from '../api/ask.ts';
import { Shown } from '../shell/states.tsx';
import { toast } from '../shell/toast.tsx';
import { dateOf, say } from '../texts/say.ts';

interface OwnToken {
  readonly id: string;
  /** Name of the app; null for a browser. */
  readonly app: string | null;
  readonly created_at: string;
  readonly expires_at: string;
  readonly current: boolean;
}

const path = '/api/portico/v1/tokens';

/** Where the reader is signed in, and how to end it. */
export function Sessions() {
  const asked = useAsk<OwnToken[]>(path);
  const revoke = (id: string): void => {
    ask('DELETE', `${path}/${encodeURIComponent(id)}`).then(
      () => {
        toast(say('revoked'));
        asked.reload();
      },
      (error: unknown) => toast(failureOf(error)),
    );
  };
  return (
    <section class="card stack" aria-label={say('sessions')}>
      <h2>{say('sessions')}</h2>
      <Shown asked={asked}>
        {(tokens) => (
          <ul class="people">
            {tokens.map(({ id, app, created_at: since, expires_at: until, current }) => (
              <li key={id} class="person">
                <span class="grow">
                  <strong>{app ?? say('session')}</strong>{' '}
                  {current && <span class="badge badge-accent">{say('this-session')}</span>}
                  <span class="muted small session-line">
                    {say('session-line', { date: dateOf(since), until: dateOf(until) })}
                  </span>
                </span>
                {!current && (
                  <button type="button" class="button button-small" onClick={() => revoke(id)}>
                    {say('revoke')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}
