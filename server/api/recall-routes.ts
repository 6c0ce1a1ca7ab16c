import type { RecallAsked, Recalling } from '../recall/recalling.ts';
import { answered, nothingThere, objectOf, problem, type Route, sentence } from './route.ts';

const readers = ['policy-editor', 'auditor', 'admin'] as const;
const starters = ['policy-editor', 'admin'] as const;
const iri = { type: 'string', pattern: '^https?://', maxLength: 2000 };
const version = { type: 'string', pattern: '^[0-9a-f]{8,64}$' };

/** Taking back what left. These answers say what was sent and what others answered, never that something is erased. */
export function recallRoutes(recalling: Recalling): Route[] {
  return [
    {
      method: 'get',
      path: '/recalls',
      summary: 'Recalls, newest first: each set that came in force brings one about, and editors start their own.',
      roles: readers,
      answers: { 200: 'The recalls, and how far each is.' },
      handle: async () => answered({ recalls: await recalling.list() }),
    },
    {
      method: 'post',
      path: '/recalls',
      stepUp: true,
      summary: 'Looks at everything that left, or takes back one post; it goes on after the answer.',
      roles: starters,
      body: objectOf({ reason: sentence, dryRun: { type: 'boolean' }, post: iri, version }, [
        'dryRun',
        'post',
        'version',
      ]),
      answers: {
        202: 'The recall, which runs.',
        404: 'There is no such post or version.',
        409: 'It can not be started like that; the detail says why.',
      },
      async handle({ account, body }) {
        const { dryRun = false, ...asked } = body as Omit<RecallAsked, 'by' | 'dryRun'> & { dryRun?: boolean };
        const outcome = await recalling.start({ ...asked, dryRun, by: account.actorId });
        if (outcome.kind === 'absent') return nothingThere;
        if (outcome.kind === 'refused') return problem(409, 'this was not started', outcome.reason);
        return answered(outcome.recall, 202);
      },
    },
    {
      method: 'get',
      path: '/recalls/{id}',
      summary: 'How far it is, what it found, and server by server what was sent, acknowledged or not reached.',
      roles: readers,
      query: {
        after: { description: 'The `next` of the page before.', schema: { type: 'string', pattern: '^[0-9]+$' } },
      },
      answers: { 200: 'The recall with up to 100 things that it found.', 404: 'There is none.' },
      async handle({ path, query: { after } }) {
        const recall = await recalling.get(path['id'] ?? '');
        if (!recall) return nothingThere;
        if (after !== undefined && !/^\d{1,15}$/.test(after)) return misunderstood;
        return answered({ ...recall, ...(await recalling.items(recall.id, after)) });
      },
    },
  ];
}

const misunderstood = problem(400, 'the request was not understood', 'give the `next` of the page before as `after`');
