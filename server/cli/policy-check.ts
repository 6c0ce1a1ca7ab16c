import { compilePolicySet } from '../../policies/index.ts';
import { readPolicyFolder } from '../policy-folder/load.ts';
import type { Command } from './command.ts';
import { describeProblem } from './problem.ts';

export const policyCheck: Command = {
  usage: '<folder>',
  summary: 'Checks a policy folder as activation would: every file, and every example of every policy.',
  details: ['Prints `file:line:column: what is wrong (what to do)` for each problem.'],
  takes: 1,
  options: {},
  async run({ arguments: [folder = ''] }) {
    const read = await readPolicyFolder(folder);
    const compiled =
      read.kind === 'read'
        ? compilePolicySet(read.files, { at: Date.now() })
        : { ok: false as const, problems: read.problems };
    if (!compiled.ok) {
      const { problems } = compiled;
      const lines = [...problems.map(describeProblem), `${problems.length} to correct: this set can't be activated`];
      return { kind: 'reported', failed: true, lines, data: { ok: false, problems } };
    }
    const { set, warnings } = compiled;
    const lines = [
      ...warnings.map((warning) => `${describeProblem(warning)} [warning]`),
      ...set.policies.map(({ id, mode, action, title }) => `ok    ${id} (${mode}, ${action}): ${title}`),
      ...set.exceptions.map(
        ({ id, policy, owner, expires }) => `      exception ${id} from ${policy} until ${day(expires)} (${owner})`,
      ),
      `${set.policies.length} ${set.policies.length === 1 ? 'policy' : 'policies'}, every example holds; version ${set.version}`,
    ];
    const { version, policies, exceptions } = set;
    return { kind: 'reported', lines, data: { ok: true, version, policies, exceptions, warnings } };
  },
};

function day(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
