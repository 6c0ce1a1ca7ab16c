import type { Recall } from '../../federation/ports/index.ts';
import type { RecallOutcome, Recounted } from '../recall/recalling.ts';
import { type Call, type Command, type CommandOutcome, failed, misused, textOption } from './command.ts';
import { withContext } from './open-context.ts';
import { asOption, isPerson, personOf } from './person.ts';

export const recallStart: Command = {
  usage: '--reason <text> [--dry-run] [--version <version>] [--post <id>] [--as <account>]',
  summary: 'Looks at everything that left and takes back what may not be out there, or takes back one post.',
  details: [
    '--reason <text>      why; it is on record',
    '--dry-run            looks and tells, sends nothing; needed once for each set before the real one',
    '--version <version>  of a dry run: a set that is not in force yet',
    '--post <id>          one post, whatever the policies say of it',
    '--as <account>       the policy editor or administrator; the operator where left out',
    'Others are sent a Delete or an Update. Whether they carry it out is up to them.',
  ],
  takes: 0,
  options: {
    reason: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    version: { type: 'string' },
    post: { type: 'string' },
    ...asOption,
  },
  run: start,
};

export const recallList: Command = {
  usage: '',
  summary: 'Lists recalls, newest first.',
  details: [],
  takes: 0,
  options: {},
  run: () =>
    withContext(async ({ recalling }) => {
      const recalls = await recalling.list();
      const lines = recalls.length > 0 ? recalls.map(line) : ['nothing was ever recalled'];
      return { kind: 'reported', lines, data: { recalls } };
    }),
};

export const recallShow: Command = {
  usage: '<id> [--after <cursor>]',
  summary: 'Says what a recall found, and server by server what was sent, acknowledged or not reached.',
  details: ['--after <cursor>  the next page'],
  takes: 1,
  options: { after: { type: 'string' } },
  run: (call) =>
    withContext(async ({ recalling }) => {
      const [id = ''] = call.arguments;
      const after = textOption(call, 'after');
      if (after !== undefined && !/^\d{1,15}$/.test(after))
        return misused('`--after` takes what the page before ended with');
      const recall = await recalling.get(id);
      if (!recall) return failed(`there is no recall \`${id}\`: see \`portico recall list\``);
      const page = await recalling.items(id, after);
      const more = page.next === undefined ? [] : [`more: --after ${page.next}`];
      return {
        kind: 'reported',
        lines: [line(recall), ...page.items.flatMap(itemLines), ...more],
        data: { ...recall, ...page },
      };
    }),
};

async function start(call: Call): Promise<CommandOutcome> {
  const reason = textOption(call, 'reason')?.trim() ?? '';
  if (reason === '') return misused('say why: `--reason <text>`');
  const [post, version] = [textOption(call, 'post'), textOption(call, 'version')];
  return withContext(async (context) => {
    const by =
      textOption(call, 'as') === undefined ? undefined : await personOf(context, call, ['policy-editor', 'admin']);
    if (by && !isPerson(by)) return by;
    await context.policySet.look();
    const asked = { by: by?.actorId ?? 'operator', reason, dryRun: call.options['dry-run'] === true };
    const named = { ...(post !== undefined && { post }), ...(version !== undefined && { version }) };
    return told(await context.recalling.start({ ...asked, ...named }, showProgress));
  });
}

async function told(outcome: RecallOutcome): Promise<CommandOutcome> {
  if (outcome.kind === 'absent') return failed('there is no such post or version here');
  if (outcome.kind === 'refused') return failed(outcome.reason);
  const recall = await outcome.finished;
  const goesOn = recall.state === 'running' ? ['the server goes on with it'] : [];
  return { kind: 'reported', lines: [line(recall), ...goesOn], data: recall };
}

function showProgress({ tally, total, state }: Recall): void {
  if (state === 'running' && process.stderr.isTTY) process.stderr.write(`\r${tally.looked} of ${total}`);
}

function line({ id, cause, dryRun, state, tally, post, version, startedAt }: Recall): string {
  const day = new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ');
  const { looked, withdrawn, revised, withheld, undecided } = tally;
  const about = post ?? version?.slice(0, 12) ?? '';
  const did = dryRun ? 'would take back' : 'took back';
  return `${id}  ${day}  ${cause} ${about}  ${state}: looked at ${looked}, ${did} ${withdrawn}, ${revised} revised, ${withheld} withheld, ${undecided} undecided`;
}

function itemLines({ subject, outcome, policies, servers }: Recounted): string[] {
  const said = policies.length > 0 ? `  (${policies.join(', ')})` : '';
  const states = servers.map(
    ({ host, stands, status, attempts, error }) =>
      `  ${host}: ${stands}${status === undefined ? '' : ` ${status}`}${stands === 'retried' ? ` ${attempts} times` : ''}${error === undefined ? '' : `, ${error}`}`,
  );
  return [`${outcome}: ${subject}${said}`, ...states];
}
