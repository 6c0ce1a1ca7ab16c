import { useState } from 'preact/hooks';
import type { Account } from '../../../../../federation/ports/index.ts';
import { hasRole } from '../../api/boot.ts';
import { useLoad } from '../../api/use-load.ts';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { Loaded } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { dateOf } from '../../ui/words.ts';
import { Apps } from './apps.tsx';
import { PersonTokens } from './person-tokens.tsx';

/** Who has an account and which roles. */
export function People() {
  const load = useLoad<{ readonly people: readonly Account[] }>('/people');
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1>People</h1>
          <p class="muted">
            Accounts, their roles, and what acts for them; the apps that they may use. No role is exempt from policies.
          </p>
        </div>
      </header>
      <Loaded load={load}>{({ people }) => <Table people={people} />}</Loaded>
      <Apps />
    </div>
  );
}

function Table({ people }: { readonly people: readonly Account[] }) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string>();
  const wanted = search.toLowerCase();
  const found = people.filter(({ name, display, roles }) =>
    `${name} ${display} ${roles.join(' ')}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div class="field">
        <label for="search">Find by name or role</label>
        <input id="search" type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
      </div>
      <ScrollX label="Accounts" card>
        <table>
          <TableHead columns={['Account', 'Kind', 'Roles', 'Since']} act="Tokens" />
          <tbody>
            {found.map(({ name, display, kind, roles, createdAt }) => (
              <tr key={name}>
                <th scope="row">
                  {display}
                  <div class="muted small">@{name}</div>
                </th>
                <td>{kind}</td>
                <td>
                  <span class="row">
                    {roles.map((role) => (
                      <span key={role} class="badge badge-accent">
                        {role}
                      </span>
                    ))}
                  </span>
                </td>
                <td>{dateOf(createdAt)}</td>
                <td>
                  <button type="button" class="button button-small" onClick={() => setOpen(name)}>
                    Tokens<span class="visually-hidden"> of {display}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
      {open !== undefined && <PersonTokens name={open} endable={hasRole('admin')} onClose={() => setOpen(undefined)} />}
    </>
  );
}
