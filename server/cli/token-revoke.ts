import type { Context } from '../context.ts';
import { type Command, type CommandOutcome, failed, misused, textOption } from './command.ts';
import { withContext } from './open-context.ts';

export const tokenRevoke: Command = {
  usage: '<name> [--id <token id>] [--all]',
  summary: 'Ends tokens of an account at once, beside a running server too.',
  details: [
    '--id <token id>  that one, as `portico token list` names it',
    '--all            every token of the account',
  ],
  takes: 1,
  options: { id: { type: 'string' }, all: { type: 'boolean', default: false } },
  async run(call) {
    const [name = ''] = call.arguments;
    const id = textOption(call, 'id');
    const all = call.options['all'] === true;
    if (all === (id !== undefined)) return misused('say which: --id <token id>, or --all');
    return withContext((context) => revoke(context, name, id));
  },
};

async function revoke({ store, tokens }: Context, name: string, id: string | undefined): Promise<CommandOutcome> {
  const account = await store.accounts.byName(name.toLowerCase());
  if (!account) return failed(`there is no account \`${name}\``);
  if (id === undefined) return reported(await tokens.revokeAll(account.actorId));
  const own = (await tokens.list(account.actorId)).some(({ jti }) => jti === id);
  if (!own) return failed(`\`${name}\` has no token \`${id}\` that works: see \`portico token list ${name}\``);
  await tokens.revoke(id);
  return reported(1);
}

function reported(revoked: number): CommandOutcome {
  return {
    kind: 'reported',
    lines: [revoked === 1 ? 'revoked 1 token' : `revoked ${revoked} tokens`],
    data: { revoked },
  };
}
