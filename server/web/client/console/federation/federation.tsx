import { useState } from 'preact/hooks';
import type { DomainRule, PartnerZone } from '../../../../../federation/ports/index.ts';
import { hasRole } from '../../api/boot.ts';
import { useLoad } from '../../api/use-load.ts';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { Empty, Failure, Loaded } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { dateOf, personOf } from '../../ui/words.ts';
import { useAct } from '../use-act.ts';
import { Deliveries } from './deliveries.tsx';
import { DomainForm } from './domain-form.tsx';
import { GivenUp } from './given-up.tsx';
import { Lists } from './lists.tsx';
import { switches } from './switches.ts';

/** Whom this server speaks with, and who outside sees more than the public. */
export function Federation() {
  const domains = useLoad<{ readonly domains: readonly DomainRule[] }>('/domains');
  const zones = useLoad<{ readonly zones: readonly PartnerZone[] }>('/zones');
  const [adding, setAdding] = useState(false);
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1>Federation</h1>
          <p class="muted">
            Rules for other servers. Each holds for every host below its name, in every process at once.
          </p>
        </div>
        {hasRole('admin') && (
          <button type="button" class="button button-primary" onClick={() => setAdding(true)}>
            Rule for a domain
          </button>
        )}
      </header>
      <Loaded load={domains}>{(value) => <Rules rules={value.domains} reload={domains.reload} />}</Loaded>
      <Lists onChanged={domains.reload} />
      <section class="card card-flush" aria-labelledby="zones">
        <h2 id="zones">Partner zones</h2>
        <Loaded load={zones}>{(value) => <Zones zones={value.zones} />}</Loaded>
      </section>
      {hasRole('admin', 'auditor') && (
        <>
          <Deliveries />
          <GivenUp />
        </>
      )}
      {adding && <DomainForm onDone={domains.reload} onClose={() => setAdding(false)} />}
    </div>
  );
}

function Rules({ rules, reload }: { readonly rules: readonly DomainRule[]; readonly reload: () => void }) {
  const { failure, act } = useAct(reload);
  return (
    <section class="card card-flush" aria-labelledby="rules">
      <h2 id="rules">Domains</h2>
      <Failure message={failure} />
      {rules.length === 0 ? (
        <Empty title="No rules" />
      ) : (
        <ScrollX label="Rules by domain">
          <table>
            <TableHead columns={['Domain', 'Rule', 'Why', 'Since']} act="Remove" />
            <tbody>
              {rules.map((rule) => (
                <tr key={rule.domain}>
                  <th scope="row">{rule.domain}</th>
                  <td>
                    {switches
                      .filter(({ name }) => rule[name])
                      .map(({ title }) => title)
                      .join('; ')}
                  </td>
                  <td>{rule.reason}</td>
                  <td>
                    {dateOf(rule.at)}
                    {rule.by.includes('/users/') && <div class="muted small">{personOf(rule.by)}</div>}
                  </td>
                  <td>
                    {hasRole('admin') && (
                      <button
                        type="button"
                        class="button button-small"
                        onClick={() => act(`/domains/${encodeURIComponent(rule.domain)}/remove`)}
                      >
                        Remove<span class="visually-hidden"> the rule for {rule.domain}</span>
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollX>
      )}
    </section>
  );
}

function Zones({ zones }: { readonly zones: readonly PartnerZone[] }) {
  if (zones.length === 0) return <Empty title="No partner zones" />;
  return (
    <ol class="history">
      {zones.map(({ name, domains, guests }) => (
        <li key={name}>
          <strong>{name}</strong>
          <div class="muted">
            {domains.join(', ')}
            {guests.length > 0 && ` · ${guests.length} ${guests.length === 1 ? 'guest' : 'guests'}`}
          </div>
        </li>
      ))}
    </ol>
  );
}
