import { useId, useState } from 'preact/hooks';
import type { InboundPolicy, InboundRule } from '../../../../../federation/ports/index.ts';
import { post } from '../../api/call.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { InboundRules } from './inbound-rules.tsx';

interface InboundFormProps {
  readonly policy: InboundPolicy;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Numbers of the policy by the name of their field. */
const limits = [
  ['mentionsMost', 'Most mentions in a post', '0 for no limit'],
  ['days', 'An account is new for this many days', '0 for no limits of their own'],
  ['newMentions', 'Most mentions of a new account', ''],
  ['newLinks', 'Most links of a new account', ''],
  ['holdAt', 'A post waits from this spam score on', '0 for never'],
] as const;

/** Changes the inbound policy as a whole. */
export function InboundForm({ policy, onDone, onClose }: InboundFormProps) {
  const id = useId();
  const [rules, setRules] = useState<readonly InboundRule[]>(policy.rules);
  const { mentionsMost, newAccount, holdAt } = policy;
  const now: Readonly<Record<(typeof limits)[number][0], number>> = {
    mentionsMost,
    days: newAccount.days,
    newMentions: newAccount.mentionsMost,
    newLinks: newAccount.linksMost,
    holdAt,
  };
  const submit = async (form: FormData): Promise<void> => {
    const number = (name: keyof typeof now): number => Number(form.get(name));
    await post('/moderation/inbound', {
      rules,
      mentionsMost: number('mentionsMost'),
      newAccount: { days: number('days'), mentionsMost: number('newMentions'), linksMost: number('newLinks') },
      holdAt: number('holdAt'),
    });
    onDone();
    onClose();
  };
  return (
    <FormDialog title="What posts from outside are asked" action="Set it" onSubmit={submit} onClose={onClose}>
      <InboundRules rules={rules} onChange={setRules} />
      {limits.map(([name, title, hint]) => (
        <div key={name} class="field">
          <label for={`${id}-${name}`}>
            {title} {hint !== '' && <span class="muted">({hint})</span>}
          </label>
          <input
            id={`${id}-${name}`}
            name={name}
            type="number"
            min={0}
            max={10_000}
            required
            defaultValue={String(now[name])}
          />
        </div>
      ))}
    </FormDialog>
  );
}
