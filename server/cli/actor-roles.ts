import { isRole } from '../people/role-names.ts';
import { type Command, failed, misused, textOptions } from './command.ts';
import { withContext } from './open-context.ts';

export const actorRoles: Command = {
  usage: '<name> [--grant <role>]… [--take <role>]…',
  summary: 'Gives an account roles and takes them, at once and beside a running server too; prints those that it has.',
  details: [
    '--grant <role>  publisher:<account>, reviewer, policy-editor, moderator, auditor or admin; may be repeated',
    '--take <role>   a role that it has; may be repeated. The last administrator stays one',
    'The ledger names the operator. In the console administrators change roles of each other.',
  ],
  takes: 1,
  options: { grant: { type: 'string', multiple: true }, take: { type: 'string', multiple: true } },
  async run(call) {
    const [name = ''] = call.arguments;
    if (name === '') return misused('say whose roles');
    const change = { name, grant: textOptions(call, 'grant'), take: textOptions(call, 'take') };
    const unknown = change.grant.find((role) => !isRole(role));
    if (unknown !== undefined) return misused(`\`${unknown}\` is not a role; see \`portico actor roles --help\``);
    return withContext(async ({ roles }) => {
      const outcome = await roles.change(change);
      if (outcome.kind === 'absent') return failed(`there is no account \`${name}\``);
      if (outcome.kind === 'refused') return failed(outcome.reason);
      const { name: lower, actorId, roles: held } = outcome.account;
      const line = held.length === 0 ? `\`${lower}\` has no role` : `\`${lower}\` is ${held.join(', ')}`;
      return { kind: 'reported', lines: [line], data: { name: lower, actor: actorId, roles: held } };
    });
  },
};
