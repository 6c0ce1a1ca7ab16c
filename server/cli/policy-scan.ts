import { type Crossing, type OutsideZone, scanFile, scanLine } from '../../policies/index.ts';
import { type Call, type Command, failed, misused, textOption, textOptions } from './command.ts';
import { answerWithFiles } from './file-lines.ts';
import { openPolicies } from './open-policies.ts';

export const policyScan: Command = {
  usage: '[--policies <folder>] [--zone public] [--role <role>]… [--activity Create] [--domain <host>]… [--at <time>]',
  summary: 'Reads JSON Lines from standard input and prints what the policies say of each, one line of JSON for one.',
  details: [
    'A line is `{"text": "…"}`, `{"file": "<path>"}` or an ActivityStreams object; its answer is `{"verdict": …, "findings": […]}`.',
    'A line that can not be read is answered `{"error": …}`, and the exit code is 1 in the end.',
    '--policies <folder>  a policy folder; the library that ships where left out',
    '--zone <zone>        public, addressed or partner:<name>: where it would go; `public` where left out',
    '--actor <name>       who speaks: a name or an IRI; `employee` where left out',
    '--role <role>        a role of the speaker, as often as there are roles; `employee` where left out',
    '--activity <type>    the ActivityStreams type; `Create` where left out',
    '--domain <host>      the host of somebody who is named, as often as there are hosts',
    '--at <time>          when, such as 2026-12-24T18:00Z; now where left out',
  ],
  takes: 0,
  options: {
    policies: { type: 'string' },
    zone: { type: 'string', default: 'public' },
    actor: { type: 'string', default: 'employee' },
    role: { type: 'string', multiple: true },
    activity: { type: 'string', default: 'Create' },
    domain: { type: 'string', multiple: true },
    at: { type: 'string' },
  },
  async run(call) {
    const zone = textOption(call, 'zone') ?? '';
    if (!isOutside(zone)) return misused(`\`${zone}\` is not a zone outside; see \`portico policy scan --help\``);
    const at = momentOf(textOption(call, 'at'));
    if (Number.isNaN(at)) return misused('`--at` is no time; write it as 2026-12-24T18:00Z');
    const opened = await openPolicies(textOption(call, 'policies'));
    if (opened.kind === 'failed') return failed(...opened.lines);
    const crossing = { ...speakerOf(call), zone, at };
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

/** Milliseconds since the epoch; NaN for what is no time. */
function momentOf(written: string | undefined): number {
  return written === undefined ? Date.now() : Date.parse(written);
}

/** Who would speak, and to whom; a post by an employee without any role where nothing is said. */
function speakerOf(call: Call): Pick<Crossing, 'actor' | 'roles' | 'activity' | 'domains'> {
  const actor = textOption(call, 'actor') ?? 'employee';
  const roles = textOptions(call, 'role');
  return {
    actor: actor.includes('://') ? actor : `https://scan.invalid/users/${actor}`,
    roles: roles.length > 0 ? roles : ['employee'],
    activity: textOption(call, 'activity') ?? 'Create',
    domains: textOptions(call, 'domain'),
  };
}
