import type { Reviewing, ReviewOutcome } from '../review/reviewing.ts';
import { type Answer, answered, nothingThere, objectOf, problem, type Route, sentence } from './route.ts';

const readers = ['reviewer', 'auditor'] as const;
const pageMost = 500;

/** The review of what policies hold. */
export function holdRoutes(reviewing: Reviewing): Route[] {
  return [...readRoutes(reviewing), ...decideRoutes(reviewing)];
}

function readRoutes(reviewing: Reviewing): Route[] {
  return [
    {
      method: 'get',
      path: '/holds',
      summary: 'What waits for review, oldest first, without what it says.',
      roles: readers,
      query: { after: { description: 'Id of the last one of the page before.', schema: { type: 'string' } } },
      answers: { 200: 'Up to 500 held posts.' },
      async handle({ query: { after } }) {
        const page = { limit: pageMost, ...(after !== undefined && { after }) };
        return answered({ holds: await reviewing.list(page) });
      },
    },
    {
      method: 'get',
      path: '/holds/{id}',
      summary: 'One held post, with labels in the place of what was found in it.',
      roles: readers,
      answers: { 200: 'The held post and the digest that an approval names.', 404: 'There is none.' },
      async handle({ path }) {
        const shown = await reviewing.show(path['id'] ?? '');
        return shown ? answered(shown) : nothingThere;
      },
    },
    {
      method: 'post',
      path: '/holds/{id}/reveal',
      summary: 'The post as its author sent it. Who reads it is on record.',
      roles: readers,
      stepUp: true,
      answers: { 200: 'The original.', 404: 'There is none.' },
      async handle({ path, account }) {
        const revealed = await reviewing.reveal(path['id'] ?? '', account);
        return revealed ? answered(revealed) : nothingThere;
      },
    },
  ];
}

function decideRoutes(reviewing: Reviewing): Route[] {
  const answers = { 200: 'Done.', 404: 'There is none.', 409: 'It can not be done; the detail says why.' };
  const note = objectOf({ note: sentence });
  return [
    {
      method: 'post',
      path: '/holds/{id}/approve',
      summary: 'Lets go what was shown under this digest, as one of as many reviewers as its policies ask for.',
      roles: ['reviewer'],
      body: objectOf({ digest: { type: 'string', pattern: '^[0-9a-f]{64}$' }, note: sentence }, ['note']),
      answers: { ...answers, 202: 'Approved; others have to approve as well.' },
      async handle({ path, account, body }) {
        const { digest, note: why } = body as { readonly digest: string; readonly note?: string };
        return toAnswer(await reviewing.approve(path['id'] ?? '', account, digest, why));
      },
    },
    {
      method: 'post',
      path: '/holds/{id}/reject',
      summary: 'Ends it; the note goes to its author.',
      roles: ['reviewer'],
      body: note,
      answers,
      handle: async ({ path, account, body }) =>
        toAnswer(await reviewing.reject(path['id'] ?? '', account, (body as { note: string }).note)),
    },
    {
      method: 'post',
      path: '/holds/{id}/ask',
      summary: 'Asks its author something; it goes on waiting.',
      roles: ['reviewer'],
      body: note,
      answers,
      handle: async ({ path, account, body }) =>
        toAnswer(await reviewing.ask(path['id'] ?? '', account, (body as { note: string }).note)),
    },
  ];
}

function toAnswer(outcome: ReviewOutcome): Answer {
  const title = 'this was not let go';
  switch (outcome.kind) {
    case 'released':
    case 'rejected':
    case 'asked':
      return answered(outcome);
    case 'approved':
      return answered(outcome, 202);
    case 'absent':
      return nothingThere;
    case 'refused':
      return problem(409, title, outcome.reason);
    case 'held-again':
    case 'stopped': {
      const [strictest] = outcome.verdict.reasons.filter(({ observed, approved }) => !observed && !approved);
      const detail = strictest ? `${strictest.title}: ${strictest.guidance}` : 'the set in force does not let it go';
      return problem(409, title, detail, { outcome: outcome.verdict.outcome, waits: outcome.kind === 'held-again' });
    }
  }
}
