import type { Report } from '../../federation/ports/index.ts';
import { type ReportAct, reportActs } from '../moderation/reporting.ts';
import { type Command, failed, misused, textOption } from './command.ts';
import { withContext } from './open-context.ts';

const pageMost = 100;

export const reportList: Command = {
  usage: '[--resolved]',
  summary: 'Lists the reports that wait for a moderator, oldest first.',
  details: ['--resolved  those that were dealt with'],
  takes: 0,
  options: { resolved: { type: 'boolean' } },
  run: ({ options }) =>
    withContext(async ({ moderation }) => {
      const reports = await moderation.reports.list({ open: options['resolved'] !== true, limit: pageMost });
      const lines = reports.length > 0 ? reports.map(line) : ['there are none'];
      return { kind: 'reported', lines, data: { reports } };
    }),
};

export const reportResolve: Command = {
  usage: '<id> [--act <what>]',
  summary: 'Deals with a report.',
  details: [`--act <what>  ${reportActs.join(', ')}; nothing is done where it is left out`],
  takes: 1,
  options: { act: { type: 'string' } },
  async run(call) {
    const given = textOption(call, 'act') ?? 'none';
    if (!isAct(given)) return misused(`\`${given}\` can't be done: use ${reportActs.join(', ')}`);
    const [id = ''] = call.arguments;
    return withContext(async ({ moderation }) => {
      const outcome = await moderation.reports.resolve(id, given, 'operator');
      if (outcome.kind === 'absent') return failed(`there is no report \`${id}\`: see \`portico report list\``);
      if (outcome.kind === 'refused') return failed(outcome.reason);
      if (outcome.kind === 'settled') return failed(`\`${outcome.report.resolved?.by}\` dealt with it before`);
      return { kind: 'reported', lines: [line(outcome.report)], data: outcome.report };
    });
  },
};

function isAct(name: string): name is ReportAct {
  return (reportActs as readonly string[]).includes(name);
}

function line({ id, by, about, resolved }: Report): string {
  return `${id}  ${resolved ? (resolved.act ?? 'none') : 'open'}  about ${about.join(', ')}  by ${by}`;
}
