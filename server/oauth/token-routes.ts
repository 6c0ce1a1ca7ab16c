import { type NextFunction, type Request, type Response, Router } from 'express';
import type { Accounts } from '../../federation/ports/index.ts';
import type { BearerTokens } from '../auth/tokens.ts';
import { type Parameters, readParameters, textOf, textsOf } from '../http/parameters.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import { sendError, sendJson } from '../http/respond-client.ts';
import type { ClientRecord } from '../ports/index.ts';
import { notAllowedHere } from './authorization.ts';
import type { ClientRuling } from './client-rules.ts';
import { authenticateClient, type ClientParts, registerClient } from './clients.ts';
import { exchangeCode, grantToClient } from './exchange.ts';
import type { ExchangeOutcome, ExchangeParts } from './grants.ts';
import { renew, revokeGrant } from './renewal.ts';

export interface TokenDoor extends ClientParts, ExchangeParts {
  readonly accounts: Accounts;
  readonly tokens: BearerTokens;
  readonly ruling: ClientRuling;
  /** What apps are told to subscribe to push messages with; empty where there are none. */
  readonly vapidKey: string;
}

const bodyLimit = 64 * 1024;
/** Registrations from one address within five minutes. */
const mostApps = 100;

/** Registration of apps, tokens, revocation and introspection. Clients send JSON or forms, and both are taken. */
export function tokenRouter(door: TokenDoor): Router {
  const router = Router();
  const rateLimit = createRateLimit(door.clock);
  router.post('/api/v1/apps', (request: Request, response: Response, next: NextFunction) => {
    const taken = rateLimit.take(request.ip ?? '', mostApps);
    for (const [name, value] of Object.entries(taken.headers)) response.setHeader(name, value);
    if (taken.allowed) return next();
    sendError(response, 429, 'Too many requests: wait a few minutes');
  });
  router.post('/api/v1/apps', withParameters(door, register));
  router.get('/api/v1/apps/verify_credentials', (request: Request, response: Response) =>
    ownApp(door, request, response),
  );
  router.post('/oauth/token', withParameters(door, token));
  router.post('/oauth/revoke', withParameters(door, revoke));
  router.post('/oauth/introspect', withParameters(door, introspect));
  const userinfo = (request: Request, response: Response) => userInfo(door, request, response);
  router.get('/oauth/userinfo', userinfo);
  router.post('/oauth/userinfo', userinfo);
  return router;
}

type Handler = (door: TokenDoor, parameters: Parameters, request: Request, response: Response) => Promise<void>;

function withParameters(door: TokenDoor, handle: Handler) {
  return async (request: Request, response: Response): Promise<void> => {
    const read = await readParameters(request, bodyLimit);
    if (read.kind === 'refused') return sendError(response, read.status, read.reason);
    if (read.kind === 'parameters') await handle(door, read.parameters, request, response);
  };
}

async function register(door: TokenDoor, parameters: Parameters, _request: Request, response: Response): Promise<void> {
  const redirectUris = textsOf(parameters['redirect_uris']).flatMap((uris) => uris.split(/\s+/).filter(Boolean));
  const website = textOf(parameters['website']);
  const usable = await door.ruling.admit({ id: '', redirectUris }, 'read');
  if (usable === undefined) return sendError(response, 403, notAllowedHere);
  const outcome = await registerClient(door, {
    name: textOf(parameters['client_name']) ?? '',
    redirectUris,
    scope: textOf(parameters['scopes']) ?? 'read',
    ...(website !== undefined && website !== '' && { website }),
  });
  if (outcome.kind === 'invalid') return sendError(response, 422, outcome.reason);
  const { client, secret } = outcome;
  sendJson(response, {
    ...appEntity(client, door),
    client_id: client.id,
    client_secret: secret,
    client_secret_expires_at: 0,
  });
}

function appEntity(
  { id, name, website, redirectUris, scope }: ClientRecord,
  { vapidKey }: Pick<TokenDoor, 'vapidKey'>,
): object {
  return {
    id,
    name,
    website: website ?? null,
    scopes: scope.split(' '),
    redirect_uri: redirectUris.join('\n'),
    redirect_uris: redirectUris,
    vapid_key: vapidKey,
  };
}

async function ownApp(door: TokenDoor, request: Request, response: Response): Promise<void> {
  const verified = await door.tokens.verifyAnyBearer(request.headers.authorization);
  const client = 'clientId' in verified ? await door.clients.byId(verified.clientId ?? '') : undefined;
  if (!client) return unauthorised(response, 'The access token is invalid');
  sendJson(response, appEntity(client, door));
}

