import { post } from '../../api/call.ts';
import { failureOf, useAsk } from '../api/ask.ts';
import { Shown } from '../shell/states.tsx';
import { toast } from '../shell/toast.tsx';
import { dateOf, say } from '../texts/say.ts';

interface OwnToken {
  readonly id: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly clientId?: string;
  readonly current: boolean;
}

/** Where the reader is signed in, and how to end it. */
export function Sessions() {
  const asked = useAsk<{ tokens: OwnToken[] }>('/api/portico/v1/own/tokens');
  const revoke = (id: string): void => {
    post('/own/tokens/revoke', { id }).then(
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
        {({ tokens }) => (
          <ul class="people">
            {tokens.map(({ id, issuedAt, expiresAt, clientId, current }) => (
              <li key={id} class="person">
                <span class="grow">
                  <strong>{say(clientId === undefined ? 'session' : 'app')}</strong>{' '}
                  {current && <span class="badge badge-accent">{say('this-session')}</span>}
                  <span class="muted small session-line">
                    {say('session-line', { date: dateOf(issuedAt), until: dateOf(expiresAt) })}
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
