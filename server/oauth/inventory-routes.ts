import { type Request, type Response, Router } from 'express';
import { grants } from '../auth/scopes.ts';
import type { BearerTokens, Verified } from '../auth/tokens.ts';
import { sendError, sendJson } from '../http/respond-client.ts';
import type { Clients, TokenRecord } from '../ports/index.ts';

interface InventoryDoor {
  readonly tokens: BearerTokens;
  readonly clients: Clients;
}

/** A person's own tokens: which apps have one, and an end to one or all. */
export function tokenInventoryRouter(door: InventoryDoor): Router {
  const router = Router();
  const { tokens } = door;
  router.get('/api/portico/v1/tokens', async (request: Request, response: Response) => {
    const owner = await authorised(door, request, response, 'read');
    if (!owner) return;
    const listed = await tokens.list(owner.actorId);
    sendJson(response, await Promise.all(listed.map((token) => entity(door, token, owner.jti))));
  });
  router.delete('/api/portico/v1/tokens', async (request: Request, response: Response) => {
    const owner = await authorised(door, request, response, 'write');
    if (owner) sendJson(response, { revoked: await tokens.revokeAll(owner.actorId) });
  });
  router.delete('/api/portico/v1/tokens/:id', async (request: Request, response: Response) => {
    const owner = await authorised(door, request, response, 'write');
    if (!owner) return;
    const own = (await tokens.list(owner.actorId)).find(({ jti }) => jti === request.params['id']);
    if (!own) return sendError(response, 404, 'Record not found');
    await tokens.revoke(own.jti);
    sendJson(response, { revoked: 1 });
  });
  return router;
}

async function authorised(
  { tokens }: InventoryDoor,
  request: Request,
  response: Response,
  scope: string,
): Promise<Extract<Verified, { kind: 'authenticated' }> | undefined> {
  const verified = await tokens.verifyBearer(request.headers.authorization);
  if (verified.kind === 'authenticated' && grants(verified.scope, scope)) return verified;
  if (verified.kind === 'refused') sendError(response, 401, verified.reason);
  else sendError(response, 403, `this token lacks the scope \`${scope}\``);
  return undefined;
}

async function entity({ clients }: InventoryDoor, token: TokenRecord, current: string): Promise<object> {
  const client = token.clientId === undefined ? undefined : await clients.byId(token.clientId);
  return {
    id: token.jti,
    app: client?.name ?? null,
    website: client?.website ?? null,
    scopes: token.scope.split(' '),
    created_at: new Date(token.issuedAt).toISOString(),
    expires_at: new Date(token.expiresAt).toISOString(),
    current: token.jti === current,
  };
}
