import { type Crossing, type OutsideZone, scanFile, scanLine } from '../../policies/index.ts';
import { type Command, failed, misused, textOption } from './command.ts';
import { answerWithFiles } from './file-lines.ts';
import { openPolicies } from './open-policies.ts';

export const policyScan: Command = {
  usage: '[--policies <folder>] [--zone public]',
  summary: 'Reads JSON Lines from standard input and prints what the policies say of each, one line of JSON for one.',
  details: [
    'A line is `{"text": "…"}`, `{"file": "<path>"}` or an ActivityStreams object; its answer is `{"verdict": …, "findings": […]}`.',
    'A line that can not be read is answered `{"error": …}`, and the exit code is 1 in the end.',
    '--policies <folder>  a policy folder; the library that ships where left out',
    '--zone <zone>        public, addressed or partner:<name>: where it would go; `public` where left out',
  ],
  takes: 0,
  options: { policies: { type: 'string' }, zone: { type: 'string', default: 'public' } },
  async run(call) {
    const zone = textOption(call, 'zone') ?? '';
    if (!isOutside(zone)) return misused(`\`${zone}\` is not a zone outside; see \`portico policy scan --help\``);
    const opened = await openPolicies(textOption(call, 'policies'));
    if (opened.kind === 'failed') return failed(...opened.lines);
    const crossing = crossingTo(zone);
    const good = await answerWithFiles({
      line: (line) => scanLine(opened.set, line, crossing),
      file: (content) => scanFile(opened.set, content, crossing),
    });
    return { kind: 'written', failed: !good };
  },
};

function isOutside(zone: string): zone is OutsideZone {
  return zone === 'public' || zone === 'addressed' || /^partner:[\w.-]+$/.test(zone);
}

/** A post by an employee without any role. */
function crossingTo(zone: OutsideZone): Crossing {
  const actor = 'https://scan.invalid/users/employee';
  return { zone, actor, roles: ['employee'], activity: 'Create', domains: [], at: Date.now() };
}
