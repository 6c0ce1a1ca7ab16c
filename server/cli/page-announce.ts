import type { Announced } from '../pages/announcing.ts';
import { type Command, type CommandOutcome, failed, misused, textOption } from './command.ts';
import { withContext } from './open-context.ts';

export const pageAnnounce: Command = {
  usage: '<url> --title <text> --account <name> [--summary <text>]',
  summary: 'Announces a page of another site as a post, through the gate; its discussion can stand under the page.',
  details: [
    '--title <text>    what the page is called',
    '--account <name>  the corporate account or community that announces it',
    '--summary <text>  what it is about, in plain text',
  ],
  takes: 1,
  options: { title: { type: 'string' }, account: { type: 'string' }, summary: { type: 'string' } },
  run(call) {
    const [url = ''] = call.arguments;
    const [title, account, summary] = ['title', 'account', 'summary'].map((name) => textOption(call, name)?.trim());
    if (!title) return Promise.resolve(misused('say what the page is called: `--title <text>`'));
    if (!account) return Promise.resolve(misused('name who announces it: `--account <name>`'));
    return withContext(async ({ announcing, policySet }) => {
      await policySet.look();
      return told(await announcing.announce({ url, title, account, ...(summary && { summary }) }));
    });
  },
};

function told(outcome: Announced): CommandOutcome {
  switch (outcome.kind) {
    case 'announced':
      return { kind: 'reported', lines: [`announced: ${outcome.post}`], data: outcome };
    case 'held':
      return { kind: 'reported', lines: [`waits for review: ${outcome.hold}`], data: outcome };
    case 'known':
      return { kind: 'reported', lines: ['it was announced before'], data: outcome };
    case 'stopped':
      return failed(`a policy stops it: ${outcome.reasons.join('; ')}`);
    case 'invalid':
      return failed(outcome.reason);
  }
}
