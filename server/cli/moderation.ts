import type { ActorRule } from '../../federation/ports/index.ts';
import type { Waiting } from '../moderation/queue.ts';
import { type Command, failed, misused, textOption } from './command.ts';
import { withContext } from './open-context.ts';

const nothing = { takes: 0, options: {}, usage: '', details: [] } as const;
const pageMost = 100;

export const accountRules: Command = {
  ...nothing,
  summary: 'Lists the outsiders that are suspended, silenced or sent without their files.',
  run: () =>
    withContext(async ({ moderation }) => {
      const rules = await moderation.accounts.list();
      const lines = rules.length > 0 ? rules.map(ruleLine) : ['there are no rules for single outsiders'];
      return { kind: 'reported', lines, data: { accounts: rules } };
    }),
};

/** `suspend` or `silence`. */
function ruling(act: 'suspend' | 'silence', summary: string): Command {
  return {
    usage: '<actor> --reason <text>',
    summary,
    details: ['<actor>          address of the actor itself', '--reason <text>  why; it is kept with the rule'],
    takes: 1,
    options: { reason: { type: 'string' } },
    async run(call) {
      const reason = textOption(call, 'reason')?.trim() ?? '';
      if (reason === '') return misused('say why: `--reason <text>`');
      const [actor = ''] = call.arguments;
      return withContext(async ({ moderation }) => {
        const outcome = await moderation.accounts.set({ actor, [act]: true, reason, by: 'operator' });
        if (outcome.kind === 'refused') return failed(outcome.reason);
        return { kind: 'reported', lines: [ruleLine(outcome.rule)], data: outcome.rule };
      });
    },
  };
}

export const accountSuspend = ruling(
  'suspend',
  'Keeps an outsider out: refused, hidden, and in no follow with anybody.',
);
export const accountSilence = ruling(
  'silence',
  'Keeps an outsider out of public timelines and of strangers’ notifications.',
);

export const accountLift: Command = {
  usage: '<actor>',
  summary: 'Takes the rule for an outsider away; follows that it ended within 30 days are taken up again.',
  details: [],
  takes: 1,
  options: {},
  run: ({ arguments: [actor = ''] }) =>
    withContext(async ({ moderation }) => {
      const lifted = await moderation.accounts.lift(actor, 'operator');
      if (!lifted) return failed(`there is no rule for \`${actor}\`: see \`portico account rules\``);
      return { kind: 'reported', lines: [`lifted: ${actor}`], data: { lifted: actor } };
    }),
};

export const queueList: Command = {
  ...nothing,
  summary: 'Lists the posts from outside that wait for a moderator, oldest first.',
  run: () =>
    withContext(async ({ moderation }) => {
      const waiting = await moderation.queue.list({ limit: pageMost });
      const lines = waiting.length > 0 ? waiting.map(waitingLine) : ['nothing waits'];
      return { kind: 'reported', lines, data: { waiting, count: await moderation.queue.count() } };
    }),
};

function settling(act: 'letIn' | 'reject', summary: string): Command {
  return {
    usage: '<id>',
    summary,
    details: [],
    takes: 1,
    options: {},
    run: ({ arguments: [id = ''] }) =>
      withContext(async ({ moderation }) => {
        const outcome = await moderation.queue[act](id, 'operator');
        if (outcome.kind === 'absent') return failed(`nothing waits under \`${id}\`: see \`portico queue list\``);
        if (outcome.kind === 'refused') return failed(outcome.reason);
        return { kind: 'reported', lines: [`${outcome.kind}: ${id}`], data: { id, outcome: outcome.kind } };
      }),
  };
}

export const queueLetIn = settling('letIn', 'Lets a post in, as if it had not waited.');
export const queueReject = settling('reject', 'Rejects a post that waits; its sender is not told.');

function ruleLine({ actor, suspend, silence, rejectMedia, reason }: ActorRule): string {
  const does = [suspend && 'suspended', silence && 'silenced', rejectMedia && 'without files'].filter(Boolean);
  return `${actor}  ${does.join(', ')}  ${reason}`;
}

function waitingLine({ id, actor, score, signals }: Waiting): string {
  return `${id}  ${actor}  ${score}  ${signals.map(({ signal }) => signal).join(', ')}`;
}
