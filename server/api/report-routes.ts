import { type ReportAct, type Reporting, type ReportOutcome, reportActs } from '../moderation/reporting.ts';
import { type Answer, answered, nothingThere, objectOf, problem, type Route } from './route.ts';

const readers = ['moderator', 'auditor'] as const;
const pageMost = 100;

/** What people report about accounts and posts, inside and outside. */
export function reportRoutes(reports: Reporting): Route[] {
  return [...readingRoutes(reports), ...settlingRoutes(reports)];
}

function readingRoutes(reports: Reporting): Route[] {
  return [
    {
      method: 'get',
      path: '/reports',
      summary: 'Reports that wait for a moderator, oldest first; with `state=resolved`, those that were dealt with.',
      roles: readers,
      query: {
        after: { description: 'Id of the last one of the page before.', schema: { type: 'string' } },
        state: { description: '`open` where it is left out.', schema: { enum: ['open', 'resolved'] } },
      },
      answers: { 200: 'Up to 100 reports.' },
      async handle({ query: { after, state } }) {
        const page = { open: state !== 'resolved', limit: pageMost, ...(after !== undefined && { after }) };
        return answered({ reports: await reports.list(page) });
      },
    },
    {
      method: 'get',
      path: '/reports/{id}',
      summary: 'One report.',
      roles: readers,
      answers: { 200: 'The report.', 404: 'There is none.' },
      async handle({ path }) {
        const report = await reports.show(path['id'] ?? '');
        return report ? answered(report) : nothingThere;
      },
    },
  ];
}

function settlingRoutes(reports: Reporting): Route[] {
  const of = (path: Readonly<Record<string, string>>): string => path['id'] ?? '';
  return [
    {
      method: 'post',
      path: '/reports/{id}/resolve',
      summary:
        'Deals with a report: suspends or silences the outsiders that it names, deletes its posts, or does nothing.',
      roles: ['moderator'],
      body: objectOf({ act: { enum: reportActs } }, ['act']),
      answers: {
        200: 'Done.',
        404: 'There is none.',
        409: 'Somebody dealt with it before.',
        422: 'Why it was not done.',
      },
      async handle({ path, body, account }) {
        const { act = 'none' } = body as { readonly act?: ReportAct };
        return settled(await reports.resolve(of(path), act, account.actorId));
      },
    },
    {
      method: 'post',
      path: '/reports/{id}/reopen',
      summary: 'Opens a report again; what was done about it stays.',
      roles: ['moderator'],
      answers: { 200: 'Done.', 404: 'There is none.' },
      handle: async ({ path, account }) => settled(await reports.reopen(of(path), account.actorId)),
    },
    {
      method: 'post',
      path: '/reports/{id}/assign',
      summary: 'Takes a report on, for others to see.',
      roles: ['moderator'],
      answers: { 200: 'Done.', 404: 'There is none.' },
      handle: async ({ path, account }) => settled(await reports.assign(of(path), account.actorId, account.actorId)),
    },
  ];
}

function settled(outcome: ReportOutcome): Answer {
  switch (outcome.kind) {
    case 'done':
      return answered(outcome.report);
    case 'absent':
      return nothingThere;
    case 'settled':
      return problem(409, 'this is dealt with', `\`${outcome.report.resolved?.by}\` did so before`);
    case 'refused':
      return problem(422, 'this was not done', outcome.reason);
  }
}
