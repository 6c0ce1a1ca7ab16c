import type { Report } from '../../federation/ports/index.ts';
import type { ServerStore } from '../ports/index.ts';
import { answered, nothingThere, problem, type Route } from './route.ts';

const readers = ['moderator', 'auditor'] as const;
const pageMost = 100;

export interface Reporting {
  readonly reports: ServerStore['reports'];
  readonly commits: ServerStore['commits'];
  readonly clock: () => number;
}

/** What people outside report about accounts and posts of this server. */
export function reportRoutes({ reports, commits, clock }: Reporting): Route[] {
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
        return answered({ reports: await reports.page(page) });
      },
    },
    {
      method: 'get',
      path: '/reports/{id}',
      summary: 'One report.',
      roles: readers,
      answers: { 200: 'The report.', 404: 'There is none.' },
      async handle({ path }) {
        const report = await reports.byId(path['id'] ?? '');
        return report ? answered(report) : nothingThere;
      },
    },
    {
      method: 'post',
      path: '/reports/{id}/resolve',
      summary: 'Marks a report as dealt with.',
      roles: ['moderator'],
      answers: { 200: 'Done.', 404: 'There is none.', 409: 'Somebody dealt with it before.' },
      async handle({ path, account }) {
        const report = await reports.byId(path['id'] ?? '');
        if (!report) return nothingThere;
        if (report.resolved) return problem(409, 'this is dealt with', `\`${report.resolved.by}\` did so before`);
        const resolved: Report = { ...report, resolved: { by: account.actorId, at: clock() } };
        await commits.commit([{ change: 'report.put', report: resolved }]);
        return answered(resolved);
      },
    },
  ];
}
