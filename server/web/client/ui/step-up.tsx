import { useEffect, useState } from 'preact/hooks';
import { onStepUp, stepUp } from '../api/call.ts';
import { AskSentence } from './ask-sentence.tsx';

/** Asks for the password whenever a call needs it once more, and lets the call go on. Stands once in a page. */
export function StepUp() {
  const [waiting, setWaiting] = useState<(given: boolean) => void>();
  useEffect(() => onStepUp(() => new Promise((resolve) => setWaiting(() => resolve))), []);
  if (!waiting) return null;
  let given = false;
  return (
    <AskSentence
      title="Is it you?"
      label="Your password"
      hint="What reveals, switches policies, takes back or gives roles needs your password once every ten minutes. It goes on record."
      action="Continue"
      password
      onSubmit={async (password) => {
        await stepUp(password);
        given = true;
      }}
      onClose={() => {
        setWaiting(undefined);
        waiting(given);
      }}
    />
  );
}
