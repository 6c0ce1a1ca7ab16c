import type { Verdict } from '../../policies/index.ts';
import type { Explanation } from '../policy-sets/explain.ts';
import { type Command, failed, textOption } from './command.ts';
import { withContext } from './open-context.ts';

export const policyExplain: Command = {
  usage: '<post> [--reader <name, host or anonymous>]',
  summary:
    'Says why a post was stopped or let go, what the set in force says of it, and why a reader can see it or not.',
  details: [
    'A post is named by the id of its activity, of its object, or of what is held.',
    '--reader <who>  a user name, `anonymous`, or the host of another server',
  ],
  takes: 1,
  options: { reader: { type: 'string' } },
  run: (call) =>
    withContext(async ({ explaining, policySet }) => {
      await policySet.look();
      const [post = ''] = call.arguments;
      const explanation = await explaining.explain(post, textOption(call, 'reader'));
      if (!explanation) return failed(`nothing was decided on \`${post}\`: it stayed inside, or is not of this server`);
      return { kind: 'reported', lines: linesOf(explanation), data: explanation };
    }),
};

function linesOf({ decisions, reviews, today, reader }: Explanation): string[] {
  return [
    ...decisions.flatMap(({ decidedAt, zone, verdict }) => [
      `${new Date(decidedAt).toISOString()} to ${zone}: ${verdict.outcome} (set ${verdict.setVersion.slice(0, 12)})`,
      ...reasonsOf(verdict),
    ]),
    ...reviews.map(({ at, act, by }) => `${new Date(at).toISOString()} ${act} by ${by}`),
    ...(today ? [`the set in force says: ${today.outcome}`, ...reasonsOf(today)] : []),
    ...(reader
      ? [`${reader.as} ${reader.visible ? 'can' : "can't"} see it: ${reader.because.replaceAll('-', ' ')}`]
      : []),
  ];
}

function reasonsOf({ reasons }: Verdict): string[] {
  return reasons.map(({ policy, outcome, observed, approved, findings }) => {
    const found = [...new Set(findings.map(({ entity, field }) => `${entity} in ${field}`))].join(', ');
    const standing = observed ? ' (observed only)' : approved ? ' (approved by reviewers)' : '';
    return `  ${policy}: ${outcome}${standing}${found === '' ? '' : `, ${found}`}`;
  });
}
