import type { Account, Accounts } from '../../federation/ports/index.ts';
import type { BearerTokens } from '../auth/tokens.ts';
import type { RoleChanging, RoleOutcome } from '../people/role-changing.ts';
import { type Answer, answered, nothingThere, objectOf, problem, type Route } from './route.ts';

interface PeopleApi {
  readonly accounts: Accounts;
  readonly tokens: BearerTokens;
  readonly roles: RoleChanging;
}

/** An account as it is shown to administrators. */
export interface ShownPerson extends Omit<Account, 'actorId'> {
  /** Actor IRI. */
  readonly actor: string;
}

/** Who has an account and which roles, and what acts for them. */
export function peopleRoutes(api: PeopleApi): Route[] {
  const { accounts, tokens, roles } = api;
  return [
    {
      method: 'get',
      path: '/people',
      summary: 'Every account of this server, by name, with its roles.',
      roles: ['admin', 'auditor'],
      answers: { 200: 'The accounts.' },
      handle: async () => answered({ people: (await accounts.all()).map(shown) }),
    },
    {
      method: 'get',
      path: '/people/{name}/tokens',
      summary: 'Tokens and sessions that act for an account, newest first; never a token itself.',
      roles: ['admin', 'auditor'],
      answers: { 200: 'The tokens.', 404: 'There is no such account.' },
      async handle({ path }) {
        const account = await accounts.byName(path['name'] ?? '');
        if (!account) return nothingThere;
        const listed = await tokens.list(account.actorId);
        return answered({
          tokens: listed.map(({ jti, scope, issuedAt, expiresAt, clientId }) => {
            return { id: jti, scope, issuedAt, expiresAt, ...(clientId !== undefined && { clientId }) };
          }),
        });
      },
    },
    {
      method: 'post',
      path: '/people/{name}/sign-out',
      summary: 'Revokes every token and session of an account.',
      roles: ['admin'],
      stepUp: true,
      answers: { 200: 'How many there were.', 404: 'There is no such account.' },
      async handle({ path }) {
        const account = await accounts.byName(path['name'] ?? '');
        return account ? answered({ revoked: await tokens.revokeAll(account.actorId) }) : nothingThere;
      },
    },
    roleRoute(roles),
  ];
}

function roleRoute(roles: RoleChanging): Route {
  const names = { type: 'array', items: { type: 'string', maxLength: 100 }, maxItems: 100 };
  return {
    method: 'post',
    path: '/people/{name}/roles',
    summary: 'Gives an account roles and takes them, at once; nobody changes their own. Each is in the ledger.',
    roles: ['admin'],
    stepUp: true,
    body: objectOf({ grant: names, take: names }),
    answers: {
      200: 'The account.',
      404: 'There is no such account.',
      409: 'Roles were changed meanwhile, or no administrator would be left.',
      422: 'It is no such role, or they are your own.',
    },
    async handle({ path, account, body }) {
      const { grant, take } = body as { readonly grant: readonly string[]; readonly take: readonly string[] };
      return toAnswer(await roles.change({ name: path['name'] ?? '', grant, take, by: account.actorId }));
    },
  };
}

function toAnswer(outcome: RoleOutcome): Answer {
  switch (outcome.kind) {
    case 'changed':
      return answered(shown(outcome.account));
    case 'absent':
      return nothingThere;
    case 'refused':
      return problem(outcome.cause === 'wrong' ? 422 : 409, 'this was not done', outcome.reason);
  }
}

function shown({ name, actorId, kind, display, roles, createdAt }: Account): ShownPerson {
  return { name, actor: actorId, kind, display, roles, createdAt };
}
