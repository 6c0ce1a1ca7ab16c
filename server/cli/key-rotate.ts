import type { Context } from '../context.ts';
import { type Command, type CommandOutcome, failed, misused } from './command.ts';
import { withContext } from './open-context.ts';

export const keyRotate: Command = {
  usage: '<name>',
  summary: 'Gives an account a new signing key and tells those who have the old one, beside a running server too.',
  details: ['the server that signs fetches is the account `instance`'],
  takes: 1,
  options: {},
  async run(call) {
    const [name = ''] = call.arguments;
    if (name === '') return misused('say whose key');
    return withContext((context) => rotate(context, name.toLowerCase()));
  },
};

async function rotate({ policySet, federation, store }: Context, name: string): Promise<CommandOutcome> {
  const account = await store.accounts.byName(name);
  if (!account) return failed(`there is no account \`${name}\``);
  // The profile with its new key is shown outside, so the set in force decides on it.
  await policySet.load();
  const outcome = await federation.accounts.rotateKey(account);
  switch (outcome.kind) {
    case 'rotated':
      return { kind: 'reported', lines: [`\`${name}\` has a new key`], data: { name, actor: account.actorId } };
    case 'invalid':
      return failed(outcome.reason);
    case 'stopped':
      return failed(`the key stays: the policies do not let the profile of \`${name}\` out as it is`);
  }
}
