import { useState } from 'preact/hooks';
import type { ActorRule } from '../../../../../federation/ports/index.ts';
import { hasRole } from '../../api/boot.ts';
import { useLoad } from '../../api/use-load.ts';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { Empty, Failure, Loaded } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { dateOf, personOf } from '../../ui/words.ts';
import { useAct } from '../use-act.ts';
import { AccountForm } from './account-form.tsx';
import { effects } from './effects.ts';

/** The rules for single outsiders. */
export function AccountRules() {
  const load = useLoad<{ readonly accounts: readonly ActorRule[] }>('/moderation/accounts');
  const [adding, setAdding] = useState(false);
  return (
    <section class="card card-flush" aria-labelledby="outsiders">
      <div class="card-head row row-between">
        <h2 id="outsiders">Rules for outsiders</h2>
        {hasRole('moderator') && (
          <button type="button" class="button button-primary button-small" onClick={() => setAdding(true)}>
            Rule for an outsider
          </button>
        )}
      </div>
      <Loaded load={load}>{({ accounts }) => <Rules rules={accounts} reload={load.reload} />}</Loaded>
      {adding && <AccountForm onDone={load.reload} onClose={() => setAdding(false)} />}
    </section>
  );
}

function Rules({ rules, reload }: { readonly rules: readonly ActorRule[]; readonly reload: () => void }) {
  const { failure, act } = useAct(reload);
  if (rules.length === 0) return <Empty title="No rules" />;
  return (
    <>
      <Failure message={failure} />
      <ScrollX label="Rules by outsider">
        <table>
          <TableHead columns={['Outsider', 'Rule', 'Why', 'Since']} act="Lift" />
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.actor}>
                <th scope="row" class="iri">
                  {rule.actor}
                </th>
                <td>
                  {effects
                    .filter(({ name }) => rule[name])
                    .map(({ title }) => title)
                    .join('; ')}
                </td>
                <td>{rule.reason}</td>
                <td>
                  {dateOf(rule.at)}
                  <div class="muted small">
                    {personOf(rule.by)}
                    {rule.expiresAt !== undefined && ` · until ${dateOf(rule.expiresAt)}`}
                  </div>
                </td>
                <td>
                  {hasRole('moderator') && (
                    <button
                      type="button"
                      class="button button-small"
                      onClick={() => act('/moderation/accounts/lift', { actor: rule.actor })}
                    >
                      Lift<span class="visually-hidden"> the rule for {rule.actor}</span>
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </>
  );
}
