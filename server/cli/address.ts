import type { AddressRule } from '../moderation/address-ruling.ts';
import { type Command, failed, textOption } from './command.ts';
import { withContext } from './open-context.ts';

export const addressList: Command = {
  usage: '',
  summary: 'Lists the networks from which nobody gets anything here.',
  details: [],
  takes: 0,
  options: {},
  run: () =>
    withContext(async ({ addresses }) => {
      const rules = await addresses.list();
      const lines = rules.length > 0 ? rules.map(line) : ['no network is blocked'];
      return { kind: 'reported', lines, data: { addresses: rules } };
    }),
};

export const addressBlock: Command = {
  usage: '<network> [--reason <text>]',
  summary:
    'Turns everybody of a network away, from pages, sign-in and every API; deliveries are a matter of `domain set`.',
  details: [
    'A network is an address (192.0.2.7) or a range of them (192.0.2.0/24).',
    '--reason <text>  why; it is kept with the rule',
  ],
  takes: 1,
  options: { reason: { type: 'string' } },
  run: (call) =>
    withContext(async ({ addresses }) => {
      const [network = ''] = call.arguments;
      const outcome = await addresses.set({ network, comment: textOption(call, 'reason') ?? '', by: 'operator' });
      return outcome.kind === 'set'
        ? { kind: 'reported', lines: [line(outcome.rule)], data: outcome.rule }
        : failed(outcome.reason);
    }),
};

export const addressUnblock: Command = {
  usage: '<id>',
  summary: 'Lets a network in again.',
  details: [],
  takes: 1,
  options: {},
  run: ({ arguments: [id = ''] }) =>
    withContext(async ({ addresses }) => {
      const removed = await addresses.remove(id, 'operator');
      if (!removed) return failed(`there is no rule \`${id}\`: see \`portico address list\``);
      return { kind: 'reported', lines: [`unblocked: ${id}`], data: { unblocked: id } };
    }),
};

function line({ id, network, comment, expiresAt }: AddressRule): string {
  const until = expiresAt === undefined ? '' : `  until ${new Date(expiresAt).toISOString()}`;
  return `${id}  ${network}${until}  ${comment}`.trimEnd();
}
