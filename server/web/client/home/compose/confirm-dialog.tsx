import { useEffect, useId, useState } from 'preact/hooks';
import { Dialog } from '../../ui/dialog.tsx';
import { say } from '../texts/say.ts';

/** What a policy wants confirmed, as the server asks it. */
export interface Question {
  readonly error: string;
  readonly justification: boolean;
}

/** A confirmation is a person's when it comes a moment after the question (the server sees to it). */
const thoughtMs = 4200;

export function ConfirmDialog({
  question,
  onYes,
  onReview,
  onClose,
}: {
  readonly question: Question;
  readonly onYes: (reason: string) => void;
  readonly onReview: () => void;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const [thought, setThought] = useState(false);
  const id = useId();
  useEffect(() => {
    const timer = setTimeout(() => setThought(true), thoughtMs);
    return () => clearTimeout(timer);
  }, []);
  const ready = thought && (!question.justification || reason.trim() !== '');
  return (
    <Dialog title={say('confirm-title')} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onYes(reason);
        }}
      >
        <p>{question.error}</p>
        {question.justification && (
          <div class="field">
            <label for={id}>{say('confirm-why')}</label>
            <textarea
              id={id}
              value={reason}
              maxLength={500}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </div>
        )}
        <div class="row">
          <button type="submit" class="button button-primary" disabled={!ready}>
            {thought ? say('confirm-yes') : say('confirm-wait')}
          </button>
          <button type="button" class="button" onClick={onReview}>
            {say('confirm-review')}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {say('confirm-no')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
