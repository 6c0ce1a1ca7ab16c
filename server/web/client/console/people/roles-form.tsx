import { useId } from 'preact/hooks';
import type { ShownPerson } from '../../../../api/people-routes.ts';
import type { PlainRole } from '../../../../people/role-names.ts';
import { post } from '../../api/call.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';

const may: Readonly<Record<PlainRole, string>> = {
  reviewer: 'decides what becomes of held posts',
  'policy-editor': 'writes policies, and asks for and approves their activation',
  moderator: 'settles reports, and rules on outsiders',
  auditor: 'reads everything, and changes nothing',
  admin: 'gives roles, and rules on servers and apps',
};

/** Gives an account roles and takes them. */
export function RolesForm({
  account: { name, display, roles },
  accounts,
  onDone,
  onClose,
}: {
  readonly account: ShownPerson;
  /** Everybody, and those whom somebody may speak for. */
  readonly accounts: readonly ShownPerson[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const spoken = accounts.filter(({ kind }) => kind === 'corporate' || kind === 'community');
  const offered = [
    ...Object.entries(may),
    ...spoken.map((one) => [`publisher:${one.name}`, `speaks as ${one.display}`] as const),
  ];
  const submit = async (form: FormData): Promise<void> => {
    const wanted = new Set(form.getAll('role').map(String));
    const names = offered.map(([role]) => role);
    await post(`/people/${encodeURIComponent(name)}/roles`, {
      grant: names.filter((role) => wanted.has(role) && !roles.includes(role)),
      take: names.filter((role) => !wanted.has(role) && roles.includes(role)),
    });
    onDone();
    onClose();
  };
  return (
    <FormDialog title={`Roles of ${display}`} action="Set the roles" onSubmit={submit} onClose={onClose}>
      <p class="muted">They hold at once, also where {display} is signed in already, and go on record.</p>
      <fieldset class="stack stack-tight plain">
        <legend class="visually-hidden">Roles</legend>
        {offered.map(([role, words]) => (
          <Role key={role} role={role} words={words} held={roles.includes(role)} />
        ))}
      </fieldset>
    </FormDialog>
  );
}

function Role({ role, words, held }: { readonly role: string; readonly words: string; readonly held: boolean }) {
  const id = useId();
  return (
    <div class="choice">
      <input id={id} type="checkbox" name="role" value={role} defaultChecked={held} aria-describedby={`${id}-may`} />
      <div>
        <label for={id}>{role}</label>
        <div id={`${id}-may`} class="muted small">
          {words}
        </div>
      </div>
    </div>
  );
}
