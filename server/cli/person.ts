import type { Account } from '../../federation/ports/index.ts';
import type { Context } from '../context.ts';
import { type Call, type CommandOutcome, failed, misused, textOption } from './command.ts';

/** Option of commands that are done in somebody's name. The command line takes the operator's word for who that is. */
export const asOption = { as: { type: 'string' } } as const;

/** The account that `--as` names, when it has one of the roles; otherwise what is wrong. */
export async function personOf(
  { store }: Context,
  call: Call,
  roles: readonly string[],
): Promise<Account | CommandOutcome> {
  const name = textOption(call, 'as');
  if (name === undefined) return misused('name who does this: `--as <account>`');
  const account = await store.accounts.byName(name.toLowerCase());
  if (!account) return failed(`there is no account \`${name}\``);
  if (roles.some((role) => account.roles.includes(role))) return account;
  return failed(`\`${name}\` has not the role ${roles.join(' or ')}`);
}

/** Whether `personOf` found somebody. */
export function isPerson(found: Account | CommandOutcome): found is Account {
  return 'actorId' in found;
}
