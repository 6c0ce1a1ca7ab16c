import type { ActivationOutcome } from '../policy-sets/activations.ts';
import { type Call, type Command, type CommandOutcome, failed, misused, textOption } from './command.ts';
import { withContext } from './open-context.ts';
import { asOption, isPerson, personOf } from './person.ts';
import { describeProblem } from './problem.ts';

const reasonOption = { reason: { type: 'string' } } as const;

export const policyRequest: Command = {
  usage: '<version> --as <account> --reason <text>',
  summary: 'Asks for a version of the policy set to come in force; another policy editor approves.',
  details: [
    '--as <account>   the policy editor who asks',
    '--reason <text>  why, for whoever decides and for the record',
  ],
  takes: 1,
  options: { ...asOption, ...reasonOption },
  run: (call) =>
    withReason(call, (reason) =>
      withContext(async (context) => {
        const by = await personOf(context, call, ['policy-editor']);
        if (!isPerson(by)) return by;
        const record = await context.policies.versions.named(call.arguments[0] ?? '');
        if (!record) return failed(`there is no version \`${call.arguments[0]}\`: see \`portico policy list\``);
        const outcome = await context.policies.activations.request({ version: record.version, by, reason });
        if (outcome.kind !== 'requested') return refusal(outcome);
        const line = `${outcome.request.id}: another policy editor approves with \`portico policy activate\``;
        return { kind: 'reported', lines: [line], data: outcome.request };
      }),
    ),
};

export const policyActivate: Command = {
  usage: '<request> --as <account>  |  <version> --reason <text>',
  summary: 'Approves a request, so that its version is in force; or activates a version alone.',
  details: [
    'A version can be activated by the operator alone while fewer than two accounts have the role `policy-editor`.',
    '--as <account>   the policy editor who approves; not the one who asked',
    '--reason <text>  why, for the record',
  ],
  takes: 1,
  options: { ...asOption, ...reasonOption },
  run: (call) => (call.options['as'] === undefined ? activateAlone(call) : approve(call)),
};

export const policyRollback: Command = {
  usage: '--reason <text> [--as <account>]',
  summary: 'Goes back to the version of the policy set before the one in force, at once.',
  details: [
    '--as <account>   the policy editor who does it; the operator where left out',
    '--reason <text>  why, for the record',
  ],
  takes: 0,
  options: { ...asOption, ...reasonOption },
  run: (call) =>
    withReason(call, (reason) =>
      withContext(async (context) => {
        const by =
          call.options['as'] === undefined ? 'operator' : await personOf(context, call, ['policy-editor', 'admin']);
        if (by !== 'operator' && !isPerson(by)) return by;
        return activated(await context.policies.activations.rollback({ by, reason }));
      }),
    ),
};

function approve(call: Call): Promise<CommandOutcome> {
  return withContext(async (context) => {
    const by = await personOf(context, call, ['policy-editor']);
    if (!isPerson(by)) return by;
    return activated(await context.policies.activations.approve(call.arguments[0] ?? '', by));
  });
}

async function activateAlone(call: Call): Promise<CommandOutcome> {
  return withReason(call, (reason) =>
    withContext(async ({ policies }) => {
      const record = await policies.versions.named(call.arguments[0] ?? '');
      if (!record) return failed(`there is no version \`${call.arguments[0]}\`: see \`portico policy list\``);
      return activated(await policies.activations.activateAlone({ version: record.version, reason }));
    }),
  );
}

async function withReason(call: Call, act: (reason: string) => Promise<CommandOutcome>): Promise<CommandOutcome> {
  const reason = textOption(call, 'reason')?.trim() ?? '';
  return reason === '' ? misused('say why: `--reason <text>`') : act(reason);
}

function activated(outcome: ActivationOutcome): CommandOutcome {
  if (outcome.kind !== 'activated') return refusal(outcome);
  const { activation } = outcome;
  return { kind: 'reported', lines: [`in force: ${activation.version}`], data: activation };
}

function refusal(outcome: Exclude<ActivationOutcome, { kind: 'activated' }>): CommandOutcome {
  if (outcome.kind === 'absent') return failed('there is no such request or version');
  return failed(...(outcome.problems ?? []).map(describeProblem), outcome.reason);
}
