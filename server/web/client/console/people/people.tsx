import { useState } from 'preact/hooks';
import type { ShownPerson } from '../../../../api/people-routes.ts';
import { boot, hasRole } from '../../api/boot.ts';
import { useLoad } from '../../api/use-load.ts';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { Loaded } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { dateOf } from '../../ui/words.ts';
import { Apps } from './apps.tsx';
import { PersonTokens } from './person-tokens.tsx';
import { RolesForm } from './roles-form.tsx';

/** Who has an account and which roles. */
export function People() {
  const load = useLoad<{ readonly people: readonly ShownPerson[] }>('/people');
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1>People</h1>
          <p class="muted">
            Accounts, their roles, and what acts for them; the apps that they may use. No role is exempt from policies;
            administrators change each other’s roles, never their own.
          </p>
        </div>
      </header>
      <Loaded load={load}>{({ people }) => <Table people={people} reload={load.reload} />}</Loaded>
      <Apps />
    </div>
  );
}

function Table({ people, reload }: { readonly people: readonly ShownPerson[]; readonly reload: () => void }) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string>();
  const [changing, setChanging] = useState<ShownPerson>();
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
          <TableHead columns={['Account', 'Kind', 'Roles', 'Since']} act="Acts" />
          <tbody>
            {found.map((account) => (
              <Person
                key={account.name}
                account={account}
                onTokens={() => setOpen(account.name)}
                onRoles={() => setChanging(account)}
              />
            ))}
          </tbody>
        </table>
      </ScrollX>
      {open !== undefined && <PersonTokens name={open} endable={hasRole('admin')} onClose={() => setOpen(undefined)} />}
      {changing && (
        <RolesForm account={changing} accounts={people} onDone={reload} onClose={() => setChanging(undefined)} />
      )}
    </>
  );
}

interface PersonProps {
  readonly account: ShownPerson;
  readonly onTokens: () => void;
  readonly onRoles: () => void;
}

function Person({ account: { name, actor, display, kind, roles, createdAt }, onTokens, onRoles }: PersonProps) {
  return (
    <tr>
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
        <span class="row">
          <button type="button" class="button button-small" onClick={onTokens}>
            Tokens<span class="visually-hidden"> of {display}</span>
          </button>
          {hasRole('admin') && actor !== boot.account.actor && (
            <button type="button" class="button button-small" onClick={onRoles}>
              Roles<span class="visually-hidden"> of {display}</span>
            </button>
          )}
        </span>
      </td>
    </tr>
  );
}