async function token(door: TokenDoor, parameters: Parameters, request: Request, response: Response): Promise<void> {
  const client = await clientOf(door, parameters, request);
  if (!client) return refuse(response, 401, 'invalid_client', 'the app is not registered here, or its secret is wrong');
  if ((await door.ruling.admit(client, client.scope)) === undefined) {
    return refuse(response, 400, 'unauthorized_client', notAllowedHere);
  }
  switch (textOf(parameters['grant_type'])) {
    case 'authorization_code':
      return answer(
        door,
        response,
        await exchangeCode(door, client, {
          code: textOf(parameters['code']) ?? '',
          redirectUri: textOf(parameters['redirect_uri']) ?? '',
          verifier: textOf(parameters['code_verifier']),
        }),
      );
    case 'refresh_token':
      return answer(door, response, await renew(door, client, textOf(parameters['refresh_token']) ?? ''));
    case 'client_credentials':
      return answer(door, response, await grantToClient(door, client, textOf(parameters['scope'])));
    default:
      return refuse(
        response,
        400,
        'unsupported_grant_type',
        'only codes, refresh tokens and client credentials are exchanged here',
      );
  }
}

function answer({ clock }: TokenDoor, response: Response, outcome: ExchangeOutcome): void {
  if (outcome.kind === 'refused') return refuse(response, 400, outcome.error, outcome.reason);
  const { token: accessToken, scope, actorId, renewal } = outcome;
  sendJson(response, {
    access_token: accessToken,
    token_type: 'Bearer',
    scope,
    created_at: Math.floor(clock() / 1000),
    ...(renewal && { expires_in: renewal.seconds, refresh_token: renewal.refreshToken }),
    ...(actorId !== undefined && { me: actorId, activitypub_actor_id: actorId }),
  });
}

/** RFC 7009: a client ends its own tokens; whatever else it names is answered like a success. */
async function revoke(door: TokenDoor, parameters: Parameters, request: Request, response: Response): Promise<void> {
  const client = await clientOf(door, parameters, request);
  if (!client)
    return refuse(response, 403, 'unauthorized_client', 'the app is not registered here, or its secret is wrong');
  const token = textOf(parameters['token']) ?? '';
  const record = await door.tokens.inspect(token);
  if (!record) await revokeGrant(door, client, token);
  else if (record.clientId === client.id) await door.tokens.revoke(record.jti);
  sendJson(response, {});
}

/** RFC 7662, for a client about its own tokens. */
async function introspect(
  door: TokenDoor,
  parameters: Parameters,
  request: Request,
  response: Response,
): Promise<void> {
  const client = await clientOf(door, parameters, request);
  if (!client) return refuse(response, 401, 'invalid_client', 'the app is not registered here, or its secret is wrong');
  const record = await door.tokens.inspect(textOf(parameters['token']) ?? '');
  if (record?.clientId !== client.id) return sendJson(response, { active: false });
  sendJson(response, {
    active: true,
    scope: record.scope,
    client_id: client.id,
    token_type: 'Bearer',
    sub: record.actorId,
    iss: door.origin,
    aud: door.origin,
    jti: record.jti,
    iat: Math.floor(record.issuedAt / 1000),
    exp: Math.floor(record.expiresAt / 1000),
  });
}

async function userInfo(door: TokenDoor, request: Request, response: Response): Promise<void> {
  const verified = await door.tokens.verifyBearer(request.headers.authorization);
  if (verified.kind === 'refused') return unauthorised(response, 'The access token is invalid');
  const scopes = verified.scope.split(' ');
  const account = await door.accounts.byActor(verified.actorId);
  if (!account || !(scopes.includes('profile') || scopes.includes('read'))) {
    return sendError(response, 403, 'This action is outside the authorized scopes');
  }
  const { actorId, display, name } = account;
  sendJson(response, { iss: door.origin, sub: actorId, name: display, preferred_username: name, profile: actorId });
}

/** By the body or by HTTP Basic (RFC 6749 §2.3.1). */
function clientOf(door: TokenDoor, parameters: Parameters, request: Request): Promise<ClientRecord | undefined> {
  const [, basic] = /^Basic +([\w+/=-]+) *$/i.exec(request.headers.authorization ?? '') ?? [];
  const [id, secret] = basic === undefined ? [] : basicCredentials(basic);
  return authenticateClient(
    door.clients,
    id ?? textOf(parameters['client_id']) ?? '',
    secret ?? textOf(parameters['client_secret']) ?? '',
  );
}

function basicCredentials(basic: string): string[] {
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  try {
    return [text.slice(0, colon), text.slice(colon + 1)].map(decodeURIComponent);
  } catch {
    return ['', ''];
  }
}

function refuse(response: Response, status: number, error: string, description: string): void {
  if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="oauth"');
  sendError(response, status, error, { error_description: description });
}

function unauthorised(response: Response, line: string): void {
  response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
  sendError(response, 401, line);
}
