import { useEffect, useState } from 'preact/hooks';
import type { HeldPost } from '../../../../review/held-post.ts';
import { post } from '../../api/call.ts';
import { useFailure } from '../../api/use-failure.ts';
import { wordsOf } from '../../api/use-load.ts';
import { AskSentence } from '../../ui/ask-sentence.tsx';
import { Failure } from '../../ui/states.tsx';
import { RedactDialog } from './redact-dialog.tsx';

interface ReviewActionsProps {
  readonly held: HeldPost;
  /** Of what was shown. */
  readonly digest: string;
  /** Whether whoever looks is the one who said it. */
  readonly own: boolean;
  readonly onSettled: (how: Settled) => void;
  readonly onChanged: () => void;
}

/** How a post's wait came to its end. */
export type Settled = 'released' | 'rejected';

type Asking = 'reject' | 'ask' | 'redact' | undefined;

/** Approve, redact and release, reject, ask back. The keys work where nobody is typing. */
export function ReviewActions({ held, digest, own, onSettled, onChanged }: ReviewActionsProps) {
  const [asking, setAsking] = useState<Asking>();
  const { failure, fail, clear } = useFailure(wordsOf);
  const [busy, setBusy] = useState(false);
  const root = `/holds/${encodeURIComponent(held.id)}`;
  const approvable = !own && held.cause === 'policy' && !busy;
  const approve = (): void => {
    setBusy(true);
    clear();
    post<{ readonly kind: string }>(`${root}/approve`, { digest }).then(
      ({ kind }) => (kind === 'released' ? onSettled(kind) : onChanged()),
      (error: unknown) => {
        fail(error);
        setBusy(false);
      },
    );
  };
  useShortcuts({
    a: approvable ? approve : undefined,
    d: approvable ? () => setAsking('redact') : undefined,
    r: () => setAsking('reject'),
    q: () => setAsking('ask'),
  });
  return (
    <div class="stack stack-tight queue-actions">
      <Failure message={failure} />
      {own && <p class="notice small">This is yours: another reviewer has to decide.</p>}
      <div class="row">
        <button
          type="button"
          class="button button-primary"
          disabled={!approvable}
          onClick={approve}
          aria-keyshortcuts="a"
        >
          Approve <kbd>a</kbd>
        </button>
        <button
          type="button"
          class="button"
          disabled={!approvable}
          onClick={() => setAsking('redact')}
          aria-keyshortcuts="d"
        >
          Redact &amp; release <kbd>d</kbd>
        </button>
        <button type="button" class="button button-danger" onClick={() => setAsking('reject')} aria-keyshortcuts="r">
          Reject <kbd>r</kbd>
        </button>
        <button type="button" class="button" onClick={() => setAsking('ask')} aria-keyshortcuts="q">
          Ask back <kbd>q</kbd>
        </button>
      </div>
      {asking === 'redact' && (
        <RedactDialog
          root={root}
          onDone={(kind) => (kind === 'released' ? onSettled(kind) : onChanged())}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'reject' && (
        <AskSentence
          title="Reject this post"
          label="Why, and what to do instead"
          hint="Its author reads this."
          action="Reject"
          danger
          onSubmit={async (note) => {
            await post(`${root}/reject`, { note });
            onSettled('rejected');
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'ask' && (
        <AskSentence
          title="Ask its author"
          label="Your question"
          hint="Its author gets it as a message and can answer there; the post goes on waiting."
          action="Ask"
          onSubmit={async (note) => {
            await post(`${root}/ask`, { note });
            onChanged();
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}

/** Single keys act only where they are not text, and not beside a modifier or under a dialog (WCAG 2.1.4). */
function useShortcuts(actions: Readonly<Record<string, (() => void) | undefined>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const typing = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const action = actions[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}
