import type { Account, Accounts } from '../../federation/ports/index.ts';
import type { BearerTokens } from '../auth/tokens.ts';
import { answered, nothingThere, type Route } from './route.ts';

interface PeopleApi {
  readonly accounts: Accounts;
  readonly tokens: BearerTokens;
}

/** Who has an account and which roles, and what acts for them. */
export function peopleRoutes(api: PeopleApi): Route[] {
  const { accounts, tokens } = api;
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
  ];
}

function shown({ name, actorId, kind, display, roles, createdAt }: Account): object {
  return { name, actor: actorId, kind, display, roles, createdAt };
}
