import type { Overview } from '../overview/overview.ts';
import { answered, type Route } from './route.ts';

/** How it stands with what leaves. */
export function overviewRoutes(overview: () => Promise<Overview>): Route[] {
  return [
    {
      method: 'get',
      path: '/overview',
      summary: 'What left, was held, blocked and redacted in the last two weeks, by day and policy, and what waits.',
      roles: ['policy-editor', 'reviewer', 'moderator', 'auditor', 'admin'],
      answers: { 200: 'The numbers.' },
      handle: async () => answered(await overview()),
    },
  ];
}
