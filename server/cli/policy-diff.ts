import { type Command, failed } from './command.ts';
import { withContext } from './open-context.ts';

export const policyDiff: Command = {
  usage: '<version> <version>',
  summary: 'Shows what the second version of the policy set changes of the first.',
  details: ['A version may be shortened to its first eight digits or more.'],
  takes: 2,
  options: {},
  run: ({ arguments: [first = '', second = ''] }) =>
    withContext(async ({ policies: { versions } }) => {
      const [from, to] = [await versions.named(first), await versions.named(second)];
      if (!from || !to) {
        return failed(`there is no version \`${from ? second : first}\`: see \`portico policy list\``);
      }
      const files = versions.diff(from, to);
      const lines = files.flatMap(({ file, kind, lines }) => [`${kind} ${file}`, ...lines]);
      return {
        kind: 'reported',
        lines: files.length > 0 ? lines : ['the two are the same'],
        data: { from: from.version, to: to.version, files },
      };
    }),
};
