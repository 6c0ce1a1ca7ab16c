import type { Verdict } from '../../policies/index.ts';
import type { Reviewing, ReviewOutcome } from '../review/reviewing.ts';
import { type Answer, answered, nothingThere, objectOf, problem, type Route, sentence } from './route.ts';

const readers = ['reviewer', 'auditor'] as const;
const pageMost = 500;
const answers = { 200: 'Done.', 404: 'There is none.', 409: 'It can not be done; the detail says why.' };
const approvalAnswers = { ...answers, 202: 'Approved; others have to approve as well.' };
const approval = objectOf({ digest: { type: 'string', pattern: '^[0-9a-f]{64}$' }, note: sentence }, ['note']);

interface Approval {
  readonly digest: string;
  readonly note?: string;
}

/** The review of what policies hold. */
export function holdRoutes(reviewing: Reviewing): Route[] {
  return [...readRoutes(reviewing), ...redactRoutes(reviewing), ...decideRoutes(reviewing)];
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

function redactRoutes(reviewing: Reviewing): Route[] {
  return [
    {
      method: 'post',
      path: '/holds/{id}/redaction',
      summary: 'What would leave of it without what its policies find. Who reads it is on record.',
      roles: ['reviewer'],
      answers: {
        200: 'What readers outside would have, and the digest that a release names.',
        404: 'There is none.',
        409: 'It can not leave like that; the detail says why.',
      },
      async handle({ path, account }) {
        const preview = await reviewing.previewRedacted(path['id'] ?? '', account);
        switch (preview?.kind) {
          case undefined:
            return nothingThere;
          case 'redacted':
            return answered(preview);
          case 'refused':
            return problem(409, 'this can not be redacted', preview.reason);
          case 'stopped':
            return problem(409, 'this can not be redacted', wordsOf(preview.verdict));
        }
      },
    },
    {
      method: 'post',
      path: '/holds/{id}/redact',
      summary:
        'Lets it go without what its policies find, as previewed under this digest; as many reviewers as they ask for.',
      roles: ['reviewer'],
      body: approval,
      answers: approvalAnswers,
      async handle({ path, account, body }) {
        const { digest, note } = body as Approval;
        return toAnswer(await reviewing.redact(path['id'] ?? '', account, digest, note));
      },
    },
  ];
}

function decideRoutes(reviewing: Reviewing): Route[] {
  const note = objectOf({ note: sentence });
  return [
    {
      method: 'post',
      path: '/holds/{id}/approve',
      summary: 'Lets go what was shown under this digest, as one of as many reviewers as its policies ask for.',
      roles: ['reviewer'],
      body: approval,
      answers: approvalAnswers,
      async handle({ path, account, body }) {
        const { digest, note: why } = body as Approval;
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
    {
      method: 'post',
      path: '/holds/{id}/answer',
      summary: 'What its author says to what was asked; it goes on waiting.',
      roles: 'everyone',
      body: note,
      answers,
      handle: async ({ path, account, body }) =>
        toAnswer(await reviewing.answer(path['id'] ?? '', account, (body as { note: string }).note)),
    },
  ];
}

function toAnswer(outcome: ReviewOutcome): Answer {
  const title = 'this was not let go';
  switch (outcome.kind) {
    case 'released':
    case 'rejected':
    case 'asked':
    case 'answered':
      return answered(outcome);
    case 'approved':
      return answered(outcome, 202);
    case 'absent':
      return nothingThere;
    case 'refused':
      return problem(409, title, outcome.reason);
    case 'held-again':
    case 'stopped': {
      return problem(409, title, wordsOf(outcome.verdict), {
        outcome: outcome.verdict.outcome,
        waits: outcome.kind === 'held-again',
      });
    }
  }
}

/** What stops it, in the words of the strictest policy. */
function wordsOf({ reasons }: Verdict): string {
  const [strictest] = reasons.filter(({ observed, approved }) => !observed && !approved);
  return strictest ? `${strictest.title}: ${strictest.guidance}` : 'the set in force does not let it go';
}
