import type { ComponentChildren } from 'preact';
import type { Asked } from '../api/ask.ts';
import { say } from '../texts/say.ts';

/** Shows what was asked for, or how far it is, or why it is not there and how to try again. */
export function Shown<Answer>({
  asked,
  children,
}: {
  readonly asked: Asked<Answer> & { readonly reload: () => void };
  readonly children: (value: Answer) => ComponentChildren;
}) {
  switch (asked.state) {
    case 'loading':
      return <Waiting />;
    case 'failed':
      return asked.status === 404 ? (
        <Nothing title={say('gone')} hint={say('gone-hint')} />
      ) : (
        <Failed message={asked.message} again={asked.reload} />
      );
    case 'loaded':
      return <>{children(asked.value)}</>;
  }
}

/** The shape of posts before they are there. */
export function Waiting() {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{say('loading')}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

export function Failed({ message, again }: { readonly message: string; readonly again: () => void }) {
  return (
    <div class="notice notice-danger row row-between failed" role="alert">
      <span>{message}</span>
      <button type="button" class="button button-small" onClick={again}>
        {say('try-again')}
      </button>
    </div>
  );
}

export function Nothing({ title, hint }: { readonly title: string; readonly hint?: string }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {hint !== undefined && <p>{hint}</p>}
    </div>
  );
}
