import { statSync } from 'node:fs';
import type { PolicyFiles } from '../../policies/index.ts';
import type { Context } from '../context.ts';
import { readPolicyFolder } from '../policy-folder/load.ts';
import type { PolicyReport, Simulation } from '../ports/index.ts';
import { type Command, type CommandOutcome, failed, misused, textOption } from './command.ts';
import { withContext } from './open-context.ts';
import { describeProblem } from './problem.ts';

export const policySimulate: Command = {
  usage: '<folder or version> [--since <date>]',
  summary: 'Decides anew on what was posted, with another policy set, and says what it would change. Nothing is sent.',
  details: [
    '--since <date>  such as 2026-11-01; all that is kept where left out',
    'What a policy blocked was not kept, so a set that would let it go can not show it.',
  ],
  takes: 1,
  options: { since: { type: 'string' } },
  async run(call) {
    const given = textOption(call, 'since');
    const since = given === undefined ? 0 : Date.parse(given);
    if (Number.isNaN(since)) return misused(`\`${given}\` is not a date: write it as 2026-11-01`);
    return withContext(async (context) => {
      const found = await filesOf(context, call.arguments[0] ?? '');
      if ('kind' in found) return found;
      const { finished } = await context.simulating.start({ ...found, since, by: 'operator' }, showProgress);
      return report(await finished);
    });
  },
};

interface Found {
  readonly version: string;
  readonly files: PolicyFiles;
}

/** A folder as it stands, or a version that was pushed. */
async function filesOf({ policies: { versions } }: Context, given: string): Promise<Found | CommandOutcome> {
  if (!statSync(given, { throwIfNoEntry: false })?.isDirectory()) {
    const record = await versions.named(given);
    return record ?? failed(`\`${given}\` is neither a folder nor a version: see \`portico policy list\``);
  }
  const read = await readPolicyFolder(given);
  if (read.kind === 'unreadable') return failed(...read.problems.map(describeProblem));
  const checked = await versions.check(read.files);
  return checked.ok ? checked : failed(...checked.problems.map(describeProblem));
}

function showProgress({ done, total, state }: Simulation): void {
  if (state === 'running' && process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} decisions`);
}

function report(simulation: Simulation): CommandOutcome {
  const { report, id, version } = simulation;
  if (!report) return failed('the simulation failed: the set does not compile, or the store was gone');
  const lines = [
    `simulation ${id} of ${version.slice(0, 12)}: ${report.posts} posts decided, ${report.gone} not kept`,
    ...report.policies.map(policyLine),
  ];
  return { kind: 'reported', lines, data: simulation };
}

function policyLine({ policy, newlyStopped, newlyLetGo, changed, unchanged }: PolicyReport): string {
  return `${policy}: ${newlyStopped} newly stopped, ${newlyLetGo} newly let go, ${changed} changed, ${unchanged} unchanged`;
}
