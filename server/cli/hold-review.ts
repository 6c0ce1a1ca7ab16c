import type { Account } from '../../federation/ports/index.ts';
import type { Context } from '../context.ts';
import type { HeldPost } from '../review/held-post.ts';
import type { ReviewOutcome } from '../review/reviewing.ts';
import { type Call, type Command, type CommandOutcome, failed, misused, textOption } from './command.ts';
import { withContext } from './open-context.ts';
import { asOption, isPerson, personOf } from './person.ts';

const pageMost = 100;

export const holdList: Command = {
  usage: '',
  summary: 'Lists what waits for review, oldest first, without what it says.',
  details: [],
  takes: 0,
  options: {},
  run: () =>
    withContext(async ({ reviewing }) => {
      const holds = await reviewing.list({ limit: pageMost });
      return { kind: 'reported', lines: holds.length > 0 ? holds.map(line) : ['nothing waits'], data: { holds } };
    }),
};

export const holdShow: Command = {
  usage: '<id> [--reveal --as <account>]',
  summary: 'Shows a held post with labels in the place of what was found, and the digest that an approval names.',
  details: [
    '--reveal        the post as it was sent; who reads it is on record',
    '--as <account>  the reviewer or auditor who reads it',
  ],
  takes: 1,
  options: { reveal: { type: 'boolean', default: false }, ...asOption },
  run: (call) => (call.options['reveal'] ? reveal(call) : show(call)),
};

export const holdApprove: Command = {
  usage: '<id> <digest> --as <account>',
  summary: 'Lets a held post go, as one of as many reviewers as its policies ask for.',
  details: ['The digest is printed by `portico hold show`.', '--as <account>  the reviewer; not the author'],
  takes: 2,
  options: asOption,
  run: (call) =>
    asReviewer(call, ({ reviewing }, by) => {
      const [id = '', digest = ''] = call.arguments;
      return reviewing.approve(id, by, digest);
    }),
};

export const holdReject: Command = {
  usage: '<id> --note <text> --as <account>',
  summary: 'Ends a held post; the note goes to its author.',
  details: ['--note <text>   why, and what to change', '--as <account>  the reviewer'],
  takes: 1,
  options: { note: { type: 'string' }, ...asOption },
  async run(call) {
    const note = textOption(call, 'note')?.trim() ?? '';
    if (note === '') return misused('say why: `--note <text>`');
    return asReviewer(call, ({ reviewing }, by) => reviewing.reject(call.arguments[0] ?? '', by, note));
  },
};

function line({ id, actor, heldAt, reasons, approvedBy, tiers }: HeldPost): string {
  const day = new Date(heldAt).toISOString().slice(0, 16).replace('T', ' ');
  const policies = reasons.map(({ policy }) => policy).join(', ');
  return `${id}  ${day}  ${actor}  ${policies}  ${approvedBy.length} of ${tiers} approved`;
}

function show({ arguments: [id = ''] }: Call): Promise<CommandOutcome> {
  return withContext(async ({ reviewing, policySet }) => {
    await policySet.look();
    const shown = await reviewing.show(id);
    if (!shown) return failed(`nothing waits under \`${id}\`: see \`portico hold list\``);
    const { post, masked, digest } = shown;
    const view = masked ? JSON.stringify(masked, undefined, 2) : 'it can not be masked: read it with `--reveal`';
    return { kind: 'reported', lines: [line(post), view, `digest: ${digest}`], data: shown };
  });
}

function reveal(call: Call): Promise<CommandOutcome> {
  return withContext(async (context) => {
    const by = await personOf(context, call, ['reviewer', 'auditor']);
    if (!isPerson(by)) return by;
    const revealed = await context.reviewing.reveal(call.arguments[0] ?? '', by);
    if (!revealed) return failed(`nothing waits under \`${call.arguments[0]}\`: see \`portico hold list\``);
    const lines = [JSON.stringify(revealed.draft, undefined, 2), `digest: ${revealed.digest}`];
    return { kind: 'reported', lines, data: revealed };
  });
}

function asReviewer(
  call: Call,
  act: (context: Context, by: Account) => Promise<ReviewOutcome>,
): Promise<CommandOutcome> {
  return withContext(async (context) => {
    const by = await personOf(context, call, ['reviewer']);
    if (!isPerson(by)) return by;
    await context.policySet.look();
    return told(await act(context, by));
  });
}

function told(outcome: ReviewOutcome): CommandOutcome {
  switch (outcome.kind) {
    case 'released':
      return { kind: 'reported', lines: [`let go: ${outcome.activity}`], data: outcome };
    case 'approved': {
      const { approvedBy, tiers } = outcome.post;
      return { kind: 'reported', lines: [`${approvedBy.length} of ${tiers} approved`], data: outcome };
    }
    case 'rejected':
    case 'asked':
    case 'answered':
      return { kind: 'reported', lines: [outcome.kind], data: outcome };
    case 'absent':
      return failed('nothing waits under this id: see `portico hold list`');
    case 'refused':
      return failed(outcome.reason);
    case 'held-again':
    case 'stopped': {
      const [strictest] = outcome.verdict.reasons.filter(({ observed, approved }) => !observed && !approved);
      const waits = outcome.kind === 'held-again' ? 'it waits for another review' : 'it is stopped for good';
      return failed(strictest ? `${waits}: ${strictest.title}` : waits);
    }
  }
}
