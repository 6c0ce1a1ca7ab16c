import { useState } from 'preact/hooks';
import { ask, failureOf, useAsk } from '../api/ask.ts';
import { Shown } from '../shell/states.tsx';
import { toast } from '../shell/toast.tsx';
import { say } from '../texts/say.ts';
import { Choice } from './choice.tsx';

const kinds = [
  'for_not_following',
  'for_not_followers',
  'for_new_accounts',
  'for_private_mentions',
  'for_limited_accounts',
] as const;
const values = ['accept', 'filter', 'drop'] as const;

type Policy = Readonly<Record<(typeof kinds)[number], (typeof values)[number]>>;

const path = '/api/v2/notifications/policy';

/** What becomes of notifications from people of each kind. */
export function NotificationChoices() {
  const asked = useAsk<Policy>(path);
  return (
    <section class="card stack" aria-label={say('notify-from')}>
      <h2>{say('notify-from')}</h2>
      <Shown asked={asked}>{(policy) => <Choices policy={policy} />}</Shown>
    </section>
  );
}

function Choices({ policy: read }: { readonly policy: Policy }) {
  const [policy, setPolicy] = useState(read);
  const choose = (kind: (typeof kinds)[number], value: (typeof values)[number]): void => {
    const before = policy;
    setPolicy({ ...policy, [kind]: value });
    ask<Policy>('PATCH', path, { body: { [kind]: value } }).then(
      (saved) => {
        setPolicy(saved);
        toast(say('saved'));
      },
      (error: unknown) => {
        setPolicy(before);
        toast(failureOf(error));
      },
    );
  };
  return (
    <div class="columns settings-columns">
      {kinds.map((kind) => (
        <Choice
          key={kind}
          label={say(kind)}
          value={policy[kind]}
          options={values.map((value) => ({ value, words: say(`policy-${value}`) }))}
          onChoose={(value) => choose(kind, value)}
        />
      ))}
    </div>
  );
}
