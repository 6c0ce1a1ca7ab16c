import { type ClientRuling, type UnknownClients, unknownClients } from '../oauth/client-rules.ts';
import { answered, objectOf, problem, type Route } from './route.ts';

const place = { type: 'string', minLength: 1, maxLength: 2000 };
const writers = ['admin'] as const;

/** Which apps people may use. */
export function clientRoutes(ruling: ClientRuling): Route[] {
  return [
    {
      method: 'get',
      path: '/clients',
      summary: 'The apps that are listed, by the places that they send people back to, and what the others may.',
      roles: ['policy-editor', 'auditor', 'admin'],
      answers: { 200: 'The rules.' },
      handle: async () => answered(await ruling.rules()),
    },
    {
      method: 'post',
      path: '/clients',
      summary: 'Lists an app by its place: an origin, a scheme, or the address of an app that describes itself.',
      roles: writers,
      body: objectOf({ place }),
      answers: { 200: 'The rules.', 422: 'It is no place of an app.' },
      async handle({ account, body }) {
        const outcome = await ruling.list((body as { place: string }).place, account.actorId);
        if (outcome.kind === 'set') return answered(outcome.rules);
        return problem(
          422,
          'this was not set',
          'give an origin such as `https://app.example`, or a scheme such as `app:`',
        );
      },
    },
    {
      method: 'post',
      path: '/clients/remove',
      summary: 'Takes a place off the list; tokens stay.',
      roles: writers,
      body: objectOf({ place }),
      answers: { 200: 'The rules.' },
      handle: async ({ account, body }) =>
        answered(await ruling.unlist((body as { place: string }).place, account.actorId)),
    },
    {
      method: 'post',
      path: '/clients/unknown',
      summary: 'Says what apps may that are not listed.',
      roles: writers,
      body: objectOf({ unknown: { enum: unknownClients } }),
      answers: { 200: 'The rules.' },
      handle: async ({ account, body }) =>
        answered(await ruling.setUnknown((body as { unknown: UnknownClients }).unknown, account.actorId)),
    },
  ];
}
