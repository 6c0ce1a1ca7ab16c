import type { DeliverySelection } from '../../federation/ports/index.ts';
import type { Operating } from '../deliveries/operating.ts';
import { answered, objectOf, problem, type Route } from './route.ts';

const readers = ['admin', 'auditor'] as const;
const writers = ['admin'] as const;
const pageMost = 100;
const text = { type: 'string', minLength: 1, maxLength: 2048 };

/** What waits to go out, by host, and what can be done about it. */
export function deliveryRoutes(operating: Operating): Route[] {
  return [...readingRoutes(operating), ...settlingRoutes(operating)];
}

function readingRoutes(operating: Operating): Route[] {
  return [
    {
      method: 'get',
      path: '/deliveries',
      summary: 'How much waits, since when, and how it stands with each host.',
      roles: readers,
      answers: { 200: 'The queue.' },
      handle: async () => answered(await operating.overview()),
    },
    {
      method: 'get',
      path: '/given-up-deliveries',
      summary: 'Deliveries of every host that were given up and not dropped, the newest first.',
      roles: readers,
      query: { after: { description: 'Id of the last one of the page before.', schema: { type: 'string' } } },
      answers: { 200: 'Up to 100 deliveries.' },
      async handle({ query: { after } }) {
        const page = { limit: pageMost, ...(after !== undefined && { after }) };
        return answered({ deliveries: await operating.givenUp(page) });
      },
    },
    {
      method: 'get',
      path: '/deliveries/{host}',
      summary: 'One host, and the deliveries that wait for it or were given up, in the order they were made.',
      roles: readers,
      query: {
        state: { description: '`waiting` where it is left out.', schema: { enum: ['waiting', 'given-up'] } },
        after: { description: 'Id of the last one of the page before.', schema: { type: 'string' } },
      },
      answers: { 200: 'The host, and up to 100 deliveries.' },
      async handle({ path: { host = '' }, query: { state, after } }) {
        const wanted = state === 'given-up' ? 'given-up' : 'waiting';
        const page = { host, state: wanted, limit: pageMost, ...(after !== undefined && { after }) } as const;
        return answered({ ...(await operating.host(host)), deliveries: await operating.list(page) });
      },
    },
  ];
}

function settlingRoutes(operating: Operating): Route[] {
  const body = objectOf({ host: text, id: text }, ['host', 'id']);
  const answers = { 200: 'How many.', 422: 'It names neither a host nor a delivery.' };
  const settling = (act: 'retry' | 'drop', summary: string): Route => ({
    method: 'post',
    path: `/deliveries/${act}`,
    summary,
    roles: writers,
    body,
    answers,
    async handle({ account, body: given }) {
      const which = selectionOf(given as Partial<Record<'host' | 'id', string>>);
      if (!which) return problem(422, 'this was not done', 'name either a `host` or the `id` of a delivery');
      return answered({ count: await operating[act](which, account.actorId) });
    },
  });
  return [
    settling('retry', 'Tries again at once what waits for a host, or one delivery, and what was given up.'),
    settling('drop', 'Gives up what waits for a host, or one delivery; one that was given up is not shown again.'),
  ];
}

function selectionOf({ host, id }: Partial<Record<'host' | 'id', string>>): DeliverySelection | undefined {
  if (host !== undefined && id === undefined) return { host: host.toLowerCase() };
  return id !== undefined && host === undefined ? { id } : undefined;
}
