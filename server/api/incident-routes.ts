import { type IncidentDesk, type IncidentOutcome, incidentRoles } from '../incidents/incidents.ts';
import type { IncidentRules } from '../ports/index.ts';
import { type Answer, answered, nothingThere, objectOf, problem, type Route, sentence } from './route.ts';

const readers = [...incidentRoles, 'auditor'] as const;
const pageMost = 100;

/** Many things that the gate stopped within a short time, as one. */
export function incidentRoutes(desk: IncidentDesk): Route[] {
  return [...readingRoutes(desk), ...handlingRoutes(desk), ...ruleRoutes(desk)];
}

function readingRoutes(desk: IncidentDesk): Route[] {
  return [
    {
      method: 'get',
      path: '/incidents',
      summary: 'Incidents that are not closed, the newest first; with `state=closed`, those that are.',
      roles: readers,
      query: {
        after: { description: 'Id of the last one of the page before.', schema: { type: 'string' } },
        state: { description: '`open` where it is left out.', schema: { enum: ['open', 'closed'] } },
      },
      answers: { 200: 'Up to 100 incidents.' },
      async handle({ query: { after, state } }) {
        const page = { closed: state === 'closed', limit: pageMost, ...(after !== undefined && { after }) };
        return answered({ incidents: await desk.list(page) });
      },
    },
    {
      method: 'get',
      path: '/incidents/{id}',
      summary: 'One incident, with what was stopped and the holds of it that still wait.',
      roles: readers,
      answers: { 200: 'The incident.', 404: 'There is none.' },
      async handle({ path }) {
        const incident = await desk.show(path['id'] ?? '');
        return incident ? answered(incident) : nothingThere;
      },
    },
    {
      method: 'get',
      path: '/incident-owners',
      summary: 'Those whom an incident can be handed to, by name.',
      roles: incidentRoles,
      answers: { 200: 'The accounts.' },
      async handle() {
        const owners = await desk.owners();
        return answered({ owners: owners.map(({ name, display, actorId }) => ({ name, display, actor: actorId })) });
      },
    },
  ];
}

function handlingRoutes(desk: IncidentDesk): Route[] {
  const answers = { 200: 'The incident.', 404: 'There is none.', 409: 'It can not be done; the detail says why.' };
  const of = (path: Readonly<Record<string, string>>): string => path['id'] ?? '';
  return [
    {
      method: 'post',
      path: '/incidents/{id}/acknowledge',
      summary: 'Takes an incident on; whoever does it owns it.',
      roles: incidentRoles,
      answers,
      handle: async ({ path, account }) => toAnswer(await desk.acknowledge(of(path), account.actorId)),
    },
    {
      method: 'post',
      path: '/incidents/{id}/assign',
      summary: 'Hands an incident to somebody else of the security team.',
      roles: incidentRoles,
      body: objectOf({ to: { type: 'string', minLength: 1, maxLength: 2048 } }),
      answers,
      handle: async ({ path, account, body }) =>
        toAnswer(await desk.assign(of(path), account.actorId, (body as { readonly to: string }).to)),
    },
    {
      method: 'post',
      path: '/incidents/{id}/close',
      summary: 'Closes an incident; the note says what came of it.',
      roles: incidentRoles,
      body: objectOf({ note: sentence }),
      answers,
      handle: async ({ path, account, body }) =>
        toAnswer(await desk.close(of(path), account.actorId, (body as { readonly note: string }).note)),
    },
    {
      method: 'post',
      path: '/incidents/{id}/reopen',
      summary: 'Opens a closed incident again.',
      roles: incidentRoles,
      answers,
      handle: async ({ path, account }) => toAnswer(await desk.reopen(of(path), account.actorId)),
    },
  ];
}

function ruleRoutes(desk: IncidentDesk): Route[] {
  const threshold = objectOf({
    count: { type: 'integer', minimum: 0, maximum: 10_000 },
    minutes: { type: 'integer', minimum: 1, maximum: 1440 },
  });
  return [
    {
      method: 'get',
      path: '/incident-rules',
      summary:
        'From how many stopped posts of a policy, or of an author, within how many minutes on it is an incident.',
      roles: readers,
      answers: { 200: 'The rules.' },
      handle: async () => answered(await desk.rules()),
    },
    {
      method: 'post',
      path: '/incident-rules',
      summary: 'Sets the rules, in the place of those before; a `count` of 0 is never.',
      roles: ['policy-editor', 'admin'],
      body: objectOf({ policy: threshold, author: threshold }),
      answers: { 200: 'The rules.' },
      handle: async ({ account, body }) =>
        answered(await desk.setRules(body as Pick<IncidentRules, 'policy' | 'author'>, account.actorId)),
    },
  ];
}

function toAnswer(outcome: IncidentOutcome): Answer {
  switch (outcome.kind) {
    case 'done':
      return answered(outcome.incident);
    case 'absent':
      return nothingThere;
    case 'refused':
      return problem(409, 'this was not done', outcome.reason);
  }
}
