import { useState } from 'preact/hooks';
import type { InboundPolicy, InboundRule } from '../../../../../federation/ports/index.ts';
import { hasRole } from '../../api/boot.ts';
import { useLoad } from '../../api/use-load.ts';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { dateOf, personOf } from '../../ui/words.ts';
import { InboundForm } from './inbound-form.tsx';

/** What is asked of posts from outside before anybody sees them. */
export function Inbound() {
  const load = useLoad<InboundPolicy>('/moderation/inbound');
  const [editing, setEditing] = useState(false);
  return (
    <section class="card card-flush" aria-labelledby="inbound">
      <div class="card-head row row-between">
        <h2 id="inbound">What posts from outside are asked</h2>
        {hasRole('moderator') && load.state === 'loaded' && (
          <button type="button" class="button button-primary button-small" onClick={() => setEditing(true)}>
            Change
          </button>
        )}
      </div>
      <Loaded load={load}>
        {(policy) => (
          <>
            <Limits policy={policy} />
            <Rules rules={policy.rules} />
            {editing && <InboundForm policy={policy} onDone={load.reload} onClose={() => setEditing(false)} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Limits({ policy: { mentionsMost, newAccount, holdAt, by, at } }: { readonly policy: InboundPolicy }) {
  return (
    <div class="limits stack stack-tight">
      <dl class="facts">
        <dt>Most mentions in a post</dt>
        <dd>{mentionsMost === 0 ? 'no limit' : mentionsMost}</dd>
        <dt>New accounts</dt>
        <dd>
          {newAccount.days === 0
            ? 'no limits of their own'
            : `younger than ${newAccount.days} days: ${newAccount.mentionsMost} mentions and ${newAccount.linksMost} links`}
        </dd>
        <dt>Spam score</dt>
        <dd>{holdAt === 0 ? 'nothing waits for it' : `from ${holdAt} on a post waits`}</dd>
      </dl>
      <p class="muted small">
        {at === 0 ? 'As it comes with Portico.' : `Set by ${by === 'operator' ? by : personOf(by)}, ${dateOf(at)}.`}
      </p>
    </div>
  );
}

const actWords: Readonly<Record<InboundRule['action'], string>> = {
  hold: 'waits for a moderator',
  reject: 'is refused',
  score: 'counts for the spam score',
};

function Rules({ rules }: { readonly rules: readonly InboundRule[] }) {
  if (rules.length === 0) return <Empty title="No rules for words or links" />;
  return (
    <ScrollX label="Rules for words and links">
      <table>
        <TableHead columns={['Word or link', 'A post with it']} />
        <tbody>
          {rules.map(({ kind, match, action, points }) => (
            <tr key={`${kind} ${match}`}>
              <th scope="row">
                {match}
                <div class="muted small">{kind}</div>
              </th>
              <td>
                {actWords[action]}
                {action === 'score' && ` with ${points ?? 0}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}
