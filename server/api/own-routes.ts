import type { BearerTokens } from '../auth/tokens.ts';
import { answered, nothingThere, objectOf, type Route } from './route.ts';

/** What acts for whoever asks: their sessions, and the tokens of their apps. */
export function ownRoutes(tokens: BearerTokens): Route[] {
  return [
    {
      method: 'get',
      path: '/own/tokens',
      summary: 'Your tokens and sessions, newest first; never a token itself.',
      roles: 'everyone',
      answers: { 200: 'The tokens.' },
      async handle({ account }) {
        const listed = await tokens.list(account.actorId);
        return answered({
          tokens: listed.map(({ jti, scope, issuedAt, expiresAt, clientId }) => {
            return { id: jti, scope, issuedAt, expiresAt, clientId, current: jti === account.jti };
          }),
        });
      },
    },
    {
      method: 'post',
      path: '/own/tokens/revoke',
      summary: 'Revokes one of your tokens or sessions.',
      roles: 'everyone',
      body: objectOf({ id: { type: 'string', minLength: 1, maxLength: 100 } }),
      answers: { 200: 'It works no more.', 404: 'You have no such token.' },
      async handle({ account, body }) {
        const { id } = body as { id: string };
        const own = (await tokens.list(account.actorId)).some(({ jti }) => jti === id);
        return own && (await tokens.revoke(id)) ? answered({ revoked: id }) : nothingThere;
      },
    },
  ];
}
