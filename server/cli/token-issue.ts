import { parseScope } from '../auth/scopes.ts';
import { type Command, failed, misused, textOption } from './command.ts';
import { withContext } from './open-context.ts';

export const tokenIssue: Command = {
  usage: '<name> [--scope "read write"]',
  summary: 'Prints a bearer token for an account, and nothing else. It is shown this once.',
  details: ['--scope <scopes>  what it may do: read, write, follow, push; `read write` where left out'],
  takes: 1,
  options: { scope: { type: 'string', default: 'read write' } },
  async run(call) {
    const given = textOption(call, 'scope') ?? '';
    const scope = parseScope(given);
    if (scope === undefined) return misused(`\`${given}\` is not a list of scopes; see \`portico token issue --help\``);
    const [name = ''] = call.arguments;
    return withContext(async ({ store, tokens }) => {
      const account = await store.accounts.byName(name.toLowerCase());
      if (!account) return failed(`there is no account \`${name}\`: add it with \`portico actor add ${name}\``);
      const token = await tokens.issueToken({ actorId: account.actorId, scope });
      return { kind: 'reported', lines: [token], data: { token, actor: account.actorId, scope } };
    });
  },
};
