import { readFile } from 'node:fs/promises';
import { type ListKind, listKinds } from '../moderation/domain-lists/entry.ts';
import { type ListForm, listForms } from '../moderation/domain-lists/write.ts';
import type { Subscription } from '../ports/index.ts';
import { type Call, type Command, failed, misused, textOption } from './command.ts';
import { withContext } from './open-context.ts';

const kindDetail = `--kind <kind>      ${listKinds.join(' or ')}; block where it is left out`;

export const domainExport: Command = {
  usage: '[--kind <kind>] [--form <form>]',
  summary: 'Prints the rules as a list that Mastodon and GoToSocial read.',
  details: [kindDetail, `--form <form>      ${listForms.join(' or ')}; csv where it is left out`],
  takes: 0,
  options: { kind: { type: 'string' }, form: { type: 'string' } },
  async run(call) {
    const [kind, form] = [kindOf(call), formOf(call)];
    if (!kind || !form)
      return misused(`use ${listKinds.join(' or ')} for \`--kind\`, ${listForms.join(' or ')} for \`--form\``);
    return withContext(async ({ moderation }) => {
      const list = await moderation.lists.export(kind, form);
      return { kind: 'reported', lines: list.trimEnd().split('\n'), data: { kind, form, list } };
    });
  },
};

export const domainImport: Command = {
  usage: '<file> --reason <text> [--kind <kind>] [--dry-run] [--overwrite]',
  summary: 'Makes rules of a list of Mastodon or GoToSocial: CSV, JSON, or one domain a line.',
  details: [
    '--reason <text>    why; it is kept with the rules',
    kindDetail,
    '--dry-run          tells what would be done, and does nothing',
    '--overwrite        takes the place of rules that people have set, too',
  ],
  takes: 1,
  options: {
    ...{ reason: { type: 'string' }, kind: { type: 'string' } },
    ...{ 'dry-run': { type: 'boolean' }, overwrite: { type: 'boolean' } },
  },
  async run(call) {
    const [reason, kind] = [textOption(call, 'reason')?.trim() ?? '', kindOf(call)];
    if (reason === '') return misused('say why: `--reason <text>`');
    if (!kind) return misused(`use ${listKinds.join(' or ')} for \`--kind\``);
    const [file = ''] = call.arguments;
    const list = await readFile(file, 'utf8').catch((error: unknown) => error);
    if (typeof list !== 'string') return failed(`\`${file}\` can't be read: name a file that is there`);
    const { 'dry-run': dryRun, overwrite } = call.options;
    return withContext(async ({ moderation }) => {
      const asked = { list, kind, reason, dryRun: dryRun === true, overwrite: overwrite === true, by: 'operator' };
      const outcome = await moderation.lists.import(asked);
      if (outcome.kind === 'refused') return failed(outcome.reason);
      const { added, changed, skipped } = outcome;
      const would = outcome.kind === 'tried' ? 'would be ' : '';
      const lines = [
        `${would}added: ${added.length}, ${would}changed: ${changed.length}, skipped: ${skipped.length}`,
        ...skipped.map(({ domain, reason: why }) => `skipped ${domain}: ${why}`),
      ];
      return { kind: 'reported', lines, data: outcome };
    });
  },
};

export const listShow: Command = {
  usage: '',
  summary: 'Shows the lists of domains that rules are made of, and what came of each.',
  details: [],
  takes: 0,
  options: {},
  run: () =>
    withContext(async ({ moderation }) => {
      const lists = await moderation.subscriptions.list();
      return { kind: 'reported', lines: lists.length > 0 ? lists.map(line) : ['there are no lists'], data: { lists } };
    }),
};

export const listAdd: Command = {
  usage: '<url> --title <text> [--kind <kind>] [--priority <number>] [--expire-days <number>] [--dry-run]',
  summary: 'Makes rules of a list of domains elsewhere, once a day.',
  details: [
    kindDetail,
    '--priority <n>     0 to 255, 100 where it is left out: of two lists, the higher one says',
    '--expire-days <n>  rules run out so many days after the list named them last; never where it is left out',
    '--dry-run          only tells what it would do',
  ],
  takes: 1,
  options: {
    ...{ title: { type: 'string' }, kind: { type: 'string' }, priority: { type: 'string' } },
    ...{ 'expire-days': { type: 'string' }, 'dry-run': { type: 'boolean' } },
  },
  async run(call) {
    const [title, kind] = [textOption(call, 'title')?.trim() ?? '', kindOf(call)];
    const [priority, expireDays] = [numberOf(call, 'priority', 100, 255), numberOf(call, 'expire-days', 0, 3650)];
    if (title === '') return misused('say what it is: `--title <text>`');
    if (!kind) return misused(`use ${listKinds.join(' or ')} for \`--kind\``);
    if (priority === undefined || expireDays === undefined) return misused('give whole numbers: `--priority 100`');
    const [url = ''] = call.arguments;
    return withContext(async ({ moderation }) => {
      const asked = { url, title, kind, priority, expireDays, dryRun: call.options['dry-run'] === true };
      const outcome = await moderation.subscriptions.set({ ...asked, by: 'operator' });
      if (typeof outcome === 'string') return failed(outcome);
      return { kind: 'reported', lines: [line(outcome)], data: outcome };
    });
  },
};

export const listRemove: Command = {
  usage: '<id>',
  summary: 'Ends a subscription; the rules that the list made go with it.',
  details: [],
  takes: 1,
  options: {},
  run: ({ arguments: [id = ''] }) =>
    withContext(async ({ moderation }) => {
      const removed = await moderation.subscriptions.remove(id, 'operator');
      if (!removed) return failed(`there is no list \`${id}\`: see \`portico domain lists\``);
      return { kind: 'reported', lines: [`removed: ${id}`], data: { removed: id } };
    }),
};

export const listRun: Command = {
  usage: '[--dry-run]',
  summary: 'Reads every list at once.',
  details: ['--dry-run  tells what would come of it, and does nothing'],
  takes: 0,
  options: { 'dry-run': { type: 'boolean' } },
  run: ({ options }) =>
    withContext(async ({ moderation }) => {
      const lists = await moderation.subscriptions.run(options['dry-run'] === true);
      return { kind: 'reported', lines: lists.map(line), data: { lists } };
    }),
};

function kindOf(call: Call): ListKind | undefined {
  const given = textOption(call, 'kind') ?? 'block';
  return listKinds.find((kind) => kind === given);
}

function formOf(call: Call): ListForm | undefined {
  const given = textOption(call, 'form') ?? 'csv';
  return listForms.find((form) => form === given);
}

function numberOf(call: Call, name: string, usual: number, most: number): number | undefined {
  const given = Number(textOption(call, name) ?? usual);
  return Number.isInteger(given) && given >= 0 && given <= most ? given : undefined;
}

function line({ id, url, kind, priority, dryRun, lastRun }: Subscription): string {
  const does = `${kind} ${priority}${dryRun ? ' dry-run' : ''}`;
  if (!lastRun) return `${id}  ${does}  ${url}  not read yet`;
  const { kind: came, added, changed, removed, skipped, reason } = lastRun;
  const counts = `added ${added}, changed ${changed}, removed ${removed}, skipped ${skipped}`;
  return `${id}  ${does}  ${url}  ${came}: ${reason ?? counts}`;
}
