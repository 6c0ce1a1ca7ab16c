import { readPolicyFolder } from '../policy-folder/load.ts';
import { type Command, textOption } from './command.ts';
import { withContext } from './open-context.ts';
import { asOption, isPerson, personOf } from './person.ts';
import { describeProblem } from './problem.ts';

export const policyPush: Command = {
  usage: '<folder> [--message <text>] [--as <account>]',
  summary: 'Checks a policy folder and keeps it as a version that can be activated; nothing is in force by that.',
  details: [
    '--message <text>  what it is for',
    '--as <account>    the policy editor who hands it in; the operator where left out',
  ],
  takes: 1,
  options: { message: { type: 'string', default: '' }, ...asOption },
  async run(call) {
    const [folder = ''] = call.arguments;
    const read = await readPolicyFolder(folder);
    return withContext(async (context) => {
      const person = call.options['as'] === undefined ? undefined : await personOf(context, call, ['policy-editor']);
      if (person && !isPerson(person)) return person;
      const author = person?.actorId ?? 'operator';
      const message = textOption(call, 'message') ?? '';
      const outcome =
        read.kind === 'read'
          ? await context.policies.versions.push({ files: read.files, author, message })
          : ({ kind: 'refused', problems: read.problems } as const);
      if (outcome.kind === 'refused') {
        const { problems } = outcome;
        const lines = [...problems.map(describeProblem), `${problems.length} to correct: this set can't be activated`];
        return { kind: 'reported', failed: true, lines, data: { ok: false, problems } };
      }
      const { version, added, policies, warnings } = outcome;
      const lines = [
        ...warnings.map((warning) => `${describeProblem(warning)} [warning]`),
        `${policies.length} policies, every example holds`,
        `${added ? 'pushed' : 'was there already'}: ${version}`,
      ];
      return { kind: 'reported', lines, data: { ok: true, version, added, policies, warnings } };
    });
  },
};
