import type { DomainRule } from '../../federation/ports/index.ts';
import { type DomainSwitch, domainSwitches } from '../peers/domain-ruling.ts';
import { type Command, failed, misused, textOption, textOptions } from './command.ts';
import { withContext } from './open-context.ts';

export const domainList: Command = {
  usage: '',
  summary: 'Lists the rules for other servers.',
  details: [],
  takes: 0,
  options: {},
  run: () =>
    withContext(async ({ domains }) => {
      const rules = await domains.list();
      const lines = rules.length > 0 ? rules.map(line) : ['there are no rules: the mode of federation alone decides'];
      return { kind: 'reported', lines, data: { domains: rules } };
    }),
};

export const domainSet: Command = {
  usage: '<domain> --reason <text> [--on <switch>]…',
  summary: 'Sets the rule for a domain and every host below it; it holds in every process at once.',
  details: [
    '--reason <text>  why; it is kept with the rule',
    `--on <switch>    one of ${domainSwitches.join(', ')}; may be repeated, and those that are not named are off`,
  ],
  takes: 1,
  options: { reason: { type: 'string' }, on: { type: 'string', multiple: true } },
  async run(call) {
    const reason = textOption(call, 'reason')?.trim() ?? '';
    if (reason === '') return misused('say why: `--reason <text>`');
    const on = textOptions(call, 'on');
    const unknown = on.find((name) => !isSwitch(name));
    if (unknown !== undefined) return misused(`\`${unknown}\` is no switch: use ${domainSwitches.join(', ')}`);
    const [domain = ''] = call.arguments;
    return withContext(async ({ domains }) => {
      const rule = await domains.set({ domain, on: on.filter(isSwitch), reason, by: 'operator' });
      if (!rule) return failed(`\`${domain}\` is no name of a server: write it as example.org`);
      return { kind: 'reported', lines: [line(rule)], data: rule };
    });
  },
};

export const domainRemove: Command = {
  usage: '<domain>',
  summary: 'Removes the rule for a domain.',
  details: [],
  takes: 1,
  options: {},
  run: ({ arguments: [domain = ''] }) =>
    withContext(async ({ domains }) => {
      const removed = await domains.remove(domain, 'operator');
      if (!removed) return failed(`there is no rule for \`${domain}\`: see \`portico domain list\``);
      return { kind: 'reported', lines: [`removed: ${domain}`], data: { removed: domain } };
    }),
};

function isSwitch(name: string): name is DomainSwitch {
  return (domainSwitches as readonly string[]).includes(name);
}

function line(rule: DomainRule): string {
  const on = domainSwitches.filter((name) => rule[name]);
  return `${rule.domain}  ${on.length > 0 ? on.join(', ') : 'nothing is off'}  ${rule.reason}`;
}
