import type { AccountRequest } from '../../federation/index.ts';
import type { Verdict } from '../../policies/index.ts';
import type { Context } from '../context.ts';
import { isRole } from '../people/role-names.ts';
import { type Command, type CommandOutcome, failed, misused, textOption, textOptions } from './command.ts';
import { withContext } from './open-context.ts';

const kinds: readonly AccountRequest['kind'][] = ['employee', 'corporate', 'community', 'service'];

export const actorAdd: Command = {
  usage: '<name> [--kind employee|corporate|community|service] [--display <text>] [--role <role>]…',
  summary: 'Adds an account with its actor, its signing key and, when the policies let it, its public profile.',
  details: [
    '--kind <kind>     who it is; `employee` where left out',
    '--display <text>  the name that people see; the user name where left out',
    '--role <role>     publisher:<account>, reviewer, policy-editor, moderator, auditor or admin; may be repeated',
  ],
  takes: 1,
  options: {
    kind: { type: 'string', default: 'employee' },
    display: { type: 'string' },
    role: { type: 'string', multiple: true },
  },
  async run(call) {
    const kind = kinds.find((known) => known === textOption(call, 'kind'));
    if (!kind) return misused(`\`${textOption(call, 'kind')}\` is not a kind of account: use ${kinds.join(', ')}`);
    const roles = textOptions(call, 'role');
    const unknown = roles.find((given) => given !== 'employee' && !isRole(given));
    if (unknown !== undefined) return misused(`\`${unknown}\` is not a role; see \`portico actor add --help\``);
    const [name = ''] = call.arguments;
    const display = textOption(call, 'display');
    return withContext((context) => add(context, { name, kind, roles, ...(display !== undefined && { display }) }));
  },
};

async function add({ policySet, federation }: Context, request: AccountRequest): Promise<CommandOutcome> {
  // The profile is shown outside, so the set in force decides on it; with none it waits for one.
  await policySet.load();
  const outcome = await federation.accounts.add(request);
  switch (outcome.kind) {
    case 'added': {
      const { name, actorId, kind, display, roles } = outcome.account;
      const lines = [`added \`${name}\`: ${actorId}`, ...(policySet.version() === undefined ? [waits] : [])];
      return { kind: 'reported', lines, data: { name, actor: actorId, kind, display, roles } };
    }
    case 'exists':
      return failed(`there is an account \`${request.name}\` already: choose another name`);
    case 'invalid':
      return failed(outcome.reason);
    case 'stopped':
      return failed(...whyStopped(outcome.verdict));
  }
}

const waits =
  'its profile is shown outside once a policy set is in force: run `portico policy check` on the policy folder';

function whyStopped({ reasons }: Verdict): string[] {
  const enforced = reasons.filter(({ observed }) => !observed);
  return enforced.map(({ policy, guidance }) => `the policy \`${policy}\` keeps this profile inside: ${guidance}`);
}
