import { detectFile, detectLine } from '../../policies/index.ts';
import { type Command, failed, textOption } from './command.ts';
import { answerWithFiles } from './file-lines.ts';
import { openPolicies } from './open-policies.ts';

export const policyDetect: Command = {
  usage: '[--policies <folder>]',
  summary: 'Reads JSON Lines from standard input and prints all that is found in each, one line of JSON for one.',
  details: [
    'A line is `{"text": "…"}`, `{"file": "<path>"}` or an ActivityStreams object; its answer is `{"findings": […]}`, of any confidence.',
    'A line that can not be read is answered `{"error": …}`, and the exit code is 1 in the end.',
    '--policies <folder>  look for the terms and patterns of this policy folder as well',
  ],
  takes: 0,
  options: { policies: { type: 'string' } },
  async run(call) {
    const folder = textOption(call, 'policies');
    const opened = folder === undefined ? undefined : await openPolicies(folder);
    if (opened?.kind === 'failed') return failed(...opened.lines);
    const good = await answerWithFiles({
      line: (line) => detectLine(line, opened?.set),
      file: (content) => detectFile(content, opened?.set),
    });
    return { kind: 'written', failed: !good };
  },
};
