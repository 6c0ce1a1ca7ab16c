import type { PartnerZone } from '../../federation/ports/index.ts';
import { type Command, failed, textOptions } from './command.ts';
import { withContext } from './open-context.ts';

export const zoneList: Command = {
  usage: '',
  summary: 'Lists the partner zones.',
  details: [],
  takes: 0,
  options: {},
  run: () =>
    withContext(async ({ zones: zoning }) => {
      const zones = await zoning.list();
      const lines = zones.length > 0 ? zones.map(line) : ['there are no partner zones'];
      return { kind: 'reported', lines, data: { zones } };
    }),
};

export const zoneSet: Command = {
  usage: '<name> [--domain <host>]… [--guest <actor>]…',
  summary: 'Sets a partner zone: the servers and the people elsewhere who see what is addressed to it.',
  details: ['--domain <host>  everyone on that server; may be repeated', '--guest <actor>  one actor by its address'],
  takes: 1,
  options: { domain: { type: 'string', multiple: true }, guest: { type: 'string', multiple: true } },
  run: (call) =>
    withContext(async ({ zones }) => {
      const [name = ''] = call.arguments;
      const members = { domains: textOptions(call, 'domain'), guests: textOptions(call, 'guest') };
      const outcome = await zones.set({ name, ...members, by: 'operator' });
      if (outcome.kind === 'refused') return failed(outcome.reason);
      return { kind: 'reported', lines: [line(outcome.zone)], data: outcome.zone };
    }),
};

export const zoneRemove: Command = {
  usage: '<name>',
  summary: 'Removes a partner zone; what went into it is served to nobody from then on.',
  details: [],
  takes: 1,
  options: {},
  run: ({ arguments: [name = ''] }) =>
    withContext(async ({ zones }) => {
      if (!(await zones.remove(name, 'operator'))) {
        return failed(`there is no zone \`${name}\`: see \`portico zone list\``);
      }
      return { kind: 'reported', lines: [`removed: ${name}`], data: { removed: name } };
    }),
};

function line({ name, domains, guests }: PartnerZone): string {
  return `partner:${name}  ${[...domains, ...guests].join(' ') || 'nobody'}`;
}
