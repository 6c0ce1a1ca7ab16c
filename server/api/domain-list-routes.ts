import { type ListKind, listKinds } from '../moderation/domain-lists/entry.ts';
import type { ImportAsked } from '../moderation/domain-lists/importing.ts';
import type { SubscriptionAsked } from '../moderation/domain-lists/subscribing.ts';
import { type ListForm, listForms } from '../moderation/domain-lists/write.ts';
import type { Moderation } from '../moderation/index.ts';
import { answered, nothingThere, objectOf, problem, type Route, sentence } from './route.ts';

const readers = ['moderator', 'policy-editor', 'auditor', 'admin'] as const;
const writers = ['admin'] as const;
const flag = { type: 'boolean' };
const kind = { enum: listKinds };

/** Lists of domains as servers exchange them: as files, and as subscriptions. */
export function domainListRoutes(moderation: Moderation): Route[] {
  return [...fileRoutes(moderation), ...subscriptionRoutes(moderation)];
}

function fileRoutes({ lists }: Moderation): Route[] {
  return [
    {
      method: 'get',
      path: '/domain-lists/export',
      summary: 'The rules as a list that Mastodon and GoToSocial read.',
      roles: readers,
      query: {
        kind: { description: '`block` where it is left out.', schema: kind },
        form: { description: '`csv` where it is left out.', schema: { enum: listForms } },
      },
      answers: { 200: 'The list, as a text.' },
      async handle({ query }) {
        const wanted: ListKind = query['kind'] === 'allow' ? 'allow' : 'block';
        const form: ListForm = query['form'] === 'json' ? 'json' : 'csv';
        return answered({ kind: wanted, form, list: await lists.export(wanted, form) });
      },
    },
    {
      method: 'post',
      path: '/domain-lists/import',
      summary: 'Makes rules of a list of Mastodon or GoToSocial: CSV, JSON, or one domain a line.',
      roles: writers,
      body: objectOf(
        { list: { type: 'string', maxLength: 10_000_000 }, kind, dryRun: flag, overwrite: flag, reason: sentence },
        ['dryRun', 'overwrite'],
      ),
      answers: { 200: 'What was added, changed and skipped; with `dryRun`, what would be.', 422: 'What is wrong.' },
      async handle({ account, body }) {
        const asked = body as Pick<ImportAsked, 'list' | 'kind' | 'reason'> & Partial<ImportAsked>;
        const outcome = await lists.import({ dryRun: false, overwrite: false, ...asked, by: account.actorId });
        return outcome.kind === 'refused' ? problem(422, 'this was not imported', outcome.reason) : answered(outcome);
      },
    },
  ];
}

function subscriptionRoutes({ subscriptions }: Moderation): Route[] {
  return [
    {
      method: 'get',
      path: '/domain-lists',
      summary: 'The lists elsewhere that rules are made of, those that count most first, and what came of each.',
      roles: readers,
      answers: { 200: 'The lists.' },
      handle: async () => answered({ lists: await subscriptions.list() }),
    },
    {
      method: 'post',
      path: '/domain-lists',
      summary: 'Subscribes to a list; it is read once a day.',
      roles: writers,
      body: objectOf({
        ...{ url: { type: 'string', maxLength: 2048 }, kind, title: sentence, dryRun: flag },
        priority: { type: 'integer', minimum: 0, maximum: 255 },
        expireDays: { type: 'integer', minimum: 0, maximum: 3650 },
      }),
      answers: { 200: 'The list.', 422: 'What is wrong with it.' },
      async handle({ account, body }) {
        const outcome = await subscriptions.set({ ...(body as Omit<SubscriptionAsked, 'by'>), by: account.actorId });
        return typeof outcome === 'string' ? problem(422, 'this was not set', outcome) : answered(outcome);
      },
    },
    {
      method: 'post',
      path: '/domain-lists/{id}/remove',
      summary: 'Ends a subscription; the rules that the list made go with it.',
      roles: writers,
      answers: { 200: 'Removed.', 404: 'There is none.' },
      async handle({ account, path: { id = '' } }) {
        return (await subscriptions.remove(id, account.actorId)) ? answered({ removed: id }) : nothingThere;
      },
    },
    {
      method: 'post',
      path: '/domain-lists/run',
      summary: 'Reads every list at once; with `dryRun`, tells what would come of it.',
      roles: writers,
      body: objectOf({ dryRun: flag }),
      answers: { 200: 'The lists, with what came of each.' },
      async handle({ body }) {
        const { dryRun } = body as { readonly dryRun: boolean };
        return answered({ lists: await subscriptions.run(dryRun) });
      },
    },
  ];
}
